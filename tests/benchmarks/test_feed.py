"""The made-up feed: the same for a seed, read by the importer, and of a portal's proportions."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import islice

import pytest

from benchmarks import feed
from opportunities.imports.feeds import feeds
from opportunities.imports.portal.pages import Page
from opportunities.imports.rows import ParsedCall

TODAY = date(2026, 7, 1)
NOW = datetime.combine(TODAY, time(9), UTC)


def parsed(number: int, timing: feed.Timing) -> Sequence[ParsedCall]:
    raw = list(islice(feed.calls(1, TODAY, timing), number))
    rows = list(feeds["eu-portal"].parse([Page("made up", raw)]))
    assert all(isinstance(row, ParsedCall) for row in rows), rows
    return [row for row in rows if isinstance(row, ParsedCall)]


@pytest.fixture(scope="module")
def archive() -> Sequence[ParsedCall]:
    return parsed(2000, feed.archive)


def test_the_same_seed_makes_the_same_calls_and_fewer_are_the_beginning_of_more() -> None:
    some = list(islice(feed.calls(1, TODAY), 20))
    assert some == list(islice(feed.calls(1, TODAY), 40))[:20]
    assert some != list(islice(feed.calls(2, TODAY), 20))


def test_a_feed_has_copies_as_the_portal_has() -> None:
    references = [row["reference"] for row in feed.rows(500, around=TODAY)]
    assert len(references) == 500
    assert 480 <= len(set(references)) < 500


def test_an_archive_is_mostly_closed(archive: Sequence[ParsedCall]) -> None:
    def status(call: ParsedCall) -> str:
        if call.opens_at and call.opens_at > NOW:
            return "forthcoming"
        last = max((d.at for d in call.deadlines), default=None)
        return "open" if (last and last >= NOW) or (not last and call.source_open) else "closed"

    share = Counter(map(status, archive))
    assert 0.01 < share["open"] / len(archive) < 0.06
    assert 0.005 < share["forthcoming"] / len(archive) < 0.04


def test_an_archive_reaches_back_twenty_years(archive: Sequence[ParsedCall]) -> None:
    years = Counter(call.deadlines[-1].at.year for call in archive if call.deadlines)
    assert set(range(2008, 2027)) <= set(years)
    assert years[2025] > years[2010]


def test_every_call_is_its_own(archive: Sequence[ParsedCall]) -> None:
    assert len({call.key for call in archive}) == len({call.slug for call in archive}) == 2000


def test_texts_have_the_lengths_of_real_ones(archive: Sequence[ParsedCall]) -> None:
    titles = [len(call.title.split()) for call in archive]
    texts = [len(call.description.split()) for call in archive if call.description]
    assert 8 < sum(titles) / len(titles) < 12
    assert 0.3 < len(texts) / len(archive) < 0.42
    assert 400 < sum(texts) / len(texts) < 800


def test_three_words_on_a_subject_stand_together_in_few_calls(
    archive: Sequence[ParsedCall],
) -> None:
    def share(*words: str) -> float:
        found = [call for call in archive if set(words) <= set(_words(call))]
        return len(found) / len(archive)

    assert 0.05 < share("energy") < 0.4
    assert 0 < share("climate", "adaptation", "cities") < 0.03


def _words(call: ParsedCall) -> Sequence[str]:
    texts = (call.title, *call.keywords, call.description)
    return " ".join(texts).replace(".", " ").casefold().split()
