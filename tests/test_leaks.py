"""The known leaks of sites like this one, each with a title that nobody outside may ever see."""

import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from core.access.sections import page_visibility
from core.access.visibility import Standing, Visibility, standings
from core.models import SectionVisibility, User
from home.loading.groups import STRATEGISTS
from home.models import StartPage
from opportunities.models import Call
from tests.admin_addresses import admin_patterns, filled_in
from tests.factories import calls
from tests.factories.closed import CLOSED, OPEN, SECRET, closed_records
from tests.factories.core import UserFactory, add_page

pytestmark = pytest.mark.django_db
CANARY = "Kanariefågel"
PRIVATE = [Visibility.DEPARTMENT, Visibility.NETWORK, Visibility.COORDINATION]
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


# The admin --------------------------------------------------------------------------------------

LEFT_OUT = (
    "/admin/logout/",
    "/admin/failwhale/",  # fails on purpose
    # An open page as the site shows it, where a closed image that is in it has its file's name.
    f"/admin/pages/{OPEN}/view_draft/",
)
EVERY_RIGHT = "Every right"
# Who asks: the groups they are in, and their standing. None of them may read what is closed.
WITHOUT = {
    "stranger": None,
    "member": (),
    "contact": ("Editors", "Moderators", STRATEGISTS),
    "editor": ("Editors",),
    "moderator": ("Moderators",),
    "strategist": (STRATEGISTS,),
    "everything": (EVERY_RIGHT,),
}
STANDINGS = {"contact": Standing(in_network=True), "coordinator": Standing(coordinates=True)}
# What an address that answers is asked besides, by what it begins with or by what it offers.
QUESTIONS = {
    "/admin/": f"q={CANARY}&search_all=1&id={CLOSED}",
    "/admin/api/main/": f"search={CANARY}&fields=*",
    "/admin/choose-page/": "page_type=home.guidepage",
    "/admin/tag-autocomplete/": f"term={CANARY}",
}
OFFERED = ("export=csv", "export=xlsx")


@pytest.fixture
def in_groups(
    monkeypatch: pytest.MonkeyPatch, wagtail_site: object
) -> Callable[[str, tuple[str, ...]], User]:
    """Makes somebody of these groups; closed records are there, some of which they worked with."""
    monkeypatch.setattr(
        standings, "_parts", {"test": lambda person: STANDINGS.get(person.username, Standing())}
    )

    def make(name: str, groups: tuple[str, ...]) -> User:
        user = UserFactory.create(username=name)
        closed_records(by=user)
        every = Group.objects.create(name=EVERY_RIGHT)
        every.permissions.set(Permission.objects.all())
        for right in Permission.objects.filter(content_type__app_label="wagtailcore"):
            if right.content_type.model == "page":
                GroupPagePermission.objects.create(
                    group=every, page=Page.objects.get(depth=1), permission=right
                )
        for right in Permission.objects.filter(
            content_type__app_label__in=("wagtailimages", "wagtaildocs")
        ):
            for group in Group.objects.exclude(pk=CLOSED):
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=Collection.objects.get(depth=1), permission=right
                )
        user.groups.set(Group.objects.filter(name__in=groups))
        return user

    return make


def told(answer: Any) -> str:
    """All that an answer says, in its headers too, and inside an XLSX file."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    return f"{answer.status_code} {dict(answer.items())}" + content.decode("utf-8", "replace")


def admin_answers(client: Client, *, thorough: bool) -> Iterator[tuple[str, str]]:
    """Every address of the admin and what it says to whoever is logged in; nothing of it lasts.

    With the key of what is closed; lists are asked questions. To be thorough, with the key of
    what is open too, and what is closed is sent to.
    """
    for form, names in sorted(admin_patterns().items()):
        for address in filled_in(form, names, (CLOSED, OPEN) if thorough else (CLOSED,)):
            if form not in LEFT_OUT and address not in LEFT_OUT:
                first = ask(client, address)
                yield address, first
                for question in questions(form, first):
                    yield f"{address}?{question}", ask(client, f"{address}?{question}")
                if thorough and names and str(CLOSED) in address:
                    yield f"POST {address}", ask(client, address, method="post")


def questions(form: str, answer: str) -> list[str]:
    """What the address is asked that has answered so."""
    if "/bulk/" in form:
        return [f"id={CLOSED}&id={OPEN}", "id=all"]
    if "%" in form or not answer.startswith("200"):
        return []
    asked = [question for start, question in QUESTIONS.items() if form.startswith(start)]
    return asked + [question for question in OFFERED if question in answer]


def ask(client: Client, address: str, method: str = "get") -> str:
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        text = told(getattr(client, method)(address))
        transaction.set_rollback(True)
    client.cookies = cookies
    return text


# wagtail-localize's report has no order.
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
@pytest.mark.parametrize(
    "reader", [*list(WITHOUT)[:-1], pytest.param("everything", marks=pytest.mark.long)]
)
def test_the_admin_says_nothing_of_what_one_may_not_read(
    in_groups: Callable[..., User], client: Client, reader: str
) -> None:
    user = in_groups(reader, WITHOUT[reader] or ())
    client.raise_request_exception = False
    if WITHOUT[reader] is not None:
        client.force_login(user)
    answers = dict(admin_answers(client, thorough=reader == "everything"))
    assert {address: around(text) for address, text in answers.items() if SECRET in text} == {}
    shown = {address: text for address, text in answers.items() if not address.startswith("POST")}
    assert [address for address, text in shown.items() if text.startswith("5")] == []


def around(text: str) -> str:
    """Where in the answer the secret stands."""
    at = text.find(SECRET)
    return text[max(at - 100, 0) : at + 50]


# Where whoever may read what is closed does find it: the table above looks in the right places.
FOUND = (
    "/admin/",
    f"/admin/pages/{CLOSED}/edit/",
    f"/admin/pages/{CLOSED}/history/",
    f"/admin/pages/{CLOSED}/revisions/{CLOSED}/view/",
    f"/admin/pages/{OPEN}/edit/",  # what is chosen in it
    f"/admin/pages/{OPEN}/usage/",
    f"/admin/pages/?q={CANARY}",
    f"/admin/choose-page/search/?q={CANARY}",
    "/admin/choose-page/?page_type=home.guidepage",
    f"/admin/choose-page/chosen-multiple/?id={CLOSED}",
    f"/admin/bulk/wagtailcore/page/publish/?id={CLOSED}",
    f"/admin/api/main/pages/?search={CANARY}",
    "/admin/api/main/images/",
    "/admin/api/main/documents/",
    "/admin/images/",
    f"/admin/documents/edit/{CLOSED}/",
    "/admin/localize/reports/translations/",
    "/admin/reports/aging-pages/?export=xlsx",
    "/admin/reports/bin/",
    "/admin/reports/site-history/",
    "/admin/snippets/opportunities/call/",
    f"/admin/snippets/network/agreement/edit/{CLOSED}/",
    f"/admin/tag-autocomplete/?term={CANARY}",
)


@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
def test_the_admin_shows_it_to_whoever_may_read_it(
    in_groups: Callable[..., User], client: Client
) -> None:
    client.force_login(in_groups("coordinator", ("Editors", "Moderators", STRATEGISTS)))
    assert [address for address in FOUND if SECRET not in ask(client, address)] == []


def test_what_only_a_superuser_reads_in_the_admin_is_logged(
    in_groups: Callable[..., User], client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    boss = in_groups("superuser", ())
    User.objects.filter(pk=boss.pk).update(is_superuser=True)
    client.force_login(boss)
    for address in (f"/admin/pages/{CLOSED}/history/", f"/admin/documents/edit/{CLOSED}/"):
        caplog.clear()
        with caplog.at_level("INFO", logger="core.access.visibility"):
            assert SECRET in ask(client, address)
        assert f"superuser {boss.pk} read" in caplog.text


def test_what_is_chosen_is_not_lost_when_somebody_saves_who_may_not_read_it(
    in_groups: Callable[..., User], client: Client
) -> None:
    client.force_login(in_groups("everything", (EVERY_RIGHT,)))
    form = ask(client, f"/admin/groups/edit/{CLOSED}/")
    assert f'value="{CLOSED}"' in form
    assert "(Du får inte läsa detta)" in form
