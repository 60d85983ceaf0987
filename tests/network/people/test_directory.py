"""The directory: who is in it, how they are looked for, and what they say of themselves."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import AuditEvent, User
from core.models.profile import NetworkForm
from core.operation.personal.erasing import erase
from network.models import Card, Seat, UnitMember
from tests.factories.calls import area, municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, group, member, unit
from tests.required import required

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
DIRECTORY, MINE = "/sv/natverk/kontakter/", "/sv/natverk/mina-uppgifter/"
NO_STAYS = {"stays-TOTAL_FORMS": "1", "stays-INITIAL_FORMS": "0"}
STAY = {**NO_STAYS, "stays-0-country": "PT", "stays-0-what": "Erasmus, Évora 🎓"}


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


def person(name: str, kind: str = Seat.Kind.CONTACT, **facts: Any) -> User:
    """Somebody with a seat, called after what they are."""
    somebody = UserFactory.create(first_name=name, last_name="")
    appointed(somebody, kind, **facts)
    return somebody


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def soup(client: Client, path: str, **question: Any) -> BeautifulSoup:
    answer = client.get(path, question)
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.content, "html.parser")


def names(client: Client, **question: Any) -> list[str]:
    return [link.text for link in soup(client, DIRECTORY, **question).select(".people h2")]


def with_card(client: Client, **facts: Any) -> int:
    return client.post(MINE, {**NO_STAYS, **facts}).status_code


def test_it_has_who_sits_somewhere_today_and_who_has_a_card() -> None:
    me = as_user(person("Kontakt"))
    person("Slutade i går", ends=date(2026, 11, 29))
    person("Börjar i morgon", starts=date(2026, 12, 1))
    closed = person("Avstängd")
    closed.is_active = False
    closed.save()
    member(UserFactory.create(first_name="I gruppen", last_name=""), group())
    staff = UserFactory.create(first_name="Medarbetare", last_name="")
    assert names(me) == ["I gruppen", "Kontakt"]
    assert with_card(as_user(staff), about="Kan teckenspråk.") == 302
    assert names(me) == ["I gruppen", "Kontakt", "Medarbetare"]


def test_whoever_has_no_seat_opens_their_own_data_and_no_directory() -> None:
    somebody = person("Kontakt")
    staff = as_user(UserFactory.create())
    assert staff.get(DIRECTORY).status_code == 403
    assert staff.get(f"{DIRECTORY}{somebody.pk}/").status_code == 403
    assert staff.get(MINE).status_code == 200
    stranger = Client()
    for path in (DIRECTORY, f"{DIRECTORY}{somebody.pk}/", f"{DIRECTORY}{somebody.pk}/andra/", MINE):
        assert stranger.get(path).status_code == 302, path
    profile = municipality()
    profile.network_form = NetworkForm.NONE
    profile.save()
    assert names(staff) == ["Kontakt"]


def test_people_are_narrowed_by_what_they_have_and_found_by_words() -> None:
    water, department = area("vatten"), unit(name="Teknik")
    me = person("Kontakt", unit=department)
    other = person("Ekonom", Seat.Kind.PROJECT_FINANCE, role="Ekonomistöd till projekt")
    UnitMember.objects.create(person=other, unit=unit(name="Ekonomi"))
    client = as_user(me)
    assert with_card(client, areas=[water.pk], languages=["pt", "uk"], **STAY) == 302
    for question, expected in (
        ({}, ["Ekonom", "Kontakt"]),
        ({"unit": department.pk}, ["Kontakt"]),
        ({"area": water.pk}, ["Kontakt"]),
        ({"language": "uk"}, ["Kontakt"]),
        ({"country": "PT"}, ["Kontakt"]),
        ({"country": "PT", "q": "ekonomistöd"}, []),
        ({"q": "portugisiska"}, ["Kontakt"]),
        ({"q": "Portugal"}, ["Kontakt"]),
        ({"q": "ekonomistöd"}, ["Ekonom"]),
        ({"q": "teknik"}, ["Kontakt"]),
        ({"language": "xx", "unit": "å", "page": "99"}, ["Ekonom", "Kontakt"]),
    ):
        assert names(client, **question) == expected, question
    hits = soup(client, "/sv/sok/", q="Évora", kind="person").select(".hit .line-title a")
    assert [hit["href"] for hit in hits] == [f"{DIRECTORY}{me.pk}/"]
    staff = as_user(UserFactory.create())
    assert not soup(staff, "/sv/sok/", q="Évora", kind="person").select(".hit")


def test_a_unit_without_a_contact_person_is_named_where_each_has_one() -> None:
    profile = municipality()
    profile.network_form = NetworkForm.CONTACTS
    profile.save()
    person("Kontakt", unit=unit(name="Teknik"))
    unit(name="Skola")
    unit(name="Nedlagd", ends=date(2026, 11, 29))
    client = as_user(person("Samordnare", Seat.Kind.COORDINATOR))
    assert [gap.text for gap in soup(client, DIRECTORY).select(".people-gaps li")] == ["Skola"]
    profile.network_form = NetworkForm.GROUP
    profile.save()
    assert not soup(client, DIRECTORY).select(".people-gaps")


def test_a_card_is_its_persons_and_the_coordinators_to_change() -> None:
    owner = person("Kontakt")
    edit = f"{DIRECTORY}{owner.pk}/andra/"
    for who, expected in (
        (owner, 302),
        (person("Samordnare", Seat.Kind.COORDINATOR), 302),
        (person("Kollega"), 403),
    ):
        said = f"Skrivet av {who}"
        assert as_user(who).post(edit, {**NO_STAYS, "about": said}).status_code == expected
        assert (Card.objects.get(person=owner).about == said) == (expected == 302)
    assert AuditEvent.objects.filter(action="people.save_card").count() == 2


def test_what_is_wrong_is_told_and_nothing_typed_is_lost() -> None:
    client = as_user(person("Kontakt"))
    wrong = {**NO_STAYS, "phone": "044-13 50 00", "stays-0-what": "Ett år i Évora"}
    answer = client.post(MINE, wrong)
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert required(page.select_one("[name=phone]"))["value"] == "044-13 50 00"
    assert required(page.select_one("[name=stays-0-what]"))["value"] == "Ett år i Évora"
    assert "Välj land" in required(page.select_one(".person-stay .errorlist")).text
    assert not Card.objects.exists()


def test_a_card_is_taken_away_by_its_person_and_with_them() -> None:
    people = [person("Kontakt"), person("Glömd")]
    for somebody in people:
        client = as_user(somebody)
        assert with_card(client, about="Kan polska", languages=["pl"], **STAY) == 302
    as_user(people[0]).post(MINE, {"action": "remove"})
    assert [card.person for card in Card.objects.all()] == [people[1]]
    erase(person=people[1], by=people[0], at=AT)
    assert not Card.objects.exists()


def test_how_many_queries_it_takes_does_not_depend_on_how_many_people() -> None:
    client = as_user(person("Kontakt"))

    def asked() -> int:
        client.get(DIRECTORY)  # what is kept has ended with what was written
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(DIRECTORY)
        return len(queries)

    with_card(client, about="Kan polska", languages=["pl"], **STAY)
    few = asked()
    for number in range(20):
        somebody = person(f"Kontakt {number}", unit=unit())
        with_card(as_user(somebody), about="Kan polska", languages=["pl"], **STAY)
    assert asked() == few
