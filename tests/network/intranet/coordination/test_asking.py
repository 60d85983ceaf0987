"""A seat is filled: the head names somebody, both say yes by links in mails, without a log-in."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core.models import AuditEvent, User
from core.models.profile import NetworkForm
from network.intranet.coordination.jobs import forget_who_was_asked
from network.models import Appointment, Duty, Nomination, Seat, Unit
from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, seat, unit
from tests.required import required

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
PAGE = "/sv/natverk/samordning/"
HEAD, NAMED = "chef@example.org", "ny@example.org"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def post_room(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Iterator[None]:
    with django_capture_on_commit_callbacks(execute=True):
        yield


@pytest.fixture
def office() -> Unit:
    profile = municipality()
    profile.network_form = NetworkForm.CONTACTS
    profile.save()
    Duty.objects.create(profile=profile, key="tell", text_sv="Berätta om EU.", text_en="Tell.")
    return unit(name="Miljö", key="miljo")


@pytest.fixture
def coordinator() -> Client:
    user = UserFactory.create(first_name="Samordnaren", email="samordnare@example.org")
    appointed(user, Seat.Kind.COORDINATOR)
    client = Client()
    client.force_login(user)
    return client


def mailed(to: str) -> str:
    """The last mail to an address."""
    return str([each for each in mail.outbox if each.to == [to]][-1].body)


def link(to: str) -> str:
    """The path of the link in the last mail to an address."""
    found = required(re.search(r"http://[^/\s]+(/\S+/samordning/brev/\S+)", mailed(to)))
    return found[1]


def send(path: str, clock: time_machine.Traveller, **data: Any) -> Any:
    """Open the link without a log-in, wait a little, and send what is asked there."""
    client = Client()
    page = BeautifulSoup(client.get(path).content, "html.parser")
    shown = required(page.find("input", {"name": "shown"}))["value"]
    clock.shift(timedelta(seconds=10))
    return client.post(path, {"shown": shown, "trap": "", **data}, follow=True)


def asked_of_head(coordinator: Client, office: Unit) -> Any:
    return coordinator.post(
        f"{PAGE}fraga/{office.pk}/", {"head_email": HEAD, "language": "sv"}, follow=True
    )


def named(path: str, clock: time_machine.Traveller, **data: Any) -> Any:
    return send(path, clock, **{"name": "Ny Kontakt", "email": NAMED, **data})


@pytest.mark.usefixtures("post_room")
def test_a_gap_is_filled_when_the_head_and_the_person_have_both_said_yes(
    coordinator: Client, office: Unit, clock: time_machine.Traveller
) -> None:
    gap = BeautifulSoup(coordinator.get(PAGE).content, "html.parser")
    ask = required(required(gap.select_one("[aria-labelledby=gaps]")).find("a"))["href"]
    assert "Berätta om EU." in coordinator.get(str(ask)).content.decode()
    shown = asked_of_head(coordinator, office).content.decode()
    assert f"{HEAD} fick den" in as_read(shown)
    to_head = link(HEAD)
    for _scanner in range(3):  # mail servers open links first
        assert Client().get(to_head).status_code == 200
    assert Nomination.objects.get().named_at is None
    shown = named(to_head, clock, hours_a_month="8").content.decode()
    assert "Den du föreslog har fått ett mejl" in shown
    assert not Appointment.objects.filter(seat__unit=office).exists()
    to_person = link(NAMED)
    letter = Client().get(to_person).content.decode()
    for told in ("Berätta om EU.", "8 timmar i månaden", "Ny Kontakt", "Miljö"):
        assert told in letter
        assert told in mailed(NAMED) or told == "Ny Kontakt"
    assert "Uppdraget är ditt" in send(to_person, clock, answer="yes").content.decode()
    made = Appointment.objects.get(seat__unit=office)
    person = User.objects.get(email=NAMED)
    assert (made.person, made.starts, made.ends) == (person, AT.date(), None)
    assert (made.seat.kind, made.seat.role_sv) == (
        Seat.Kind.CONTACT,
        "Kontaktperson för EU-frågor",
    )
    assert (made.duties, made.hours_a_month) == ("Berätta om EU.", 8)
    assert str(person) == "Ny Kontakt"
    assert not person.has_usable_password()
    assert EmailAddress.objects.filter(user=person, email=NAMED, verified=True).exists()
    assert "har sagt ja" in mailed(HEAD)
    assert "har sagt ja" in mailed("samordnare@example.org")
    choose = required(re.search(r"http://[^/\s]+(/sv/konto/\S+-\S+)", mailed(NAMED)))[1]
    assert Client().get(choose, follow=True).status_code == 200
    gone = coordinator.get(PAGE).content.decode()
    assert "Varje förvaltning och bolag har en" in gone
    steps = list(AuditEvent.objects.filter(action__startswith="coordination.").order_by("pk"))
    assert [event.action.partition(".")[2] for event in steps] == [
        "ask_head",
        "name_person",
        "accept",
    ]


@pytest.mark.usefixtures("post_room")
def test_a_person_may_say_no_and_the_head_and_the_coordinator_are_told(
    coordinator: Client, office: Unit, clock: time_machine.Traveller
) -> None:
    asked_of_head(coordinator, office)
    named(link(HEAD), clock)
    path = link(NAMED)
    assert "Tack för svaret" in send(path, clock, answer="no").content.decode()
    for address in (HEAD, "samordnare@example.org"):
        assert "har sagt nej" in mailed(address)
    assert not Appointment.objects.filter(seat__unit=office).exists()
    assert not User.objects.filter(email=NAMED).exists()
    assert "Fråga chefen" in coordinator.get(PAGE).content.decode()
    assert "Ja, jag tar uppdraget" not in Client().get(path).content.decode()


@pytest.mark.usefixtures("post_room")
@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("again", "Ett nyare mejl har skickats"),
        ("ta-tillbaka", "Frågan är återtagen"),
        ("thirty days", "de har gått"),
    ],
)
def test_a_link_is_good_until_it_is_replaced_taken_back_or_old(
    coordinator: Client, office: Unit, clock: time_machine.Traveller, what: str, says: str
) -> None:
    asked_of_head(coordinator, office)
    path, question = link(HEAD), Nomination.objects.get()
    page = BeautifulSoup(Client().get(path).content, "html.parser")
    shown = required(page.find("input", {"name": "shown"}))["value"]
    if what == "thirty days":
        clock.shift(timedelta(days=30, seconds=1))
        coordinator.force_login(required(question.asked_by))
        assert "Länken har gått ut" in coordinator.get(PAGE).content.decode()
    else:
        step = "igen" if what == "again" else what
        coordinator.post(f"{PAGE}fragor/{question.pk}/{step}/")
    for answer in (
        Client().get(path),
        Client().post(path, {"name": "Ny", "email": NAMED, "shown": shown}),
    ):
        assert answer.status_code == 410
        assert says in answer.content.decode()
    assert Nomination.objects.get().named_at is None
    if what == "again":
        assert link(HEAD) != path
        assert Client().get(link(HEAD)).status_code == 200
    if what == "ta-tillbaka":
        assert "återtagen" in mailed(HEAD)
    if what == "thirty days":
        coordinator.post(f"{PAGE}fragor/{question.pk}/igen/")
        assert Client().get(link(HEAD)).status_code == 200


@pytest.mark.usefixtures("office")
def test_a_key_that_nobody_was_sent_opens_nothing() -> None:
    assert Client().get(f"{PAGE}brev/x/").status_code == 404


@pytest.mark.usefixtures("post_room")
def test_an_account_there_is_takes_the_seat_and_one_that_is_closed_does_not(
    coordinator: Client, office: Unit, clock: time_machine.Traveller
) -> None:
    UserFactory.create(email="stangd@example.org", is_active=False)
    colleague = UserFactory.create(email=NAMED, password="hemligt")  # pragma: allowlist secret
    empty = seat(Seat.Kind.CONTACT, unit=office)
    empty.appointments.create(person=colleague, ends=date(2026, 11, 29))
    asked_of_head(coordinator, office)
    refused = named(link(HEAD), clock, email="stangd@example.org")
    assert refused.status_code == 422
    assert "går inte att använda här" in refused.content.decode()
    named(link(HEAD), clock, email=NAMED.upper())
    send(link(NAMED.upper()), clock, answer="yes")
    made = Appointment.objects.current(AT.date()).get(seat__unit=office)
    assert (made.seat, made.person) == (empty, colleague)
    assert "lösenord" not in mailed(NAMED)
    assert "Logga in som förut" in mailed(NAMED)


@pytest.mark.usefixtures("post_room")
def test_where_the_organisation_s_log_in_is_the_only_one_no_password_is_chosen(
    coordinator: Client, office: Unit, clock: time_machine.Traveller, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_ONLY = True
    asked_of_head(coordinator, office)
    named(link(HEAD), clock)
    send(link(NAMED), clock, answer="yes")
    assert "ditt vanliga konto i organisationen" in mailed(NAMED)
    assert "Välj ett lösenord" not in mailed(NAMED)


@pytest.mark.usefixtures("post_room")
@pytest.mark.parametrize("form", NetworkForm.values)
def test_anybody_is_asked_directly_to_take_a_seat(
    coordinator: Client, office: Unit, clock: time_machine.Traveller, form: str
) -> None:
    profile = municipality()
    profile.network_form = form
    profile.save()
    support = seat(Seat.Kind.SUPPORT, role="Projektstöd")
    page = coordinator.get(f"{PAGE}bjud-in/?place=seat-{support.pk}").content.decode()
    assert (f'value="unit-{office.pk}"' in page) == (form == NetworkForm.CONTACTS)
    assert f'value="seat-{support.pk}" selected' in page
    data = {"place": f"seat-{support.pk}", "name": "Ny", "email": NAMED, "language": "en"}
    for _twice in range(2):
        coordinator.post(f"{PAGE}bjud-in/", {**data, "per_cent": "20"})
    assert Nomination.objects.count() == 1
    path = required(re.search(r"http://[^/\s]+(/en/\S+/letter/\S+)", mailed(NAMED)))[1]
    assert "20 per cent" in mailed(NAMED)
    send(path, clock, answer="yes")
    made = support.appointments.get()
    assert (made.person, made.per_cent) == (User.objects.get(email=NAMED), 20)


@pytest.mark.usefixtures("post_room", "office")
def test_an_administrator_has_somebody_coordinate_where_nobody_does(
    clock: time_machine.Traveller,
) -> None:
    administrator = Client()
    administrator.force_login(UserFactory.create(is_superuser=True))
    page = BeautifulSoup(administrator.get(PAGE).content, "html.parser")
    path = required(page.find("a", string="Fråga någon om att samordna"))["href"]
    assert 'value="coordinator" selected' in administrator.get(str(path)).content.decode()
    data = {"place": "coordinator", "name": "Ny", "email": NAMED, "language": "sv"}
    administrator.post(str(path), data)
    send(link(NAMED), clock, answer="yes")
    assert Appointment.objects.get().seat.kind == Seat.Kind.COORDINATOR


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": ""}, "Namn"),
        ({"email": "x"}, "E-post i arbetet"),
        ({"per_cent": "101"}, "Tid för uppdraget"),
        ({"per_cent": "10", "hours_a_month": "10"}, "Skriv procent eller timmar"),
        ({"trap": "robot"}, "Töm det här fältet"),
    ],
)
@pytest.mark.usefixtures("post_room")
def test_what_is_wrong_is_said_and_nothing_is_lost(
    coordinator: Client,
    office: Unit,
    clock: time_machine.Traveller,
    data: dict[str, str],
    sentence: str,
) -> None:
    asked_of_head(coordinator, office)
    answer = named(link(HEAD), clock, **data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Nomination.objects.get().named_at is None


@pytest.mark.usefixtures("post_room")
def test_only_who_coordinates_asks(office: Unit, coordinator: Client) -> None:
    asked_of_head(coordinator, office)
    question = Nomination.objects.get()
    contact = UserFactory.create()
    appointed(contact, Seat.Kind.CONTACT, unit=office)
    client = Client()
    client.force_login(contact)
    for path in (
        f"fraga/{office.pk}/",
        "bjud-in/",
        f"fragor/{question.pk}/igen/",
        f"fragor/{question.pk}/ta-tillbaka/",
    ):
        assert client.post(f"{PAGE}{path}").status_code == 403
        assert Client().post(f"{PAGE}{path}").status_code == 302
    question.refresh_from_db()
    assert question.is_open
    assert question.letter == 1


def test_who_was_asked_is_forgotten_ninety_days_after_the_answer(office: Unit) -> None:
    facts: dict[str, Any] = {"profile": office.profile, "unit": office, "asked_at": AT}
    facts |= {"name": "Ny", "email": NAMED, "letter_at": AT, "declined_at": AT}
    Nomination.objects.create(**facts)
    forget_who_was_asked(AT + timedelta(days=89))
    assert Nomination.objects.get().email
    forget_who_was_asked(AT + timedelta(days=91))
    assert not Nomination.objects.get().email
