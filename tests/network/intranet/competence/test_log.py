"""The training log: who writes and reads it, what writes itself, and what it comes to in a year."""

import csv
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup

from core.models import AuditEvent, User
from core.models.profile import NetworkForm
from core.operation.personal.erasing import erase
from network.intranet.competence.querysets import Amount, by_year
from network.models import Event, Seat, Training, Unit, UnitMember
from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, unit
from tests.network.cooperation.test_entered_exchanges import assert_nothing_runs
from tests.network.intranet.competence.events import event, ticked
from tests.network.intranet.payloads import in_lines
from tests.network.intranet.people import AT, CANARY, as_somebody, somebody

pytestmark = pytest.mark.django_db

LOG, NEW, CSV = (
    "/sv/natverk/kompetens/",
    "/sv/natverk/kompetens/ny/",
    "/sv/natverk/kompetens/ar.csv",
)
WRITTEN = {"title": CANARY, "when": "2026-11", "kind": "individual", "done": "1", "hours": "6.5"}


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    municipality()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def schools() -> Unit:
    return unit(name="Skolan")


def works(of: Unit, name: str = "Medarbetare") -> User:
    user = UserFactory.create(first_name=name)
    UnitMember.objects.create(unit=of, person=user)
    return user


def sits(of: Unit, kind: str) -> User:
    user = UserFactory.create()
    appointed(user, kind, unit=of)
    return user


def line(person: User, **facts: Any) -> Training:
    facts = {"title": CANARY, "when": "2026-11", "done": True, **facts}
    return Training.objects.create(profile=municipality(), person=person, **facts)


def test_a_line_is_written_changed_and_removed(schools: Unit) -> None:
    me = works(schools)
    mine = as_somebody(me)
    assert "Din logg är tom" in mine.get(LOG).content.decode()
    key = BeautifulSoup(mine.get(NEW).content, "html.parser").select("[name=key]")[0]["value"]
    for _twice in range(2):
        sent = mine.post(NEW, {**WRITTEN, "key": key, "people": [me.pk], "done": ""})
        assert sent.status_code == 302
    made = Training.objects.get()
    assert (made.unit, made.year, made.done, made.hours) == (schools, 2026, False, Decimal("6.5"))
    page = as_read(mine.get(LOG).content.decode())
    assert "Det du planerar" in page
    assert "6,5 timmar" in page
    change = f"{LOG}{made.pk}/"
    assert mine.post(change, {**WRITTEN, "gave": "Jag kan nu"}).status_code == 302
    page = as_read(mine.get(LOG).content.decode())
    assert "Det du har gjort" in page
    assert "Jag kan nu" in page
    assert "Vill du ta bort det?" in mine.get(f"{change}ta-bort/").content.decode()
    assert mine.post(f"{change}ta-bort/").status_code == 302
    assert not Training.objects.exists()
    done = AuditEvent.objects.of(made).order_by("pk").values_list("action", flat=True)
    assert list(done) == ["competence.log", "competence.change", "competence.remove"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Skriv med några ord vad det är."),
        ({"when": ""}, "Skriv när: en månad eller ett år räcker."),
        ({"when": "1990s"}, "Skriv en dag, en månad eller ett år"),
        ({"hours": "-2"}, "större än eller lika med"),
        ({"people": []}, "Säg i vems logg det ska stå."),
        ({"people": ["somebody else"]}, "Säg i vems logg det ska stå."),
    ],
)
def test_what_is_wrong_is_said(schools: Unit, changes: dict[str, Any], words: str) -> None:
    me, other = works(schools), works(schools)
    if changes.get("people"):
        changes, words = {"people": [other.pk]}, "Välj ett giltigt alternativ"
    answer = as_somebody(me).post(NEW, {**WRITTEN, "people": [me.pk], **changes})
    assert answer.status_code == 422
    assert words in as_read(answer.content.decode())


def test_who_reads_and_changes_the_line_of_somebody(schools: Unit) -> None:
    me = works(schools)
    made = line(me, unit=schools)
    everybody: dict[str, tuple[User | None, bool, int]] = {
        "themselves": (me, True, 200),
        "contact person of the unit": (sits(schools, Seat.Kind.CONTACT), True, 200),
        "head of the unit": (sits(schools, Seat.Kind.HEAD), True, 200),
        "coordinator": (somebody(Seat.Kind.COORDINATOR), True, 200),
        "a colleague": (works(schools), False, 404),
        "support of the unit": (sits(schools, Seat.Kind.SUPPORT), False, 404),
        "contact person of another": (sits(unit(), Seat.Kind.CONTACT), False, 404),
        "stranger": (None, False, 302),
    }
    found = {}
    for name, (user, _reads, _status) in everybody.items():
        client = as_somebody(user)
        reads = CANARY in client.get(LOG).content.decode()
        found[name] = (user, reads, client.get(f"{LOG}{made.pk}/").status_code)
    assert found == everybody


def test_whoever_answers_for_a_unit_writes_it_for_several(schools: Unit) -> None:
    contact, first, second = sits(schools, Seat.Kind.CONTACT), works(schools), works(schools)
    theirs = as_somebody(contact)
    sent = {**WRITTEN, "kind": "joint", "people": [first.pk, second.pk]}
    assert theirs.post(NEW, sent).status_code == 302
    assert set(Training.objects.values_list("person", flat=True)) == {first.pk, second.pk}
    assert Training.objects.values("occasion").distinct().count() == 1


def test_numbers_are_the_networks_and_words_are_not(schools: Unit) -> None:
    parks = unit(name="=Parker", key="parks")
    me, other = works(schools), works(parks)
    first = line(me, unit=schools, hours=Decimal("6.5"))
    line(other, unit=parks, hours=2, occasion=first.occasion)
    line(me, unit=schools, hours=4, done=False, when="2026-12")
    line(me, unit=schools, hours=40, when="2025")
    found = [(each.unit, each.done, each.planned) for each in by_year(municipality(), 2026)]
    assert found == [
        (parks, Amount(1, 1, Decimal(2)), Amount()),
        (schools, Amount(1, 1, Decimal("6.5")), Amount(1, 1, Decimal(4))),
        (None, Amount(2, 1, Decimal("8.5")), Amount(1, 1, Decimal(4))),
    ]
    client = as_somebody(somebody(Seat.Kind.SUPPORT))
    page = client.get(f"{LOG}?year=2026").content.decode()
    assert CANARY not in page
    assert "8,5" in page
    answer = client.get(f"{CSV}?year=2026")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[-1] == ["2026", "Totalt", "2", "1", "8,5", "1", "1", "4"]
    assert "'=Parker" in [row[1] for row in rows]
    assert as_somebody(works(schools)).get(CSV).status_code == 403
    for year in ("1", "abc", "99999", "²026"):
        assert client.get(LOG, {"year": year}).status_code == 200


@pytest.mark.parametrize(("kind", "logged"), [("training", 1), ("study_visit", 1), ("meeting", 0)])
def test_ticking_who_came_writes_the_log(schools: Unit, kind: str, logged: int) -> None:
    me, other, contact = works(schools), works(schools), sits(schools, Seat.Kind.CONTACT)
    held = event(kind, unit=schools)
    for _twice in range(2):
        ticked(held, me, other, by=contact)
    assert Training.objects.count() == 2 * logged
    assert Training.objects.filter(hours=3, done=True, kind="joint", unit=schools).count() == (
        2 * logged
    )
    Training.objects.filter(person=other).update(gave="Mycket", hours=5)
    Event.objects.filter(pk=held.pk).update(title="Nytt namn")
    held.refresh_from_db()
    ticked(held, me, other, by=contact)
    lines = Training.objects.filter(person=other)
    assert (
        list(lines.values_list("title", "gave", "hours")) == [("Nytt namn", "Mycket", 5)] * logged
    )
    ticked(held, by=contact)
    assert list(Training.objects.values_list("person", flat=True)) == [other.pk] * logged


def test_what_a_colleague_came_to_in_a_closed_event_stays_with_them(schools: Unit) -> None:
    me, contact = works(schools), sits(schools, Seat.Kind.CONTACT)
    coordinator = somebody(Seat.Kind.COORDINATOR)
    ticked(event("training", title=CANARY, visibility="coordination"), me, by=coordinator)
    assert CANARY in as_somebody(me).get(LOG).content.decode()
    assert CANARY not in as_somebody(contact).get(LOG).content.decode()
    assert CANARY in as_somebody(coordinator).get(LOG).content.decode()
    form = BeautifulSoup(
        as_somebody(me).get(f"{LOG}{me.trainings.get().pk}/").content, "html.parser"
    )
    assert form.select("[name=title][disabled]")


def test_where_there_is_no_network_staff_keep_their_log() -> None:
    profile = municipality()
    profile.network_form = NetworkForm.NONE
    profile.save()
    assert as_somebody(UserFactory.create()).get(LOG).status_code == 200


def test_nothing_that_is_typed_runs(schools: Unit) -> None:
    me = works(schools)
    mine = as_somebody(me)
    for text in in_lines(200):
        sent = {**WRITTEN, "title": text, "gave": text, "people": [me.pk]}
        assert mine.post(NEW, sent).status_code == 302
    assert_nothing_runs(mine.get(LOG).content.decode())
    for made in Training.objects.all():
        assert_nothing_runs(mine.get(f"{LOG}{made.pk}/").content.decode())


def test_who_is_forgotten_leaves_numbers_and_no_word(schools: Unit) -> None:
    me = works(schools)
    line(me, unit=schools, hours=3, gave=CANARY)
    line(me, unit=schools, hours=2)
    line(works(schools), unit=schools, hours=1)
    before = by_year(municipality(), 2026)
    assert before[-1].done == Amount(2, 3, Decimal(6))
    erase(person=me, by=somebody(Seat.Kind.COORDINATOR), at=AT)
    assert by_year(municipality(), 2026) == before
    left = Training.objects.filter(person=None)
    assert set(left.values_list("title", "gave", "event")) == {("", "", None)}
    assert as_somebody(somebody(Seat.Kind.COORDINATOR)).get(LOG).status_code == 200
