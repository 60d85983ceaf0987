"""When a call opens and closes, from what the portal writes."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportunities.imports.errors import Unreadable
from opportunities.imports.portal.dates import BRUSSELS, deadline, deadlines, opening
from opportunities.imports.rows import DeadlineKind
from tests.factories.opportunities import rejected, result


@pytest.mark.parametrize(
    ("written", "in_brussels", "assumed"),
    [
        # 17:00 labelled UTC is Brussels time, summer, winter and on the days the clock changes.
        ("2026-07-15T17:00:00.000+0000", "2026-07-15T17:00:00+02:00", False),
        ("2026-01-15T17:00:00.000+0000", "2026-01-15T17:00:00+01:00", False),
        ("2026-03-29T17:00:00.000+0000", "2026-03-29T17:00:00+02:00", False),
        ("2026-10-25T17:00:00.000+0000", "2026-10-25T17:00:00+01:00", False),
        ("2026-07-15T17:00:00Z", "2026-07-15T17:00:00+02:00", False),
        ("2026-07-15T17:00:00", "2026-07-15T17:00:00+02:00", False),
        # Midnight UTC is a date.
        ("2026-07-15T00:00:00.000+0000", "2026-07-15T17:00:00+02:00", True),
        ("2026-01-15T00:00:00.000+0000", "2026-01-15T17:00:00+01:00", True),
        ("2026-03-29T00:00:00Z", "2026-03-29T17:00:00+02:00", True),
        ("2026-07-15", "2026-07-15T17:00:00+02:00", True),
        # So is midnight in Brussels, which lies on the day before in UTC.
        ("2026-07-14T22:00:00.000+0000", "2026-07-15T17:00:00+02:00", True),
        ("2026-01-14T23:00:00.000+0000", "2026-01-15T17:00:00+01:00", True),
        ("2026-03-28T23:00:00.000+0000", "2026-03-29T17:00:00+02:00", True),
        ("2026-03-29T22:00:00.000+0000", "2026-03-30T17:00:00+02:00", True),
        ("2026-10-24T22:00:00.000+0000", "2026-10-25T17:00:00+01:00", True),
        ("2026-10-25T23:00:00.000+0000", "2026-10-26T17:00:00+01:00", True),
        ("2026-07-15T00:00:00.000+0200", "2026-07-15T17:00:00+02:00", True),
        # What is midnight only in the other half of the year is an hour like any other.
        ("2026-07-14T23:00:00.000+0000", "2026-07-15T01:00:00+02:00", False),
        ("2026-01-14T22:00:00.000+0000", "2026-01-14T23:00:00+01:00", False),
        # Anything else is UTC as it says.
        ("2026-08-27T10:00:07.000+0000", "2026-08-27T12:00:07+02:00", False),
        ("2026-03-29T23:59:00.000+0000", "2026-03-30T01:59:00+02:00", False),
        ("2026-07-15T17:00:00.000+0200", "2026-07-15T17:00:00+02:00", False),
        ("2026-07-15T17:00:01.000+0000", "2026-07-15T19:00:01+02:00", False),
        # An instant is the same however it is spelled.
        ("2026-07-15T19:00:00.000+0200", "2026-07-15T17:00:00+02:00", False),
        ("2026-01-15T18:00:00.000+0100", "2026-01-15T17:00:00+01:00", False),
        ("2026-07-15T12:00:00.000-0500", "2026-07-15T17:00:00+02:00", False),
        ("2026-07-15T02:00:00.000+0200", "2026-07-15T17:00:00+02:00", True),
    ],
)
def test_a_deadline_is_read_as_the_portal_means_it(
    written: str, in_brussels: str, assumed: bool
) -> None:
    assert deadline(written) == (datetime.fromisoformat(in_brussels), assumed)


@pytest.mark.parametrize(
    ("written", "in_brussels"),
    [
        ("2026-05-01T00:00:00.000+0000", "2026-05-01T00:00:00+02:00"),
        ("2026-12-01T00:00:00.000+0000", "2026-12-01T00:00:00+01:00"),
        ("2026-04-30T22:00:00.000+0000", "2026-05-01T00:00:00+02:00"),
        ("2026-05-29T10:00:10.000+0000", "2026-05-29T12:00:10+02:00"),
    ],
)
def test_a_call_opens_as_its_day_begins_in_brussels(written: str, in_brussels: str) -> None:
    assert opening(written) == datetime.fromisoformat(in_brussels)


@given(st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2090-01-01")))
def test_a_deadline_is_never_moved_by_a_day_or_more(naive: Any) -> None:
    written = naive.replace(tzinfo=UTC)
    at, assumed = deadline(written.isoformat())
    assert abs(at - written) < timedelta(days=1)
    assert at.utcoffset() == timedelta(0)
    if assumed:
        assert at.astimezone(BRUSSELS).time() == time(17)


@pytest.mark.parametrize(
    ("written", "in_brussels", "assumed", "uncertain"),
    [
        ("2027-03-28T23:59:00.000+0000", "2027-03-28T23:59:00+02:00", False, True),
        ("2027-11-28T22:59:00.000+0000", "2027-11-28T22:59:00+01:00", False, True),
        ("2027-06-15T14:00:00.000+0200", "2027-06-15T12:00:00+02:00", False, True),
        # Midnight in Brussels, or ten in the evening of the day before.
        ("2027-06-15T22:00:00.000+0000", "2027-06-15T22:00:00+02:00", False, True),
        # An hour that the clocks jump over, and one that comes twice.
        ("2027-03-28T02:30:00.000+0000", "2027-03-28T03:30:00+02:00", False, True),
        ("2026-10-25T02:30:00.000+0000", "2026-10-25T02:30:00+02:00", False, True),
        # The portal's own hour, and a date without one.
        ("2027-06-15T17:00:00.000+0000", "2027-06-15T17:00:00+02:00", False, False),
        ("2027-06-15T19:00:00.000+0200", "2027-06-15T17:00:00+02:00", False, False),
        ("2027-06-15T00:00:00.000+0000", "2027-06-15T17:00:00+02:00", True, False),
    ],
)
def test_of_two_readings_of_a_cascade_calls_hour_the_earlier_counts(
    written: str, in_brussels: str, assumed: bool, uncertain: bool
) -> None:
    (found,) = deadlines([written], "", cascade=True)
    assert found.at == datetime.fromisoformat(in_brussels)
    assert (found.assumed, found.uncertain) == (assumed, uncertain)


@given(st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2049-12-31")))
def test_a_cascade_calls_deadline_is_never_later_than_another_calls(naive: Any) -> None:
    written = naive.replace(tzinfo=UTC).isoformat()
    (cascade,), (other,) = deadlines([written], "", cascade=True), deadlines([written], "")
    assert cascade.at <= other.at
    assert cascade.uncertain == (cascade.at < other.at)


@pytest.mark.parametrize(
    "text",
    [
        "2050-01-01",
        "2099-12-31T17:00:00.000+0000",
        "2100-01-01T00:00:00.000+0000",
        "9999-12-31T23:59:59.000-0500",
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
    ],
)
def test_a_date_that_nobody_means_is_none(text: str) -> None:
    assert deadlines([text], "single-stage") == ()
    assert [d.at.year for d in deadlines([text, "2027-03-04"], "multiple cut-off")] == [2027]
    assert opening(text) is None


@pytest.mark.parametrize(
    "text", ["soon", "", "2026-13-01", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1e9", "😀"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        deadline(text)


@pytest.mark.parametrize("name", ["deadlineDate", "startDate"])
@pytest.mark.parametrize("value", ["31 May", 20260531, {"date": "2026-05-31"}])
def test_a_row_with_a_date_that_cannot_be_read_is_kept_aside(name: str, value: Any) -> None:
    changed: dict[str, Any] = {name: [value]}
    raw = result(**changed)
    row = rejected(raw)
    assert row.raw == raw
    assert name in row.reason or str(value) in row.reason


def test_more_deadlines_than_any_call_has_are_an_error() -> None:
    dates = [f"{year}-01-31" for year in range(1980, 2090)]
    assert "110" in rejected(result(deadlineDate=dates)).reason


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("single-stage", DeadlineKind.SINGLE),
        ("two-stage", DeadlineKind.STAGE),
        ("multiple cut-off", DeadlineKind.CUT_OFF),
        ("", DeadlineKind.SINGLE),
        ("something new", DeadlineKind.SINGLE),
    ],
)
def test_the_model_says_what_the_deadlines_are(model: str, kind: Any) -> None:
    found = deadlines(["2026-09-03", "2026-05-03", "2026-09-03T17:00:00.000+0000"], model)
    assert [(d.at.month, d.assumed, d.kind) for d in found] == [(5, True, kind), (9, False, kind)]
