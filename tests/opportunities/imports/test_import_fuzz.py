"""Feeds nobody thought of: no exception, every row accounted for, nothing lost."""

import copy
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportunities.imports.errors import FeedError
from opportunities.imports.files import json_value
from opportunities.imports.portal.pages import page, whole
from opportunities.imports.portal.parse import parse
from opportunities.imports.rows import ParsedCall
from opportunities.imports.run import import_raw
from opportunities.models import Call, Quarantined
from tests.factories.opportunities import AT, cascade, feed, full_result, result, sample

TEXTS = st.text(
    st.characters() | st.sampled_from("\x00\ufeff\ud800\u202e\u0130<>&\"'[]{}"), max_size=60
)
NUMBERS = st.integers() | st.floats() | st.sampled_from([10**400, -0.0, 1e308])
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(
    """
    identifier title type status deadlineDate startDate deadlineModel keywords tags budgetOverview
    budget currency descriptionByte url topicConditions callTitle callIdentifier esDA_IngestDate
    language frameworkProgramme typesOfAction furtherInformation beneficiaryAdministration
    """.split()
)
LIKELY = st.sampled_from(
    [
        "2026-09-03T00:00:00.000+0000",
        "0000-00-00",
        "9999-12-31T23:59:59Z",
        '["a", 3]',
        '{"budgetTopicActionMap":{"1":[{"action":"LIFE ","budgetYearMap":{"a":"1e999"}}]}}',
        "<h1><h2></h1>",
        '<a href="x>y',
        "I" * 300,
        "a b",
        "half \ud800 a pair",
        *"[] NaN 1 2 8 31094502 a/b A-B".split(),
    ]
)
TOP = st.sampled_from(["reference", "url", "language", "summary", "content", "metadata", "title"])


@st.composite
def mutated(draw: st.DrawFn, sources: st.SearchStrategy[dict[str, Any]]) -> Any:
    """A real result with some of its fields changed."""
    raw = copy.deepcopy(draw(sources))
    for name in draw(st.lists(NAMES, max_size=4)):
        raw["metadata"][name] = draw(st.lists(LIKELY | TEXTS, max_size=3) | VALUES)
    for name in draw(st.lists(TOP, max_size=2)):
        raw[name] = draw(VALUES)
    return raw


MADE = [result(), result("EuropeAid/1", type="2"), cascade(1), cascade(2), {"reference": "x"}]
ROWS = mutated(st.sampled_from([*MADE[:4], full_result()])) | VALUES | st.sampled_from(MADE)


def accounted_for(results: list[Any]) -> None:
    """Import the results: their sum is right, and every row is a call, a copy or in quarantine."""
    pages = [page(feed(*results), "fuzzed")]
    read = [row for row in parse(pages) if isinstance(row, ParsedCall)]
    report = import_raw(pages, source="eu-portal", at=AT)
    counted = report.created + report.updated + report.unchanged
    assert report.received == len(results) == counted + report.duplicate + report.quarantined
    assert counted == len({call.key for call in read})
    assert report.quarantined == len(results) - len(read)
    assert {call.key for call in read} <= set(Call.objects.values_list("source_key", flat=True))
    assert Quarantined.objects.exists() == bool(report.quarantined)
    again = import_raw(pages, source="eu-portal", at=AT)
    assert again.created == again.updated == 0


@pytest.mark.django_db
@given(results=st.lists(ROWS, min_size=1, max_size=8))
def test_no_row_stops_an_import_or_is_lost(results: Any) -> None:
    Call.objects.all().delete()
    Quarantined.objects.all().delete()
    accounted_for(results)


@pytest.mark.shared
@pytest.mark.django_db
@given(data=st.data())
def test_no_change_of_a_real_row_stops_an_import(data: Any) -> None:
    Call.objects.all().delete()
    Quarantined.objects.all().delete()
    real = mutated(st.sampled_from(sample()))
    accounted_for(data.draw(st.lists(real, min_size=1, max_size=4)))


@given(VALUES)
def test_any_json_is_a_page_or_refused(value: Any) -> None:
    with suppress(FeedError):
        whole([page(value, "fuzzed")])


@given(st.binary(max_size=300) | TEXTS.map(lambda text: json.dumps(text)[:40].encode()))
def test_any_bytes_are_json_or_refused(data: Any) -> None:
    with suppress(FeedError):
        json_value(data, "fuzzed")
