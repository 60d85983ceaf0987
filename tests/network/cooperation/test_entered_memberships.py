"""Memberships that a unit enters, and the question that each is asked once a year."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from core.models import AuditEvent, User
from network.models import (
    ExternalOrganisation,
    MembershipYear,
    NetworkMembership,
    Seat,
    Unit,
)
from network.organisation.actions import succeed_unit
from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.factories.network import unit
from tests.factories.towns import exchange, with_pages
from tests.network.cooperation.test_entered_exchanges import (
    assert_nothing_runs,
    contact,
    editor,
)
from tests.network.intranet.competence.events import event, ticked
from tests.network.intranet.payloads import in_lines
from tests.network.intranet.people import AT, CANARY, as_somebody, somebody

pytestmark = pytest.mark.django_db

START, LIST = "/sv/natverk/", "/sv/natverk/medlemskap/"
NEW, COOPERATION = f"{LIST}nytt/", "/sv/samarbeten/"
ADMIN = "/admin/snippets/network/networkmembership/"
QUESTION = "Ger medlemskapet fortfarande det ni gick med för?"


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    with_pages()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def parks() -> Unit:
    return unit(name="Parkerna")


def membership(name: str = CANARY, **facts: Any) -> NetworkMembership:
    whose = ExternalOrganisation.objects.create(profile=municipality(), key=f"o-{name}", name=name)
    facts = {"key": f"m-{name}", "purpose_sv": "Att lära", **facts}
    return NetworkMembership.objects.create(profile=municipality(), organisation=whose, **facts)


def test_a_membership_is_entered_published_and_answered_for(client: Client, parks: Unit) -> None:
    ours, desk = as_somebody(contact(parks)), as_somebody(editor())
    sent = {
        "unit": parks.pk,
        "named": CANARY,
        "starts": "2019",
        "represented_by": "Parkchefen",
        "purpose_sv": "Grönare städer",
        "interests_sv": "Pengar till träd",
    }
    assert ours.post(NEW, sent).status_code == 302
    made = NetworkMembership.objects.get()
    assert (made.state, made.visibility, made.unit) == ("sent", "network", parks)
    assert CANARY in ours.get(LIST).content.decode()
    assert CANARY not in client.get(COOPERATION).content.decode()
    assert CANARY in desk.get(f"{ADMIN}desk/").content.decode()
    assert desk.post(f"{ADMIN}publish/{made.pk}/").status_code == 302
    page = as_read(client.get(COOPERATION).content.decode())
    for words in (CANARY, "Parkchefen", "Grönare städer", "Pengar till träd"):
        assert words in page, words
    assert QUESTION in ours.get(START).content.decode()
    form = ours.get(f"{LIST}{made.pk}/ar/").content.decode()
    assert "Pengar till träd" in form
    refused = ours.post(f"{LIST}{made.pk}/ar/", {"still": "no"})
    assert refused.status_code == 422
    assert "Skriv vad som saknas" in as_read(refused.content.decode())
    answer = {"still": "partly", "why": "Bara två möten", "interests": "Träd i skolan"}
    for _twice in range(2):
        assert ours.post(f"{LIST}{made.pk}/ar/", answer).status_code == 302
    year = MembershipYear.objects.get()
    assert (year.year, year.still, year.why) == (2026, "partly", "Bara två möten")
    assert QUESTION not in ours.get(START).content.decode()
    assert "Bara två möten" in ours.get(LIST).content.decode()
    assert "Bara två möten" not in client.get(COOPERATION).content.decode()
    again = {**sent, "organisation": made.organisation_id, "purpose_sv": "Annat"}
    assert ours.post(f"{LIST}{made.pk}/", again).status_code == 302
    page = client.get(COOPERATION).content.decode()
    assert not [words for words in ("Grönare städer", "Annat", "Parkchefen") if words in page]
    done = AuditEvent.objects.of(made).values_list("action", flat=True)
    assert len(done) == 3


@pytest.mark.parametrize(
    ("on", "facts", "answered", "asked"),
    [
        ((2026, 10, 31), {}, [2025], False),
        ((2026, 10, 31), {}, [], True),  # of the year before
        ((2026, 11, 1), {}, [2025], True),
        ((2027, 3, 1), {}, [2025], True),  # until it is answered
        ((2027, 3, 1), {}, [2026], False),
        ((2026, 11, 1), {"ends": "2025"}, [], False),
        ((2026, 11, 1), {"starts": "2027"}, [], False),
    ],
)
def test_when_the_question_waits(
    parks: Unit,
    on: tuple[int, int, int],
    facts: dict[str, str],
    answered: list[int],
    *,
    asked: bool,
) -> None:
    made = membership(unit=parks, **facts)
    for year in answered:
        MembershipYear.objects.create(membership=made, year=year, still="yes", at=AT)
    with time_machine.travel(datetime(*on, 12, tzinfo=UTC), tick=False):
        page = as_somebody(contact(parks)).get(START).content.decode()
    assert (QUESTION in page) == asked


def test_who_is_asked_and_who_answers(parks: Unit) -> None:
    of_unit, of_all = membership("Parknätet", unit=parks), membership("Kommunnätet")
    everybody: dict[str, tuple[User | None, tuple[int, int, int, int]]] = {
        "contact": (contact(parks), (1, 200, 200, 404)),
        "another": (contact(unit()), (0, 200, 404, 404)),
        "coordinator": (somebody(Seat.Kind.COORDINATOR), (1, 200, 200, 200)),
        "stranger": (None, (0, 302, 302, 302)),
    }
    found = {}
    for name, (user, _wanted) in everybody.items():
        client = as_somebody(user)
        asked = client.get(START).content.decode().count(QUESTION)
        years = [client.get(f"{LIST}{each.pk}/ar/").status_code for each in (of_unit, of_all)]
        found[name] = (user, (asked, client.get(LIST).status_code, *years))
    assert found == everybody


def test_what_was_entered_and_begun_passes_to_the_unit_that_follows(parks: Unit) -> None:
    after, user = unit(name="Efterföljaren"), contact(parks)
    exchange(CANARY, unit=parks)
    membership(unit=parks)
    ticked(event("training", unit=parks), user, by=user)
    succeed_unit(unit=parks, successor=after, on=AT.date(), by=user, at=AT)
    for rows in (after.exchanges, after.networkmemberships, after.trainings):
        assert rows.count() == 1


def test_a_draft_waits_on_the_start_page_of_its_unit(parks: Unit) -> None:
    user = contact(parks)
    ticked(event(unit=parks, title=CANARY), user, by=user)
    assert CANARY in as_somebody(user).get(START).content.decode()
    assert CANARY not in as_somebody(contact(unit())).get(START).content.decode()


def test_nothing_that_is_typed_runs(client: Client, parks: Unit) -> None:
    ours, desk = as_somebody(contact(parks)), as_somebody(editor())
    for line in in_lines(200):
        sent = {"unit": parks.pk, "named": line, "represented_by": line, "purpose_sv": line}
        assert ours.post(NEW, sent).status_code == 302, line
    for made in NetworkMembership.objects.all():
        answer = {"still": "no", "why": CANARY, "interests": made.purpose_sv}
        assert ours.post(f"{LIST}{made.pk}/ar/", answer).status_code == 302
        for path in (f"{LIST}{made.pk}/", f"{LIST}{made.pk}/ar/"):
            assert_nothing_runs(ours.get(path).content.decode())
    assert_nothing_runs(desk.get(f"{ADMIN}desk/").content.decode())
    for made in NetworkMembership.objects.all():
        desk.post(f"{ADMIN}publish/{made.pk}/")
    assert_nothing_runs(ours.get(LIST).content.decode())
    assert_nothing_runs(client.get(COOPERATION).content.decode())
