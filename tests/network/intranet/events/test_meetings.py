"""Meetings: called in a form, seen by those they are for, changed and called off."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from core.access.visibility import Visibility
from core.models import AuditEvent, User
from network.models import Event, Seat
from tests.as_read import as_read
from tests.factories.calls import area, municipality
from tests.factories.core import UserFactory
from tests.factories.events import STARTS, event, sign_up
from tests.factories.network import group, member, unit
from tests.network.intranet.people import AT, CANARY, as_somebody, somebody

pytestmark = pytest.mark.django_db

LIST, NEW = "/sv/natverk/moten/", "/sv/natverk/moten/nytt/"
SENT = {"title": CANARY, "day": "2026-12-10", "begins": "09:00", "finishes": "11:30"}


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


def read(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return as_read(answer.content.decode())


def test_a_title_a_day_and_two_times_make_a_meeting_of_the_network() -> None:
    water, office = area("vatten"), unit(name="Miljö")
    author = somebody(Seat.Kind.CONTACT, unit=office)
    client = as_somebody(author)
    assert "EU-nätverket (1 person)" in read(client, NEW)
    answer = client.post(NEW, {**SENT, "areas": [water.pk], "place": "Rådhuset"})
    made = Event.objects.get()
    assert answer["Location"] == made.get_absolute_url() == f"{LIST}{made.pk}/"
    assert (made.visibility, made.kind, made.author) == ("network", "meeting", author)
    assert (made.starts, made.ends) == (STARTS, STARTS + timedelta(hours=2, minutes=30))
    assert AuditEvent.objects.get(action="events.create").object_id == str(made.pk)
    page = read(client, answer["Location"])
    assert "Torsdag 10 december 2026, 09.00–11.30" in page
    assert "EU-nätverket ser det här (1 person). Det finns ingenstans" in page
    assert CANARY in read(client, LIST)
    assert "Rådhuset" in read(client, "/sv/natverk/")
    with override("en"):
        assert reverse("meeting", args=[made.pk]) == f"/en/network/meetings/{made.pk}/"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Skriv vad det heter."),
        ({"day": ""}, "Välj dag."),
        ({"day": "i morgon"}, "Skriv dagen som 2026-12-31."),
        ({"begins": "halv tio"}, "Skriv tiden som 13.30."),
        ({"finishes": "08:00"}, "Det slutar innan det börjar"),
        ({"last_day": "2026-12-09"}, "Det slutar innan det börjar"),
        ({"day": "2027-03-28", "begins": "02:30"}, "klockan fram"),
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"sign_up_day": "2026-12-11"}, "Det är efter mötet"),
        ({"cap": "0"}, "Minst en plats"),
        ({"visibility": "public"}, "Vem får läsa"),
        ({"zone": "Mars/Olympus"}, "Tiden gäller i"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(wrong: dict[str, str], sentence: str) -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    answer = client.post(NEW, {**SENT, "text": "Om vattnet", **wrong})
    assert answer.status_code == 422
    page = as_read(answer.content.decode())
    assert sentence in page
    assert "Om vattnet" in page
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("zone", "hours", "here"),
    [
        ("Europe/Stockholm", "09.00–11.30", ""),
        ("Europe/Helsinki", "09.00–11.30", "08.00–10.30"),
        ("America/New_York", "09.00–11.30", "15.00–17.30"),
    ],
)
def test_the_clock_is_that_of_the_place_and_ours_stands_beside_it(
    zone: str, hours: str, here: str
) -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    page = read(client, client.post(NEW, {**SENT, "zone": zone})["Location"])
    assert hours in page
    assert ("Svensk tid" in page) == bool(here)
    assert here in page


def test_a_series_stays_at_the_same_hour_across_the_change_to_summer_time() -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    for day in ("2027-03-25", "2027-04-01"):
        client.post(NEW, {**SENT, "day": day})
    winter, summer = Event.objects.all()
    assert (winter.starts.hour, summer.starts.hour) == (8, 7)
    assert winter.begins.hour == summer.begins.hour == 9


def test_the_same_form_sent_twice_is_one_meeting() -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    key = "7f2f3f0e-2f3a-4c2b-9c1d-0a2b3c4d5e6f"
    urls = {client.post(NEW, {**SENT, "key": key})["Location"] for _time in range(2)}
    assert len(urls) == Event.objects.count() == 1
    client.post(NEW, {**SENT, "key": key, "title": "Ett annat"})
    as_somebody(somebody(Seat.Kind.CONTACT)).post(NEW, {**SENT, "key": key})
    assert Event.objects.count() == 3


def test_who_changes_second_is_told_and_loses_nothing() -> None:
    author = somebody(Seat.Kind.CONTACT)
    client, made = as_somebody(author), event(CANARY, author)
    url = f"{made.get_absolute_url()}andra/"
    page = read(client, url)
    assert 'value="2026-12-10"' in page
    assert 'value="09:00"' in page
    first = {**SENT, "version": 1, "place": "Rådhuset", "day": "2026-12-11"}
    assert client.post(url, first).status_code == 302
    second = client.post(url, {**SENT, "version": 1, "place": "Biblioteket"})
    assert second.status_code == 422
    shown = as_read(second.content.decode())
    assert "Mötet har ändrats under tiden" in shown
    assert 'value="Biblioteket"' in shown
    made.refresh_from_db()
    assert (made.place, made.version, made.sequence) == ("Rådhuset", 2, 1)
    assert client.post(url, {**SENT, "version": 2, "place": "Biblioteket"}).status_code == 302
    # Nothing that stands in a calendar is other than before.
    made.refresh_from_db()
    sent = {**SENT, "version": 3, "place": "Biblioteket", "text": "Mer", "finishes": "11:30"}
    client.post(url, sent)
    changed = Event.objects.get()
    assert (changed.version, changed.sequence) == (4, made.sequence)


def test_it_is_called_off_with_a_reason_and_stays_to_be_found() -> None:
    author = somebody(Seat.Kind.CONTACT)
    client, made = as_somebody(author), event(CANARY, author)
    sign_up(made, author)
    url = f"{made.get_absolute_url()}avlys/"
    assert "1 person tänkte komma" in read(client, url)
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "Tåget går inte."}).status_code == 302
    page = read(client, made.get_absolute_url())
    assert "Tåget går inte." in page
    assert "Jag kommer" not in page
    assert "Inställt" in read(client, LIST)
    late = {"answer": "declines"}
    assert client.post(f"{made.get_absolute_url()}svara/", late).status_code == 422
    assert AuditEvent.objects.filter(action="events.cancel").count() == 1
    client.post(url, {"reason": "En gång till"})
    assert Event.objects.get().cancelled_because == "Tåget går inte."


@pytest.mark.parametrize("visibility", Visibility.values)
def test_each_reads_what_is_for_them_and_a_stranger_only_what_is_public(visibility: str) -> None:
    office, team = unit(), group()
    made = event(CANARY, visibility=visibility, unit=office, group=team, place="Torget")
    url = made.get_absolute_url()
    in_group = UserFactory.create()
    member(in_group, team)
    readers: dict[str, tuple[User | None, set[str]]] = {
        "": (None, {"public"}),
        "staff": (UserFactory.create(), {"public", "staff"}),
        "head": (somebody(Seat.Kind.HEAD, unit=office), {"public", "staff", "department"}),
        "contact": (somebody(Seat.Kind.CONTACT), {"public", "staff", "network"}),
        "member": (in_group, {"public", "staff", "group"}),
        "coordinator": (somebody(Seat.Kind.COORDINATOR), set(Visibility.values)),
    }
    for name, (user, reads) in readers.items():
        answer = as_somebody(user).get(url)
        may = visibility in reads
        assert answer.status_code == (200 if may else 404 if user else 302), name
        assert (CANARY in answer.content.decode()) == may, name
    assert (url in Client().get("/sitemap-events.xml").content.decode()) == (visibility == "public")
    assert CANARY not in Client().get(f"{url}dagordning/").content.decode()
    assert Client().get("/sv/natverk/moten/999/").status_code == 302


def test_only_who_coordinates_makes_an_event_public() -> None:
    strategist = somebody(Seat.Kind.COORDINATOR)
    sent = {**SENT, "visibility": "public", "kind": "open", "link": "https://meet.example/rum"}
    client = as_somebody(strategist)
    url = client.post(NEW, {**sent, "place": "Stortorget"})["Location"]
    made = Event.objects.get()
    assert made.visibility == Visibility.PUBLIC
    sign_up(made, UserFactory.create(first_name="Hemliga", last_name="Namnet"))
    made.agenda.create(title="Hemlig punkt")
    made.minutes = "Hemligt protokoll"
    made.save()
    page = read(Client(), url)
    assert "Stortorget" in page
    assert '"@type": "Event"' in page
    assert '"startDate": "2026-12-10T09:00:00+01:00"' in page
    for secret in ("Hemlig", "meet.example", "Namnet", "protokoll"):
        assert secret not in page
    assert "Hemlig punkt" in read(client, url)
    author = somebody(Seat.Kind.CONTACT)
    Event.objects.update(author=author)
    assert as_somebody(author).get(f"{url}andra/").status_code == 403


def test_the_list_has_kinds_and_what_was_behind_a_link() -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    assert "Inget möte är på gång." in read(client, LIST)
    event("Dagens möte")
    event("Kursen", kind=Event.Kind.TRAINING, starts=datetime(2027, 1, 12, 8, tzinfo=UTC))
    event("Det gamla", starts=datetime(2026, 10, 1, 8, tzinfo=UTC))
    page = read(client, LIST)
    assert "December 2026" in page
    assert "Januari 2027" in page
    assert "Det gamla" not in page
    assert "Det gamla" in read(client, f"{LIST}?when=past")
    only = read(client, f"{LIST}?kind=training")
    assert "Kursen" in only
    assert "Dagens möte" not in only
    assert "Det finns inget av det slaget" in read(client, f"{LIST}?kind=open")


def test_a_group_calls_its_meetings_and_its_members_run_them() -> None:
    team, author, other, outside = group(key="team"), *(UserFactory.create() for _n in range(3))
    municipality()
    for person in (author, other):
        member(person, team)
    client = as_somebody(author)
    assert "Kalla gruppen till möte" in read(client, "/sv/natverk/grupper/team/")
    form = read(client, f"{NEW}?group=team")
    assert "Grupp" in form
    url = client.post(NEW, {**SENT, "visibility": "group:team"})["Location"]
    made = Event.objects.get()
    assert (made.visibility, made.group) == (Visibility.GROUP, team)
    assert CANARY in read(client, "/sv/natverk/grupper/team/")
    for who, status in ((other, 200), (outside, 404)):
        assert as_somebody(who).get(f"{url}dagordning/").status_code == status
