"""Small feeds that each show one fault: what the site says of a call, from the import on."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from icalendar import Calendar

from opportunities.finding.open_now import open_now
from opportunities.models import Call, Quarantined, Status
from tests.as_read import as_read
from tests.factories.opportunities import cascade, imported, result, sample

AT = datetime(2026, 11, 29, 12, tzinfo=UTC)
CASES = "cases/calls/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


def answer(client: Client, **asked: Any) -> dict[str, Any]:
    """What the API says of each call, by its identifier."""
    response = client.get("/api/calls/", {"status": "all", **asked})
    assert response.status_code == 200, response.content
    return {found["identifier"]: found for found in response.json()["results"]}


def shown(client: Client, call: Call, language: str = "sv") -> str:
    """The page of a call as it is read."""
    path = {"sv": "/sv/utlysningar/", "en": "/en/calls/"}[language]
    markup = as_read(client.get(f"{path}{call.reference}/").content.decode())
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def line(client: Client, title: str) -> str:
    """The list with one call, as it is read."""
    markup = as_read(client.get("/sv/utlysningar/", {"status": "all", "q": title}).content.decode())
    markup = markup.split('<ol class="calls">')[1].split("</ol>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def events(client: Client, call: Call, host: str = "testserver") -> list[Any]:
    response = client.get(f"/sv/utlysningar/{call.reference}/kalender.ics", headers={"host": host})
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


# A deadline is never shown later than it is ------------------------------------------------------


@pytest.mark.shared
def test_01_an_instant_is_compared_and_not_its_spelling(client: Client) -> None:
    imported(*sample(f"{CASES}01-deadline-offset-label.json"), at=AT)
    found = answer(client)
    assert {name: call["next_deadline"] for name, call in found.items()} == {
        "T01-SUMMER": "2027-04-20T17:00:00+02:00",
        "T01-WINTER": "2027-02-18T17:00:00+01:00",
        "T01-UTC": "2027-04-20T17:00:00+02:00",
    }
    assert not any(call["deadline_uncertain"] for call in found.values())


@pytest.mark.shared
def test_02_of_two_readings_of_an_hour_the_earlier_counts_and_is_said_to_be_uncertain(
    client: Client,
) -> None:
    imported(*sample(f"{CASES}02-cascade-hour.json"), at=AT)
    found = client.get("/api/calls/").json()["results"]
    assert [(call["next_deadline"], call["deadline_uncertain"]) for call in found] == [
        ("2027-03-28T23:59:00+02:00", True),
        ("2027-11-28T22:59:00+01:00", True),
    ]
    call = Call.objects.get(source_key__contains="23103")
    assert "28 mars 2027 kl. 23.59 Klockslaget är osäkert: källan" in shown(client, call)
    assert "28 March 2027 at 23:59 The hour is uncertain" in shown(client, call, "en")
    assert "klockslaget osäkert" in line(client, call.title)
    (event,) = events(client, call)
    assert "Klockslaget är osäkert" in str(event["description"])


def test_only_a_cascade_calls_hour_is_uncertain_and_not_the_portals_own(client: Client) -> None:
    written = {"deadlineDate": "2027-03-10T12:00:00.000+0000", "startDate": None}
    imported(
        result("TOPIC", **written),
        cascade(1, **written),
        cascade(2, **{**written, "deadlineDate": "2027-03-10T17:00:00.000+0000"}),
        cascade(3, **{**written, "deadlineDate": "2027-03-10T00:00:00.000+0000"}),
        at=AT,
    )
    found = client.get("/api/calls/", {"sort": "newest"}).json()["results"]
    said = {c["title"]: (c["next_deadline"][11:16], c["deadline_uncertain"]) for c in found}
    assert said == {
        "Title of TOPIC": ("13:00", False),
        "Open call 1": ("12:00", True),
        "Open call 2": ("17:00", False),
        "Open call 3": ("17:00", False),
    }


# What the source says of a call's state ----------------------------------------------------------


@pytest.mark.shared
def test_03_what_is_forthcoming_without_a_date_is_not_open(client: Client) -> None:
    imported(*sample(f"{CASES}03-forthcoming-without-start.json"), at=AT)
    assert {call["status"] for call in answer(client).values()} == {"forthcoming"}
    assert answer(client, status="open") == {}
    assert len(answer(client, status="forthcoming")) == 2
    assert answer(client, opening_from="2026-01-01") == {}
    call = Call.objects.get(identifier="T03-2027")
    assert "Inte öppen än. Öppningsdagen är inte angiven." in shown(client, call)
    assert "Not open yet. Opening date not stated." in shown(client, call, "en")
    assert "Öppnar senare, öppningsdagen är inte angiven" in line(client, call.title)


@pytest.mark.shared
def test_15_what_the_source_has_closed_is_closed_and_says_why(client: Client) -> None:
    imported(*sample(f"{CASES}15-closed-early.json"), at=AT)
    call = Call.objects.get()
    found = answer(client)["T15-2027"]
    assert (found["status"], found["next_deadline"]) == ("closed", None)
    assert answer(client, status="open") == {}
    page = shown(client, call)
    assert "Källan har stängt utlysningen i förtid." in page
    assert "Sista dagen att söka skulle ha varit 10 mars 2027." in page
    assert "dagar kvar" not in page
    assert "kalender.ics" not in page
    assert "stängd i förtid av källan" in line(client, call.title)
    assert client.get(f"/sv/utlysningar/{call.reference}/kalender.ics").status_code == 404


def test_a_source_may_open_again_what_it_has_closed() -> None:
    first, later = AT, AT + timedelta(days=9)
    imported(result(status="31094503", esDA_IngestDate="2026-11-28T10:00:00Z"), at=first)
    call = Call.objects.get()
    assert call.closed_at == datetime(2026, 11, 28, 10, tzinfo=UTC)
    again = result(status="31094503", title="Still", esDA_IngestDate="2026-12-01T10:00:00Z")
    imported(again, at=later)
    call.refresh_from_db()
    assert call.closed_at == datetime(2026, 11, 28, 10, tzinfo=UTC)
    imported(result(status="31094502", esDA_IngestDate="2026-12-02T10:00:00Z"), at=later)
    call = Call.objects.get()
    assert (call.closed_at, call.status(later)) == (None, Status.OPEN)


DEADLINES: dict[str, list[str]] = {
    "none": [],
    "2100": ["2100-01-01T00:00:00.000+0000"],
    "behind and 2100": ["2026-11-10T17:00:00.000+0000", "2100-01-01T00:00:00.000+0000"],
    "ahead": ["2027-03-10T17:00:00.000+0000"],
    "behind and ahead": ["2026-11-10T17:00:00.000+0000", "2027-03-10T17:00:00.000+0000"],
    "behind": ["2026-11-10T17:00:00.000+0000"],
}
OPENINGS = {"none": None, "9999": "9999-12-31", "ahead": "2027-01-10", "behind": "2026-10-01"}
# What the portal writes of a call's state.
FORTHCOMING, OPEN, CLOSED, SILENT = "31094501", "31094502", "31094503", None


def state(status: str | None, opening: str, end: str) -> str:
    """Where it has to stand."""
    if status == CLOSED:
        return "closed"
    if opening == "ahead":
        return "forthcoming"
    if end == "behind":
        return "closed"
    if status == FORTHCOMING and opening != "behind":
        return "forthcoming"
    return "closed" if status == SILENT and end == "none" else "open"


def test_model_overview_and_search_agree_about_every_state(client: Client) -> None:
    expected: dict[str, str] = {}
    for status in (FORTHCOMING, OPEN, CLOSED, SILENT):
        for opening, start in OPENINGS.items():
            for end, deadlines in DEADLINES.items():
                if status or start or deadlines:
                    name = f"CALL-{len(expected)}"
                    expected[name] = state(status, opening, end)
                    imported(
                        result(name, status=status, startDate=start, deadlineDate=deadlines),
                        at=AT,
                    )
    by_model = {c.identifier: c.status(AT).value for c in Call.objects.listed()}
    assert by_model == expected
    is_open = {name for name, known in expected.items() if known == "open"}
    shown = [entry.object_id for entry in open_now(AnonymousUser(), at=AT)]
    assert {call.identifier for call in Call.objects.filter(pk__in=shown)} == is_open
    for wanted in Status:
        found = answer(client, status=wanted.value, page_size=100)
        assert set(found) == {name for name, known in expected.items() if known == wanted.value}
        assert {call["status"] for call in found.values()} == {wanted.value}


# What stands for nothing -------------------------------------------------------------------------


@pytest.mark.shared
def test_18_a_far_date_is_no_closing_date(client: Client) -> None:
    report = imported(*sample(f"{CASES}18-placeholder-date.json"), at=AT)
    assert (report.created, report.quarantined) == (2, 0)
    found = answer(client, status="open")
    assert {(call["status"], call["next_deadline"]) for call in found.values()} == {("open", None)}
    call = Call.objects.get(identifier="T18-2027-B")
    assert "Ingen sista dag är angiven" in shown(client, call)
    assert "No closing date stated" in shown(client, call, "en")
    assert "ingen sista dag angiven" in line(client, call.title)
    assert "dagar kvar" not in shown(client, call)


def test_a_call_whose_last_date_is_far_stays_open_after_those_before(client: Client) -> None:
    imported(result(deadlineDate=["2026-11-10T17:00:00.000+0000", "9999-12-31"]), at=AT)
    call = Call.objects.get()
    assert "ingen sista dag angiven" in line(client, call.title)
    page = shown(client, call).split("Sista dag, svensk tid")[1]
    assert page.startswith(" 10 november 2026 kl. 17.00 har passerat Ingen sista dag är angiven")


@pytest.mark.shared
def test_04_a_budget_in_a_unit_that_is_not_stated_is_not_stated(client: Client) -> None:
    imported(*sample(f"{CASES}04-budget-in-millions.json"), at=AT)
    budgets = dict(Call.objects.values_list("identifier", "budget"))
    assert budgets == {"T04-2027-A": None, "T04-2027-B": None, "T04-2027-C": 250_000}
    assert next(iter(answer(client, sort="budget"))) == "T04-2027-C"
    call = Call.objects.get(identifier="T04-2027-A")
    assert "Budget för hela utlysningen uppgift saknas" in shown(client, call)


# What is a row of --------------------------------------------------------------------------------


@pytest.mark.shared
def test_10_fields_beside_missing_metadata_are_read(client: Client) -> None:
    imported(*sample(f"{CASES}10-fields-beside-metadata.json"), at=AT)
    found = answer(client)["T10-2027"]
    assert found["next_deadline"] == "2027-03-10T17:00:00+01:00"
    assert (found["title"], found["status"]) == ("Egen titel", "open")


@pytest.mark.parametrize("metadata", [None, {}, {"language": ["en"]}])
def test_an_array_beside_the_metadata_is_a_field_of_them(client: Client, metadata: Any) -> None:
    raw = result("BESIDE")
    imported({**raw["metadata"], **raw, "metadata": metadata}, at=AT)
    assert answer(client)["BESIDE"]["next_deadline"] == "2027-02-02T17:00:00+01:00"


@pytest.mark.shared
def test_14_an_answer_to_a_question_is_no_call() -> None:
    report = imported(*sample(f"{CASES}14-not-a-call.json"), at=AT)
    assert (report.created, report.quarantined) == (0, 1)
    assert "utlysning" in Quarantined.objects.get().reason


@pytest.mark.parametrize(
    "changed",
    [
        {"status": None, "startDate": None, "deadlineDate": None},
        {"status": [], "startDate": [""], "deadlineDate": []},
        {"top": {"metadata": None, "type": ["2"], "identifier": ["FAQ"], "title": ["How?"]}},
        {"url": "https://ec.europa.eu/info/portal/screen/support/faq/1234"},
        {"url": "https://ec.europa.eu/info/portal/screen/support/faq;faqId=1234"},
    ],
)
def test_what_has_neither_state_nor_dates_is_no_call_nor_what_is_an_answer(changed: Any) -> None:
    assert imported(result(**changed), at=AT).quarantined == 1


# Calendars and ranges of days --------------------------------------------------------------------


@pytest.mark.shared
def test_08_events_keep_their_names_when_cut_off_dates_come_and_go(client: Client) -> None:
    imported(*sample(f"{CASES}08a-cutoffs-before.json"), at=AT)
    call = Call.objects.get()
    before = {str(event["uid"]): event.decoded("dtstart") for event in events(client, call)}
    imported(*sample(f"{CASES}08b-cutoffs-after.json"), at=AT + timedelta(days=12))
    after = {str(event["uid"]): event.decoded("dtstart") for event in events(client, call)}
    assert len(before) == 3
    assert after == {uid: at for uid, at in before.items() if at.year == 2027}


def test_a_deadline_that_is_moved_keeps_its_name_and_says_that_it_has_changed(
    client: Client,
) -> None:
    def dates(*days: str, ingested: str) -> list[tuple[str, str, int]]:
        written = [f"{day}T17:00:00.000+0000" for day in days]
        raw = result(
            deadlineDate=written,
            deadlineModel="multiple cut-off",
            esDA_IngestDate=f"{ingested}T00:00:00Z",
        )
        imported(raw, at=AT)
        found = events(client, Call.objects.get())
        return [(f"{e.decoded('dtstart'):%m-%d}", str(e["uid"]), int(e["sequence"])) for e in found]

    first = dates("2027-01-10", "2027-03-04", "2027-09-02", ingested="2026-06-01")
    names = [name for _day, name, _sequence in first]
    assert [sequence for *_rest, sequence in first] == [0, 0, 0]
    # The middle one is put off.
    moved = dates("2027-01-10", "2027-03-18", "2027-09-02", ingested="2026-06-02")
    assert moved == [("01-10", names[0], 0), ("03-18", names[1], 1), ("09-02", names[2], 0)]
    # The first is dropped and a new last one added: none was moved.
    dropped = dates("2027-03-18", "2027-09-02", "2027-12-01", ingested="2026-06-03")
    assert dropped[:2] == moved[1:]
    assert dropped[2][1] not in names
    assert dropped[2][2] == 0


def test_an_event_ends_and_has_a_name_whichever_host_is_asked(
    client: Client, settings: Any
) -> None:
    settings.BASE_URL = "https://eu.example.org"
    settings.ALLOWED_HOSTS = ["one.example.org", "two.example.org"]
    imported(result(), at=AT)
    (first,), (second,) = (
        events(client, Call.objects.get(), host) for host in settings.ALLOWED_HOSTS
    )
    assert first.to_ical() == second.to_ical()
    assert str(first["uid"]).endswith("@eu.example.org")
    assert str(first["url"]).startswith("https://eu.example.org/sv/utlysningar/")
    length = first.decoded("dtend") - first.decoded("dtstart")
    assert timedelta(0) < length <= timedelta(minutes=1)
    assert not str(first["summary"]).startswith("Demo")


def test_demo_content_is_marked_in_calendars_and_in_the_api(client: Client) -> None:
    imported(result("LIFE-2027-WATER"), at=AT, demo=True)
    (event,) = events(client, Call.objects.get())
    assert str(event["summary"]).startswith("Demo: ")
    assert answer(client)["LIFE-2027-WATER"]["demo"] is True


@pytest.mark.shared
def test_09_a_call_is_found_by_any_of_its_deadlines_ahead(client: Client) -> None:
    imported(*sample(f"{CASES}09-cutoff-in-window.json"), at=AT)

    def found(first: str, last: str) -> bool:
        return bool(answer(client, deadline_from=first, deadline_to=last))

    assert found("2027-03-15", "2027-04-30")
    assert found("2026-12-15", "2026-12-15")
    assert not found("2026-12-16", "2027-03-31")  # beside each of them
    assert not found("2027-10-02", "2028-12-31")
