from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from core.models import PriorityArea, PriorityScheme
from core.search.lines import matches
from core.search.results import Reason, Result
from core.words.language import LocalizedText
from core.words.money import NBSP
from opportunities.models import Call, CallDeadline, ExchangeRate, Status
from opportunities.showing.presentation import CallLine, call_line
from tests.factories.calls import call, municipality
from tests.required import required

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)
RATE = ExchangeRate(rate=Decimal("11.40"), date=AT.date())

pytestmark = pytest.mark.django_db


def line(made: Call, at: datetime = AT, **options: Any) -> CallLine:
    return call_line(Call.objects.listed().get(pk=made.pk), at=at, rate=RATE, **options)


def test_a_line_says_when_what_and_how_much() -> None:
    made = call(
        "Water reuse",
        at=AT,
        days=54,
        programme_slug="life",
        grant_min=2_000_000,
        grant_max=3_000_000,
        rate=60,
    )
    shown = line(made)
    assert shown.title == "Water reuse"
    assert shown.title.language == "en"
    assert shown.programme == "LIFE"
    assert shown.status == Status.OPEN
    assert (required(shown.due).day.isoformat(), required(shown.due).days) == ("2027-01-15", 54)
    assert required(shown.due).left == "54 dagar kvar"
    assert shown.money.euros.replace(NBSP, " ") == "2–3 mn €"
    assert shown.money.kronor.replace(NBSP, " ") == "ca 23–34 mn kr"
    assert shown.share == "60 % finansieras"


def test_the_same_line_in_english() -> None:
    shown = line(call(at=AT, days=1, grant_max=50_000, rate=Decimal("75.5")))
    with override("en"):
        assert required(shown.due).left == "1 day left"
        assert shown.money.euros.replace(NBSP, " ") == "up to €50,000"
        assert shown.share == "75.5% financed"


def test_what_the_source_does_not_state_stays_empty() -> None:
    shown = line(call(at=AT, days=None, source_open=True))
    assert shown.due is None
    assert not shown.money
    assert (shown.share, shown.programme, shown.areas) == ("", "", [])
    assert shown.status == Status.OPEN


@pytest.mark.parametrize(("days", "urgent"), [(0, True), (14, True), (15, False), (-1, False)])
def test_a_deadline_within_two_weeks_is_urgent(days: int, urgent: bool) -> None:
    made = call(at=AT, days=[])
    made.deadlines.create(at=AT + timedelta(days=days, hours=1))
    assert required(line(made).due).urgent is urgent


def test_a_call_that_closed_this_morning_is_closed_though_no_day_has_passed() -> None:
    made = call(at=AT, days=[])
    made.deadlines.create(at=AT - timedelta(hours=2))
    shown = line(made)
    assert (shown.status, required(shown.due).days, required(shown.due).passed) == (
        Status.CLOSED,
        0,
        True,
    )
    assert required(shown.due).left == ""


def test_the_deadline_shown_is_the_next_one_and_says_which_it_is() -> None:
    made = call(at=AT, days=[-30, 20, 50])
    made.deadlines.update(kind=CallDeadline.Kind.CUT_OFF)
    assert required(line(made).due).note == "avstämningsdag 2 av 3"
    made.deadlines.update(kind=CallDeadline.Kind.STAGE)
    with override("en"):
        assert required(line(made).due).note == "stage 2 of 3"
    assert required(line(call(at=AT, days=20)).due).note == ""


def test_a_call_that_opens_later_says_when() -> None:
    shown = line(call(at=AT, opened=10, days=50))
    assert shown.status == Status.FORTHCOMING
    assert required(shown.opens).isoformat() == "2026-12-02"


def test_only_areas_that_hold_and_sort_calls_are_shown() -> None:
    made = call(at=AT, areas=("friska-ekosystem", "halsa", "annat"))
    made.priority_links.filter(area__slug="halsa").update(rejected=True)
    vision = PriorityScheme.objects.create(profile=municipality(), key="vision")
    PriorityArea.objects.filter(slug="annat").update(scheme=vision)
    assert [a.slug for a in line(made).areas] == ["friska-ekosystem"]


def reason(field: str, word: str, via: str | None = None) -> Reason:
    return Reason(field, LocalizedText(word, "en"), via)


def test_reasons_are_gathered_by_field_and_a_word_is_said_once() -> None:
    found = matches(
        [
            reason("keywords", "Water"),
            reason("text", "water"),
            reason("text", "waste water", via="avloppsvatten"),
        ]
    )
    with override("sv"):
        found = matches([reason for match in found for reason in match.words])
    assert [[r.word for r in match.words] for match in found] == [["Water"], ["waste water"]]
    assert found[1].words[0].via == "avloppsvatten"


def test_where_a_word_stands_is_said_in_order() -> None:
    with override("sv"):
        (found,) = matches([reason("text", "vatten"), reason("title", "vatten")])
    assert found.where == "i titeln och texten"


def test_the_reasons_of_a_result_come_with_its_line() -> None:
    made = call(at=AT)
    result = Result(record=made, kind="call", language="en", reasons=[reason("title", "water")])
    assert line(made, result=result).matches[0].words[0].word == "water"
    assert isinstance(line(made).title, LocalizedText)


@pytest.mark.parametrize("lines", [10, 100])
@pytest.mark.any_database
def test_a_line_costs_no_query(
    lines: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(lines):
        call(at=AT, days=[10, 40], areas=("friska-ekosystem", "halsa"), programme_slug="life")
    # The calls with their programmes; their deadlines; their areas.
    with django_assert_num_queries(3):
        shown = [call_line(c, at=AT, rate=RATE) for c in Call.objects.listed()]
    assert len(shown) == lines
