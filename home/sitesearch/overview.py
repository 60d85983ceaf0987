"""One question to the one search, answered group by group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from core.models import User
from core.search.find import search
from core.search.kinds import ANY, GROUP, READS, Group, kinds
from core.search.lines import Line, Reading
from core.search.query import Query, Window
from core.search.results import Result, Results
from core.words.language import LANGUAGES, current

FIRST = 4  # things of each group in the overview
ALIVE = (Window.OPEN, Window.FORTHCOMING)


@dataclass(frozen=True)
class GroupResults:
    """One group: how many there are in it, of which so many are closed, and some of them.

    Where some are open or open later, the closed ones are only counted.
    """

    key: str
    label: str
    count: int
    closed: int
    results: Results
    lines: Sequence[Line]

    @property
    def shown(self) -> int:
        """How many a list of the group has."""
        return self.results.count


@dataclass(frozen=True)
class Overview:
    """How many there are in each group, and how many more in the other language alone."""

    count: int
    groups: Mapping[str, tuple[Group, int]]  # key: heading and count
    elsewhere: int
    count_all_words: int
    stand_in: bool


def headings() -> dict[str, Group]:
    """The groups there may be, in their order."""
    groups = {group.key: group for _name, kind in kinds for group in kind.groups()}
    return dict(sorted(groups.items(), key=lambda item: item[1].rank))


def overview(text: str, user: User | AnonymousUser, *, at: datetime) -> Overview:
    """The counts alone."""
    results = search(_query(text, page_size=0), user=user, at=at)
    counts = _counts(results, GROUP)
    reads = _counts(results, READS)
    other = next(code for code in LANGUAGES if code != current())
    return Overview(
        count=results.count,
        groups={
            key: (heading, counts[key]) for key, heading in headings().items() if counts.get(key)
        },
        elsewhere=reads.get(other, 0),
        count_all_words=results.count_all_words,
        stand_in=results.stand_in,
    )


def group(
    text: str,
    heading: Group,
    user: User | AnonymousUser,
    *,
    at: datetime,
    page: int = 1,
    page_size: int = FIRST,
) -> GroupResults:
    """A page of one group; what is closed is shown only where nothing else is left."""
    query = _query(text, group=heading.key, page=page, page_size=page_size)
    windows = ALIVE if heading.closes else ()
    results = _page(replace(query, windows=windows), user, at)
    counts = _counts(results, "status")
    closed = counts.get(Window.CLOSED, 0) if windows else 0
    count = results.count + closed
    if closed and not results.count:
        results = _page(query, user, at)
    shown = lines(results.results, user, at=at)
    return GroupResults(heading.key, str(heading.label), count, closed, results, shown)


def lines(results: Sequence[Result], user: User | AnonymousUser, *, at: datetime) -> list[Line]:
    """The results as lines; how many queries it takes does not depend on how many they are."""
    reading = Reading(results, user, at)
    return [kinds[result.kind].line(result, reading) for result in results]


def _page(query: Query, user: User | AnonymousUser, at: datetime) -> Results:
    """That page, or the last one where there are not as many."""
    results = search(query, user=user, at=at)
    if query.page > results.pages:
        results = search(replace(query, page=results.pages), user=user, at=at)
    return results


def _query(text: str, *, group: str = "", **more: Any) -> Query:
    facets = {READS: (current(), ANY)}
    return Query(text=text, facets={**facets, GROUP: (group,)} if group else facets, **more)


def _counts(results: Results, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets.get(facet, ())}
