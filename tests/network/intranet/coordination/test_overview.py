"""The coordinator's page: what waits, each where the municipality's network has it, no more."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from core.models import User
from core.models.profile import NetworkForm
from network.models import Group, Post, Seat, Unit
from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, group, member, seat, unit
from tests.network.intranet.people import comment

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
PAGE = "/sv/natverk/samordning/"
LONG_AGO = AT - timedelta(days=400)


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def contacts() -> None:
    of_form(NetworkForm.CONTACTS)


def of_form(form: str) -> None:
    profile = municipality()
    profile.network_form = form
    profile.save()


def person(name: str, **facts: Any) -> User:
    """An account of long ago who was here yesterday, unless said."""
    facts = {"date_joined": LONG_AGO, "last_login": AT - timedelta(days=1), **facts}
    return UserFactory.create(first_name=name, last_name="", **facts)


def coordinator() -> User:
    user = person("Samordnaren")
    appointed(user, Seat.Kind.COORDINATOR, role="EU-samordnare")
    return user


def section(client: Client, name: str) -> str:
    """The words of a part of the page; empty where the page has none."""
    page = BeautifulSoup(client.get(PAGE).content, "html.parser")
    found = page.select_one(f"[aria-labelledby={name}]")
    return as_read(found.get_text(" ")) if found else ""


def as_somebody(user: User) -> Client:
    client = Client()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(last_login=user.last_login)
    return client


@pytest.mark.parametrize("kind", ["", *Seat.Kind.values])
def test_it_is_for_who_coordinates_and_says_so_to_others(kind: str) -> None:
    user = person("Någon")
    appointed(user, kind)
    client = as_somebody(user)
    answer = client.get(PAGE)
    coordinates = kind == Seat.Kind.COORDINATOR
    assert answer.status_code == (200 if coordinates else 403)
    assert ("Det här är för den som samordnar" in answer.content.decode()) != coordinates
    shown = client.get("/sv/natverk/").content.decode()
    assert (f'href="{PAGE}"' in shown) == coordinates
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize("form", NetworkForm.values)
def test_a_unit_without_a_contact_person_is_a_gap_where_there_is_to_be_one(form: str) -> None:
    of_form(form)
    gap, held = unit(name="Glappet"), unit(name="Hållen")
    appointed(person("Kontakten"), Seat.Kind.CONTACT, unit=held)
    unit(name="Nedlagd", ends=date(2026, 11, 29))
    left = unit(name="Lämnad")
    appointed(person("Före"), Seat.Kind.CONTACT, unit=left, ends=date(2026, 11, 29))
    closed = unit(name="Avslutad")
    appointed(person("Stängd", is_active=False), Seat.Kind.CONTACT, unit=closed)
    shown = section(as_somebody(coordinator()), "gaps")
    if form == NetworkForm.CONTACTS:
        listed = {each.name for each in Unit.objects.all() if each.name in shown}
        assert listed == {gap.name, left.name, closed.name}
    else:
        assert shown == ""


@pytest.mark.usefixtures("contacts")
@pytest.mark.parametrize(
    ("ends", "of", "listed"),
    [
        (date(2026, 11, 30), "appointment", True),
        (date(2027, 1, 29), "appointment", True),
        (date(2027, 1, 30), "appointment", False),
        (date(2027, 1, 29), "seat", True),
        (date(2027, 1, 29), "unit", True),
        (None, "appointment", False),
    ],
)
def test_a_seat_that_ends_within_sixty_days_is_told_of(
    ends: date | None, of: str, *, listed: bool
) -> None:
    office = unit(ends=ends if of == "unit" else None)
    facts: dict[str, Any] = {"unit": office}
    made = seat(Seat.Kind.CONTACT, ends=ends if of == "seat" else None, **facts)
    made.appointments.create(person=person("Kontakten"), ends=ends if of == "appointment" else None)
    client = as_somebody(coordinator())
    assert ("Kontakten" in section(client, "ending")) == listed
    made.appointments.create(person=person("Efterträdaren"), starts=date(2026, 12, 1))
    assert "Kontakten" not in section(client, "ending")


@pytest.mark.usefixtures("contacts")
@pytest.mark.parametrize(
    ("days", "wrote", "joined", "listed"),
    [
        (89, None, 400, False),
        (91, None, 400, True),
        (None, None, 400, True),
        (None, None, 10, False),
        (91, 20, 400, False),
        (91, 120, 400, True),
    ],
)
def test_who_was_not_here_for_ninety_days_is_told_of(
    days: int | None, wrote: int | None, joined: int, *, listed: bool
) -> None:
    last = AT - timedelta(days=days) if days else None
    quiet = person("Tyst", last_login=last, date_joined=AT - timedelta(days=joined))
    appointed(quiet, Seat.Kind.CONTACT, unit=unit())
    appointed(person("Nämnd", last_login=None), Seat.Kind.POLITICIAN)
    if wrote:
        when = AT - timedelta(days=wrote)
        Post.objects.create(
            profile=municipality(), author=quiet, title="T", text="T", published_at=when
        )
    shown = section(as_somebody(coordinator()), "silent")
    assert ("Tyst" in shown) == listed
    assert "Nämnd" not in shown


def test_members_of_the_administrative_group_can_be_silent_too() -> None:
    of_form(NetworkForm.GROUP)
    administrative = group(Group.Kind.ADMINISTRATIVE)
    member(person("Tyst", last_login=None), administrative)
    reinforcing = person("Förstärker", last_login=None)
    member(reinforcing, administrative, matter="En ansökan", ends=date(2026, 12, 31))
    shown = section(as_somebody(coordinator()), "silent")
    assert "Tyst" in shown
    assert "aldrig" in shown
    assert "Förstärker" not in shown


@pytest.mark.usefixtures("contacts")
def test_questions_without_an_answer_are_listed_and_other_posts_are_not() -> None:
    facts: dict[str, Any] = {"profile": municipality(), "text": "T", "published_at": AT}
    Post.objects.create(title="En fråga", kind=Post.Kind.QUESTION, **facts)
    Post.objects.create(title="En nyhet", kind=Post.Kind.NEWS, **facts)
    answered = Post.objects.create(title="En besvarad", kind=Post.Kind.QUESTION, **facts)
    answered.answer = comment(answered, person("Svarar"))
    answered.save()
    shown = section(as_somebody(coordinator()), "questions")
    assert "En fråga" in shown
    assert "En nyhet" not in shown
    assert "En besvarad" not in shown


@pytest.mark.usefixtures("contacts")
def test_where_nobody_coordinates_it_waits_for_administrators() -> None:
    unit(name="Glappet")
    administrator = as_somebody(person("Admin", is_superuser=True))
    assert "Glappet" in section(administrator, "gaps")
    notice = "Ingen samordnar EU-arbetet här än"
    assert notice in administrator.get(PAGE).content.decode()
    coordinator()
    assert notice not in administrator.get(PAGE).content.decode()


@pytest.mark.usefixtures("contacts")
@pytest.mark.parametrize("more", [1, 15])
def test_it_costs_the_same_for_few_units_and_many(
    more: int, django_assert_max_num_queries: Any
) -> None:
    for _number in range(more):
        unit()
        appointed(person("K", last_login=None), Seat.Kind.CONTACT, unit=unit(), ends=AT.date())
    client = as_somebody(coordinator())
    client.get(PAGE)
    with django_assert_max_num_queries(16):
        client.get(PAGE)
