"""Who can see this? The rule and the number are said of everything, and are those that decide."""

from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from core.access.visibility import Visibility, can_view, standing_of, tokens_of
from core.models import SectionVisibility, User
from home.models import StandardPage
from network.intranet.readers import number
from network.models import Post, Seat, Unit
from network.organisation.models import Group
from tests.as_read import as_read
from tests.factories.calls import call, municipality
from tests.factories.core import DocumentFactory, ImageFactory, UserFactory, site_tree
from tests.factories.documents import document as governing
from tests.factories.network import appointed, group, member, unit
from tests.factories.towns import town, with_pages

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
TODAY = AT.date()

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


def people() -> tuple[Unit, Group]:
    """Everybody who could be counted wrongly, and the unit and the group they are counted for."""
    ours, theirs, ended = unit(), unit(), unit(ends=date(2026, 11, 29))
    working = group(ends=TODAY)
    of = UserFactory.create
    for kind, place in product(["", *Seat.Kind.values], (ours, theirs, ended)):
        appointed(of(), kind, unit=place)
    appointed(of(), Seat.Kind.CONTACT, unit=ours, ends=date(2026, 11, 29))
    appointed(of(is_active=False), Seat.Kind.COORDINATOR)
    administrative = group(Group.Kind.ADMINISTRATIVE)
    for where in (working, administrative):
        member(of(), where)
        member(of(), where, matter="En ansökan", ends=TODAY)
        member(of(is_active=False), where)
    deputy = appointed(of(), "")
    appointed(of(), Seat.Kind.CONTACT, unit=ours, deputy=deputy)
    return ours, working


@pytest.mark.parametrize("readers", list(Visibility))
def test_as_many_are_counted_as_may_read(readers: Visibility) -> None:
    """The count is made by the database at once; the rule asks each of them."""
    ours, working = people()
    owners: dict[Visibility, Unit | Group] = {
        Visibility.DEPARTMENT: ours,
        Visibility.GROUP: working,
    }
    owner = owners.get(readers)
    wanted = {readers.value}
    if owner:
        wanted = {readers.value, f"{'unit' if owner is ours else 'group'}:{owner.pk}"}
    may = [user for user in User.objects.filter(is_active=True) if tokens_of(user) & wanted]
    counted = number(readers, owner=owner, on=TODAY)
    assert counted == (None if readers == Visibility.PUBLIC else len(may))
    assert any(standing_of(user).coordinates for user in may)


def test_of_a_post_the_unit_is_named() -> None:
    ours = unit(name="Miljöförvaltningen")
    author = UserFactory.create()
    appointed(author, Seat.Kind.CONTACT, unit=ours)
    post = Post.objects.create(
        profile=municipality(),
        author=author,
        title="Bidrag",
        text="Bidrag",
        published_at=AT,
        unit=ours,
        visibility=Visibility.DEPARTMENT,
    )
    client = Client()
    client.force_login(author)
    page = as_read(client.get(post.get_absolute_url()).content.decode())
    assert "Miljöförvaltningen och samordnarna ser det här (1 person)." in page


@pytest.fixture
def closed() -> tuple[StandardPage, StandardPage]:
    """A section for the network and a page in it."""
    municipality()
    start = site_tree()
    pages: list[StandardPage] = []
    for title in ("Mötena", "Protokollet"):
        page = StandardPage(title=title, locale=start.locale, lead="Läs.")
        pages.append((pages[-1] if pages else start).add_child(instance=page))
    SectionVisibility.objects.create(page=pages[0], visibility=Visibility.NETWORK)
    return pages[0], pages[1]


LINE = "Sidan ligger i avsnittet ”Mötena”. EU-nätverket ser det här (1 person)."


def test_a_closed_page_says_it_to_whoever_is_logged_in(
    closed: tuple[StandardPage, StandardPage],
) -> None:
    contact, admin = UserFactory.create(), UserFactory.create(is_superuser=True)
    appointed(contact, Seat.Kind.CONTACT)
    client = Client()
    client.force_login(contact)
    assert LINE in as_read(client.get(closed[1].url).content.decode())
    above = as_read(client.get(closed[0].url).content.decode())
    assert "EU-nätverket ser det här (1 person)." in above
    assert "Sidan ligger i avsnittet" not in above
    assert "ser det här" not in as_read(client.get("/sv/").content.decode())
    client.force_login(admin)
    beside = client.get(reverse("wagtailadmin_pages:edit", args=[closed[1].pk]))
    assert LINE in as_read(beside.content.decode())


@pytest.mark.any_database
def test_closed_records_say_it_and_public_ones_do_not() -> None:
    with_pages()
    reader = UserFactory.create()
    client = Client()
    client.force_login(reader)
    said = "Alla som arbetar här och är inloggade ser det här (1 person)."
    for visibility, says in ((Visibility.STAFF, True), (Visibility.PUBLIC, False)):
        made = call(f"Utlysning {visibility}", visibility=visibility)
        place = town(f"ort-{visibility}", visibility=visibility)
        for url in (made.get_absolute_url(), f"/sv/vanorter/{place.key}/"):
            answer = client.get(url)
            assert answer.status_code == 200
            assert (said in as_read(answer.content.decode())) is says, url


@pytest.mark.parametrize("visibility", [Visibility.PUBLIC, Visibility.COORDINATION])
def test_beside_a_file_the_admin_says_who_may_open_it(visibility: Visibility) -> None:
    client = Client()
    client.force_login(UserFactory.create(is_superuser=True))
    said = {
        Visibility.PUBLIC: "Alla ser det här, även på den öppna webbplatsen.",
        Visibility.COORDINATION: "Samordnarna av EU-arbetet ser det här (0 personer).",
    }[visibility]
    for name, file in (
        ("wagtaildocs:edit", DocumentFactory.create(visibility=visibility)),
        ("wagtailimages:edit", ImageFactory.create(visibility=visibility)),
    ):
        page = client.get(reverse(name, args=[file.pk])).content.decode()
        assert said in as_read(page)


def test_the_register_says_it_of_a_closed_document() -> None:
    municipality()
    page = governing("Hemlig plan")
    SectionVisibility.objects.create(page=page, visibility=Visibility.STAFF)
    client = Client()
    listed = "/sv/styrdokument/"
    assert "Hemlig plan" not in client.get(listed).content.decode()
    client.force_login(UserFactory.create())
    said = "Alla som arbetar här och är inloggade ser det här (1 person)."
    assert said in as_read(client.get(listed).content.decode())
    assert not can_view(AnonymousUser(), DocumentFactory.create(visibility=Visibility.STAFF))
