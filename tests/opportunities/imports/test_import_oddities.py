"""The eleven oddities of the EU portal's feed, on the real pages where they occur there."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from opportunities.finding.open_now import open_now
from opportunities.imports.rows import DeadlineKind, FundingKind, ParsedCall, Rejected
from opportunities.models import Call, CallChange, Status
from tests.factories.opportunities import (
    AT,
    MAY,
    cascade,
    imported,
    of,
    parsed,
    result,
    rows,
    sample,
)
from tests.required import required


@pytest.mark.shared
@pytest.mark.django_db
@pytest.mark.parametrize("at", [AT, timezone.now()], ids=["june 2026", "now"])
def test_1_a_call_whose_last_deadline_has_passed_is_not_open(at: Any) -> None:
    imported(*sample())
    assert Call.objects.filter(source_open=True).count() == 129  # the portal says: all of them
    listed = {entry.object_id for entry in open_now(AnonymousUser(), at=at)}
    for call in Call.objects.prefetch_related("deadlines"):
        last = max(deadline.at for deadline in call.deadlines.all())
        assert (call.pk in listed) == (call.opens_at <= at <= last)
        assert (call.status(at) == Status.OPEN) == (call.pk in listed)
    if at == AT:
        assert 0 < len(listed) <= 129 - 84


@pytest.mark.shared
@pytest.mark.django_db
def test_2_copies_become_one_call_and_the_newest_wins() -> None:
    report = imported(*sample())
    assert (report.received, report.created, report.duplicate) == (166, 129, 37)
    copies = [
        r for r in sample() if r["metadata"]["identifier"] == ["HORIZON-CL4-2024-SPACE-01-36"]
    ]
    old, new = sorted(copies, key=lambda r: r["metadata"]["esDA_IngestDate"])
    assert old["metadata"]["deadlineDate"] != new["metadata"]["deadlineDate"]
    kept = Call.objects.get(identifier="HORIZON-CL4-2024-SPACE-01-36")
    assert [d.at for d in kept.deadlines.all()] == [d.at for d in parsed(new).deadlines]


@pytest.mark.django_db
@pytest.mark.parametrize("order", [1, -1], ids=["full first", "stub first"])
def test_2_an_empty_copy_never_wins_over_a_full_one_of_the_same_date(order: int) -> None:
    full = result(descriptionByte="<p>All of it</p>")
    imported(*[full, result()][::order])
    assert Call.objects.get().description == "<p>All of it</p>"
    assert imported(result()).unchanged == 1
    assert Call.objects.get().description == "<p>All of it</p>"


@pytest.mark.django_db
def test_3_cascade_calls_that_share_an_identifier_stay_apart() -> None:
    report = imported(cascade(13364), cascade(13365), cascade(13366), cascade(13365))
    assert (report.created, report.duplicate) == (3, 1)
    assert set(Call.objects.values_list("title", "call_title", "type")) == {
        (f"Open call {n}", "The topic they come from", "cascade") for n in (13364, 13365, 13366)
    }
    assert Call.objects.values("identifier").distinct().count() == 1
    assert Call.objects.values("reference").distinct().count() == 3


@pytest.mark.shared
def test_4_deadlines_are_1700_in_brussels_whatever_the_feed_writes() -> None:
    june = {r["metadata"]["identifier"][0]: r for r in sample()}
    midnight = parsed(june["LIFE-2026-CET-OSS"]).deadlines[0]
    labelled = parsed(june["HORIZON-CL4-2024-SPACE-01-36"]).deadlines[0]
    assert (midnight.at, midnight.assumed) == (datetime(2026, 9, 16, 15, tzinfo=UTC), True)
    assert (labelled.at.hour, labelled.assumed) == (16, False)  # winter
    day_before = parsed(result(deadlineDate="2026-04-16T22:00:00.000+0000")).deadlines[0]
    assert (day_before.at, day_before.assumed) == (datetime(2026, 4, 17, 15, tzinfo=UTC), True)


@pytest.mark.shared
@pytest.mark.django_db
def test_5_the_next_of_several_deadlines_is_found_and_none_at_all_follows_the_source() -> None:
    june = sample()
    stages = parsed(of(june, "LIFE-2026-STRAT-ENV-SIP-two-stage"))
    assert [d.kind for d in stages.deadlines] == [DeadlineKind.STAGE] * 2
    imported(of(june, "LIFE-2026-STRAT-ENV-SIP-two-stage"))
    call = Call.objects.get()
    assert (
        required(call.next_deadline(datetime(2026, 10, 1, tzinfo=UTC))).at == stages.deadlines[1].at
    )
    cut_offs = [r for r in june if r["metadata"].get("deadlineModel") == ["multiple cut-off"]]
    assert {d.kind for r in cut_offs for d in parsed(r).deadlines} == {DeadlineKind.CUT_OFF}
    open_ended = result("OPEN-ENDED", deadlineDate=[])
    closed = result("CLOSED", deadlineDate=None, status="31094503")
    imported(open_ended, closed)
    assert Call.objects.get(identifier="OPEN-ENDED").status(AT) == Status.OPEN
    assert Call.objects.get(identifier="CLOSED").status(AT) == Status.CLOSED


@pytest.mark.django_db
def test_6_jitter_of_a_date_is_no_news() -> None:
    for seconds, ingested in (("20", "04-01"), ("12", "04-02"), ("41", "04-03")):
        deadline = f"2026-04-16T15:00:{seconds}.000+0000"
        imported(result(deadlineDate=deadline, esDA_IngestDate=f"2026-{ingested}T00:00:00Z"))
    assert not CallChange.objects.exists()
    assert Call.objects.get().changed_at == AT
    later = datetime(2026, 7, 1, tzinfo=UTC)
    moved = result(deadlineDate="2026-04-24T15:00:41Z", esDA_IngestDate="2026-04-04T00:00:00Z")
    imported(moved, at=later)
    change = CallChange.objects.get()
    assert (change.field, change.seen_at) == ("deadlines", later)
    assert change.old == ["2026-04-16T15:00:41+00:00"]
    assert change.new == ["2026-04-24T15:00:41+00:00"]
    assert Call.objects.get().changed_at == later


@pytest.mark.shared
def test_7_the_budget_is_that_of_the_topics_own_row() -> None:
    june = sample()
    raw = of(june, "HORIZON-CL5-2027-03-D5-03")
    assert raw["metadata"]["budgetOverview"][0].count('"action"') > 5
    call = parsed(raw)
    money = (call.grant_min, call.grant_max, call.budget, call.expected_grants)
    assert money == (5_000_000, 7_000_000, 24_000_000, 4)
    silent = parsed(of(june, "CERV-2026-CITIZENS-TOWN-TT"))
    assert (silent.grant_min, silent.grant_max, silent.expected_grants) == (None, None, None)
    assert silent.budget == 6_000_000


@pytest.mark.shared
def test_8_keywords_are_words() -> None:
    june = sample()
    for raw in june:
        call = parsed(raw)
        folded = [word.casefold() for word in call.keywords]
        assert len(set(folded)) == len(folded)
        assert not {call.identifier.casefold(), call.call_identifier.casefold(), "[]"} & {*folded}
        assert not [word for word in call.keywords if word.startswith("[") or "\\u0026" in word]
    encoded = parsed(of(june, "HORIZON-CL6-2024-CircBio-01-3")).keywords
    assert "Circular economy" in encoded
    assert "Environment, Pollution & Climate" in encoded
    assert parsed(of(june, "HORIZON-CL4-2027-01-MAT-PROD-42")).keywords == ()
    assert "forensic" in parsed(of(june, "HORIZON-CL3-2026-01-FCT-03")).keywords  # of `tags`


@pytest.mark.shared
def test_9_broken_html_becomes_sound() -> None:
    raw = of(sample(), "HORIZON-CL4-2027-01-MAT-PROD-42")
    assert '<div class="eui-u-mt-l>">' in raw["metadata"]["topicConditions"][0]
    conditions = parsed(raw).conditions
    assert conditions.startswith("<div><h3>General conditions</h3>")
    assert "\ufeff" not in conditions
    assert "class=" not in conditions
    assert "style=" not in conditions
    unclosed = parsed(result(topicConditions='<div class="a b><h4>Who</h4><p class="c">All</p>'))
    assert unclosed.conditions == "<div><h3>Who</h3><p>All</p></div>"


def test_10_values_come_in_arrays_and_cascade_calls_without_metadata_are_read() -> None:
    bare = {
        "reference": "14505COMPETITIVE_CALLen",
        "url": "https://ec.europa.eu/portal/competitive-calls-cs/14505",
        "language": "en",
        "summary": "Fourth call for individual grants",
        "content": "Fourth call for individual grants. For artists.",
        "groupById": "1",
    }
    call = parsed(bare)
    assert (call.kind, call.title, call.source_open) == (FundingKind.CASCADE, bare["summary"], True)
    assert (call.url, call.identifier) == (bare["url"], bare["reference"])
    assert call.description == bare["content"]
    assert parsed(bare | {"groupById": None}).source_open  # only open ones are asked for
    assert not parsed(bare | {"groupById": "2"}).source_open
    found = rows(
        {**bare, "summary": "", "content": ""}, {"reference": "x"}, {**bare, "metadata": 3}
    )
    assert [type(row) for row in found] == [Rejected] * 3
    assert len({row.reason for row in found if isinstance(row, Rejected)}) == 3


@pytest.mark.shared
def test_11_cross_cutting_priorities_are_never_read() -> None:
    for raw in sample(MAY):
        other = copy.deepcopy(raw)
        other["metadata"]["crossCuttingPriorities"] = ["a", "different", "list"]
        assert isinstance(parsed(raw), ParsedCall)
        assert parsed(raw).digest == parsed(other).digest
