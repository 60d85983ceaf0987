"""A closed page stays closed whatever is done with it; who reads what is in tests/leaks."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.access.sections import page_visibility
from core.access.visibility import Standing, Visibility, standings
from core.models import SectionVisibility, User
from home.models import StartPage
from tests.factories.core import UserFactory, add_page

pytestmark = pytest.mark.django_db
CANARY = "Kanariefågel"


@pytest.fixture
def contact(monkeypatch: pytest.MonkeyPatch) -> User:
    """Somebody with a seat in the network."""
    user = UserFactory.create(username="contact")
    seats = {"test": lambda person: Standing(in_network=person.username == "contact")}
    monkeypatch.setattr(standings, "_parts", seats)
    return user


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
    asked = client.post(url)
    assert Page.objects.get(pk=minutes.pk).get_parent().pk != home.pk
    answer = client.post(url, {**dict(asked.context["sent"]), "readers": "keep"}, follow=True)
    assert Page.objects.get(pk=minutes.pk).get_parent().pk == home.pk
    assert "bara läsas av" in answer.content.decode() or "read only by" in answer.content.decode()
    assert Client().get("/sv/prot/").status_code == HTTPStatus.FOUND


def test_moving_several_out_keeps_them_closed_and_says_so(
    home: Page, minutes: Page, client: Client
) -> None:
    client.force_login(UserFactory.create(is_superuser=True))
    url = f"/admin/bulk/wagtailcore/page/move/?id={minutes.pk}&next=/admin/pages/{home.pk}/"
    asked = client.post(url, {"chooser": home.pk, "move_applied": "on"})
    assert Page.objects.get(pk=minutes.pk).get_parent().pk != home.pk
    answer = client.post(url, {**dict(asked.context["sent"]), "readers": "keep"}, follow=True)
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
    url = f"/admin/pages/{minutes.pk}/copy/"
    asked = client.post(url, form)
    assert not Page.objects.filter(slug="kopia").exists()
    client.post(url, {**dict(asked.context["sent"]), "readers": "keep"})
    assert Page.objects.get(slug="kopia").live
    assert Client().get("/sv/kopia/").status_code == HTTPStatus.FOUND


def test_a_new_slug_for_a_section_opens_nothing(section: Page, minutes: Page) -> None:
    section.slug = "helt-oppet"
    section.save()
    client = Client()
    assert client.get("/sv/helt-oppet/prot/").status_code == HTTPStatus.FOUND
    old = client.get("/sv/nat/prot/")
    assert "helt-oppet" not in old.get("Location", "")
