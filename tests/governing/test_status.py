"""What a document is on a day, from its facts alone."""

from datetime import date
from typing import Any

import pytest

from core.words.imprecise import parse
from governing.reviews import next_term, revision, term_start
from governing.status import Facts, Status, ended, status
from tests.required import required

DAY = date(2026, 11, 26)
ADOPTED = {"decision": "adopted"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"decision": "draft"}, "draft"),
        ({"decision": "proposed"}, "proposed"),
        ({"decision": "proposed", "valid_from": "2016-12-15"}, "proposed"),
        ({"decision": "proposed", "valid_from": "2016", "valid_to": "2020"}, "proposed"),
        ({"decision": "not_stated"}, "not_stated"),
        ({"decision": "not_stated", "decided_on": date(2020, 1, 1)}, "not_stated"),
        (ADOPTED, "in_force"),
        (ADOPTED | {"decided_on": date(2013, 10, 15)}, "in_force"),
        (ADOPTED | {"decided_on": DAY}, "in_force"),
        (ADOPTED | {"decided_on": date(2026, 11, 27)}, "proposed"),
        (ADOPTED | {"decided_on": date(2026, 11, 1), "valid_from": "2027"}, "adopted"),
        (ADOPTED | {"valid_from": "2026-11-26"}, "in_force"),
        (ADOPTED | {"valid_from": "2026-11-27"}, "adopted"),
        (ADOPTED | {"valid_from": "2016", "valid_to": "2020"}, "expired"),
        (ADOPTED | {"valid_to": "2026"}, "in_force"),
        (ADOPTED | {"valid_to": "2026-11"}, "in_force"),
        (ADOPTED | {"valid_to": "2026-11-26"}, "in_force"),
        (ADOPTED | {"valid_to": "2026-11-25"}, "expired"),
        (ADOPTED | {"repealed_on": DAY}, "repealed"),
        (ADOPTED | {"repealed_on": date(2027, 1, 1)}, "in_force"),
        (ADOPTED | {"replaced_on": DAY}, "replaced"),
        (ADOPTED | {"replaced_on": date.min}, "replaced"),
        (ADOPTED | {"replaced_on": date(2026, 11, 27)}, "in_force"),
        (ADOPTED | {"valid_to": "2020", "replaced_on": date(2022, 1, 1)}, "expired"),
        (ADOPTED | {"valid_to": "2020", "replaced_on": date(2019, 1, 1)}, "replaced"),
        (ADOPTED | {"repealed_on": date(2018, 1, 1), "replaced_on": DAY}, "repealed"),
    ],
)
def test_status(facts: Any, expected: str) -> None:
    dates = {name: parse(facts[name]) for name in ("valid_from", "valid_to") if name in facts}
    assert status(Facts(**{**facts, **dates}), DAY) == Status(expected)


def test_the_day_after_the_last_is_the_first_not_in_force() -> None:
    facts = Facts("adopted", valid_from=parse("2016"), valid_to=parse("2020"))
    assert status(facts, date(2020, 12, 31)) == Status.IN_FORCE
    assert status(facts, date(2021, 1, 1)) == Status.EXPIRED
    assert ended(facts, DAY) == (date(2021, 1, 1), Status.EXPIRED)
    assert status(facts, date(2015, 12, 31)) == Status.ADOPTED


def test_councils_take_office_in_october_after_an_election() -> None:
    assert term_start(date(2026, 10, 14)) == date(2022, 10, 15)
    assert term_start(date(2026, 10, 15)) == date(2026, 10, 15)
    assert next_term(date(2023, 1, 1)) == date(2026, 10, 15)
    assert next_term(date(2026, 10, 15)) == date(2030, 10, 15)
    assert next_term(date(2013, 10, 15)) == date(2014, 10, 15)
    assert term_start(date(2012, 1, 1)) == date(2010, 11, 1)


@pytest.mark.parametrize(
    ("rule", "years", "last", "due", "is_due"),
    [
        ("term", None, date(2024, 5, 1), date(2026, 10, 15), True),
        ("term", None, date(2026, 11, 1), date(2030, 10, 15), False),
        ("term", None, None, None, False),
        ("years", 4, date(2024, 2, 29), date(2028, 2, 29), False),
        ("years", 1, date(2024, 2, 29), date(2025, 3, 1), True),
        ("years", 3, None, None, False),
    ],
)
def test_revision(rule: str, years: int | None, last: Any, due: Any, is_due: bool) -> None:
    found = required(revision(rule, years=years, last=last, at=DAY))
    assert (found.due_from, found.is_due) == (due, is_due)


def test_no_rule_no_revision() -> None:
    assert revision("none", years=None, last=date(2000, 1, 1), at=DAY) is None
