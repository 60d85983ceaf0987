"""What is closed is nowhere on the site: not its title, not its number, in no list and no count."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import GroupPagePermission, Page

from core.access.sections import page_visibility
from core.access.visibility import Standing, Visibility, standings
from core.models import SectionVisibility, User
from home.models import StartPage
from opportunities.models import Call
from tests.factories import calls
from tests.factories.core import UserFactory, add_page

pytestmark = pytest.mark.django_db
CANARY = "Kanariefågel"
PRIVATE = [Visibility.DEPARTMENT, Visibility.NETWORK, Visibility.GROUP, Visibility.COORDINATION]
LANGUAGES = ["sv", "en"]


@pytest.fixture
def member() -> User:
    return UserFactory.create(username="member")


@pytest.fixture
def contact(monkeypatch: pytest.MonkeyPatch) -> User:
    """Somebody with a seat in the network."""
    user = UserFactory.create(username="contact")
    seats = {"test": lambda person: Standing(in_network=person.username == "contact")}
    monkeypatch.setattr(standings, "_parts", seats)
    return user


@pytest.fixture
def editor() -> User:
    """An editor of every page, without any standing in the network."""
    group = Group.objects.create(name="Editors of everything")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    root = Page.objects.get(depth=1)
    for codename in ("add_page", "change_page", "publish_page"):
        right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=root, permission=right)
    user = UserFactory.create(username="editor")
    user.groups.add(group)
    return user


def in_language(language: str, name: str, *args: str) -> str:
    with translation.override(language):
        return reverse(name, args=args)


# Calls ------------------------------------------------------------------------------------------


def hidden_call(visibility: str) -> Call:
    """A call that matches everything the tests look for, beside an open one in the same area."""
    calls.call("Open water", areas=("water",), programme_slug="life")
    return calls.call(
        f"{CANARY} water",
        identifier=f"{CANARY}-1",
        description=f"<p>{CANARY}</p>",
        areas=("water", "canary-area"),
        programme_slug="canary-programme",
        visibility=visibility,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visibility", [Visibility.STAFF, *PRIVATE])
def test_a_private_call_is_nowhere_for_a_stranger(
    client: Client, visibility: str, language: str
) -> None:
    call = hidden_call(visibility)
    listing = in_language(language, "call_list")
    for query in ("", "?q=water", f"?q={CANARY}", "?priority=canary-area", "?sort=newest"):
        page = client.get(listing + query + ("&" if query else "?") + "status=all")
        assert page.status_code == HTTPStatus.OK
        text = page.content.decode().replace(f'value="{CANARY}"', "")
        assert f"{CANARY} water" not in text
        assert call.reference not in text
    for name in ("call", "call_calendar"):
        answer = client.get(in_language(language, name, call.reference))
        assert answer.status_code == HTTPStatus.NOT_FOUND
        assert CANARY not in answer.content.decode()
    assert CANARY not in client.get(f"/{language}/").content.decode()


@pytest.mark.parametrize("visibility", [Visibility.STAFF, *PRIVATE])
def test_a_private_call_is_not_counted(client: Client, visibility: str) -> None:
    """Neither as a hit nor in any facet nor by what is left when a filter is dropped."""
    hidden_call(visibility)
    url = reverse("api_calls")
    everything = client.get(url, {"status": "all"}).json()
    assert everything["count"] == 1
    for facet in everything["facets"].values():
        assert sum(value["count"] for value in facet) <= 1
    counts = {v["value"]: v["count"] for v in everything["facets"]["priority"]}
    assert counts.get("canary-area", 0) == 0
    assert client.get(url, {"q": CANARY, "status": "all"}).json()["count"] == 0
    assert CANARY not in client.get(url, {"q": "water", "status": "all"}).content.decode()


@pytest.mark.parametrize("visibility", PRIVATE)
def test_a_private_call_is_nowhere_for_staff_without_a_seat(
    client: Client, member: User, visibility: str
) -> None:
    call = hidden_call(visibility)
    client.force_login(member)
    assert client.get(reverse("api_calls"), {"status": "all"}).json()["count"] == 1
    page = client.get(in_language("sv", "call", call.reference))
    assert page.status_code == HTTPStatus.NOT_FOUND


def test_its_readers_find_a_private_call_and_no_cache_keeps_it(
    client: Client, contact: User
) -> None:
    call = hidden_call(Visibility.NETWORK)
    client.force_login(contact)
    found = client.get(reverse("api_calls"), {"q": CANARY, "status": "all"})
    assert [result["reference"] for result in found.json()["results"]] == [call.reference]
    page = client.get(in_language("sv", "call", call.reference))
    assert CANARY in page.content.decode()
    listing = client.get(in_language("sv", "call_list"), {"q": CANARY, "status": "all"})
    for answer in (found, page, listing):
        assert "no-store" in answer["Cache-Control"]


def test_calls_like_this_one_are_the_readers_own(client: Client) -> None:
    hidden_call(Visibility.NETWORK)
    open_call = Call.objects.get(visibility=Visibility.PUBLIC)
    page = client.get(in_language("sv", "call", open_call.reference))
    assert page.status_code == HTTPStatus.OK
    assert CANARY not in page.content.decode()


# Pages ------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests build their trees of start pages: let the admin have several side by side."""
    monkeypatch.setattr(StartPage, "max_count_per_parent", None)


@pytest.fixture
def section(home: Page) -> Page:
    page = add_page(home, f"{CANARY} section", slug="nat")
    SectionVisibility.objects.create(page=page, visibility=Visibility.NETWORK)
    return page


@pytest.fixture
def minutes(section: Page) -> Page:
    return add_page(section, f"{CANARY} minutes", slug="prot")


@pytest.mark.parametrize("method", ["get", "head", "post", "options"])
def test_a_private_page_asks_a_stranger_to_log_in(
    minutes: Page, client: Client, method: str
) -> None:
    answer = getattr(client, method)("/sv/nat/prot/")
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == reverse("account_login") + "?next=%2Fsv%2Fnat%2Fprot%2F"
    assert "no-store" in answer["Cache-Control"]
    assert CANARY not in answer.content.decode()


def test_a_private_page_is_forbidden_without_its_title(
    minutes: Page, client: Client, member: User
) -> None:
    client.force_login(member)
    answer = client.get("/sv/nat/prot/")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert CANARY not in answer.content.decode()


def test_a_private_page_is_served_to_its_readers_and_kept_by_nobody(
    minutes: Page, client: Client, contact: User
) -> None:
    client.force_login(contact)
    answer = client.get("/sv/nat/prot/")
    assert answer.status_code == HTTPStatus.OK
    assert CANARY in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_whose_seat_has_ended_reads_nothing_from_then_on(
    minutes: Page, client: Client, contact: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(contact)
    assert client.get("/sv/nat/prot/").status_code == HTTPStatus.OK
    monkeypatch.setattr(standings, "_parts", {})
    assert client.get("/sv/nat/prot/").status_code == HTTPStatus.FORBIDDEN


def test_a_draft_is_not_there_and_only_the_admin_shows_it(home: Page, client: Client) -> None:
    draft = add_page(home, f"{CANARY} draft", slug="utkast", live=False)
    draft.save_revision()
    preview = f"/admin/pages/{draft.pk}/view_draft/"
    assert client.get("/sv/utkast/").status_code == HTTPStatus.NOT_FOUND
    answer = client.get(preview)
    assert answer["Location"].startswith(reverse("account_login"))
    client.force_login(UserFactory.create(is_superuser=True))
    assert client.get("/sv/utkast/").status_code == HTTPStatus.NOT_FOUND
    assert client.get(preview).status_code == HTTPStatus.OK


def test_moving_a_page_out_in_the_admin_keeps_it_closed_and_says_so(
    home: Page, minutes: Page, client: Client
) -> None:
    client.force_login(UserFactory.create(is_superuser=True))
    url = f"/admin/pages/{minutes.pk}/move/{home.pk}/confirm/"
    answer = client.post(url, follow=True)
    assert Page.objects.get(pk=minutes.pk).get_parent().pk == home.pk
    assert "bara läsas av" in answer.content.decode() or "read only by" in answer.content.decode()
    assert Client().get("/sv/prot/").status_code == HTTPStatus.FOUND


def test_moving_several_out_keeps_them_closed_and_says_so(
    home: Page, minutes: Page, client: Client
) -> None:
    client.force_login(UserFactory.create(is_superuser=True))
    url = f"/admin/bulk/wagtailcore/page/move/?id={minutes.pk}&next=/admin/pages/{home.pk}/"
    answer = client.post(url, {"chooser": home.pk, "move_applied": "on"}, follow=True)
    assert Page.objects.get(pk=minutes.pk).get_parent().pk == home.pk
    assert "bara läsas av" in answer.content.decode() or "read only by" in answer.content.decode()
    assert Client().get("/sv/prot/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("alias", [False, True])
def test_copying_a_section_into_the_open_keeps_every_copy_closed(
    home: Page, section: Page, minutes: Page, client: Client, alias: bool
) -> None:
    inner = add_page(section, f"{CANARY} inner", slug="inre")
    SectionVisibility.objects.create(page=inner, visibility=Visibility.COORDINATION)
    client.force_login(UserFactory.create(is_superuser=True))
    form = {
        "new_title": "Copy",
        "new_slug": "kopia",
        "new_parent_page": str(home.pk),
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    client.post(f"/admin/pages/{section.pk}/copy/", form | ({"alias": "on"} if alias else {}))
    copy = Page.objects.get(slug="kopia")
    assert page_visibility(copy) == Visibility.NETWORK
    closed = {page.slug: page_visibility(page) for page in copy.get_children()}
    assert closed == {"prot": Visibility.NETWORK, "inre": Visibility.COORDINATION}
    assert Client().get("/sv/kopia/prot/").status_code == HTTPStatus.FOUND


def test_copying_one_page_out_of_a_section_keeps_it_closed(
    home: Page, minutes: Page, client: Client
) -> None:
    client.force_login(UserFactory.create(is_superuser=True))
    form = {
        "new_title": "Copy",
        "new_slug": "kopia",
        "new_parent_page": str(home.pk),
        "publish_copies": "on",
    }
    client.post(f"/admin/pages/{minutes.pk}/copy/", form)
    assert Page.objects.get(slug="kopia").live
    assert Client().get("/sv/kopia/").status_code == HTTPStatus.FOUND


def test_a_new_slug_for_a_section_opens_nothing(section: Page, minutes: Page) -> None:
    section.slug = "helt-oppet"
    section.save()
    client = Client()
    assert client.get("/sv/helt-oppet/prot/").status_code == HTTPStatus.FOUND
    old = client.get("/sv/nat/prot/")
    assert "helt-oppet" not in old.get("Location", "")


def test_the_right_to_edit_pages_does_not_open_the_network_on_the_site(
    minutes: Page, client: Client, editor: User
) -> None:
    client.force_login(editor)
    assert client.get("/admin/").status_code == HTTPStatus.OK
    assert client.get("/sv/nat/prot/").status_code == HTTPStatus.FORBIDDEN
