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
from core.search.question import Question
from core.search.results import Result, Results
from core.search.vocabulary.meant import search_as_meant
from core.words.language import current

FIRST = 4  # things of each group in the overview
ALIVE = (Window.OPEN, Window.FORTHCOMING)


@dataclass(frozen=True)
class GroupResults:
    """One group: how many there are in it, of which so many are closed, and some of them.

    Where some are open or open later, the closed ones are only counted, but for one that is called
    just what was asked for. `best` is how relevant the first is.
    """

    key: str
    label: str
    count: int
    closed: int
    results: Results
    lines: Sequence[Line]
    best: int = 0

    @property
    def shown(self) -> int:
        """How many a list of the group has."""
        return self.results.count


@dataclass(frozen=True)
class Overview:
    """How many there are in each group, for a question.

    `text` is what was looked for: what was written, or what was probably meant (`instead_of` is
    then what was written).
    """

    question: Question
    text: str
    count: int
    groups: Mapping[str, tuple[Group, int]]  # key: heading and count
    count_all_words: int
    stand_in: bool
    instead_of: str
    did_you_mean: Sequence[str]
    unknown: Sequence[str]


def headings() -> dict[str, Group]:
    """The groups there may be, in their order."""
    groups = {group.key: group for _name, kind in kinds for group in kind.groups()}
    return dict(sorted(groups.items(), key=lambda item: item[1].rank))


def overview(
    text: str, user: User | AnonymousUser, *, at: datetime, exact: bool = False
) -> Overview:
    """The counts alone; with `exact` of what is written and nothing else."""
    results = search_as_meant(_query(text, page_size=0), user=user, at=at, exact=exact)
    counts = _counts(results, GROUP)
    return Overview(
        question=results.question,
        text=results.query.text,
        count=results.count,
        groups={
            key: (heading, counts[key]) for key, heading in headings().items() if counts.get(key)
        },
        count_all_words=results.count_all_words,
        stand_in=results.stand_in,
        instead_of=results.instead_of,
        did_you_mean=results.did_you_mean,
        unknown=results.unknown,
    )


def group(
    found: Overview,
    text: str,
    heading: Group,
    user: User | AnonymousUser,
    *,
    at: datetime,
    page: int = 1,
    page_size: int = FIRST,
) -> GroupResults:
    """A page of one group; what is closed is shown only where nothing else is left."""
    asked = _Asked(found.question, user, at)
    query = _query(text, group=heading.key, page=page, page_size=page_size)
    windows = ALIVE if heading.closes else ()
    results = asked.page(replace(query, windows=windows))
    counts = _counts(results, "status")
    closed = counts.get(Window.CLOSED, 0) if windows else 0
    count = results.count + closed
    shown = list(results.results)
    if closed and not results.count:
        results = asked.page(query)
        shown = list(results.results)
    elif closed and page == 1:
        over = asked.page(replace(query, windows=(Window.CLOSED,), page_size=1)).results
        shown = [*(each for each in over if each.score >= found.question.title), *shown]
    return GroupResults(
        heading.key,
        str(heading.label),
        count,
        closed,
        results,
        lines(shown, user, at=at),
        best=max((each.score for each in shown), default=0),
    )


def lines(results: Sequence[Result], user: User | AnonymousUser, *, at: datetime) -> list[Line]:
    """The results as lines; how many queries it takes does not depend on how many they are."""
    reading = Reading(results, user, at)
    return [kinds[result.kind].line(result, reading) for result in results]


@dataclass(frozen=True)
class _Asked:
    """A question that is analysed once, whose it is, and when."""

    question: Question
    user: User | AnonymousUser
    at: datetime

    def page(self, query: Query) -> Results:
        """That page, or the last one where there are not as many."""
        results = self._search(query)
        if query.page > results.pages:
            results = self._search(replace(query, page=results.pages))
        return results

    def _search(self, query: Query) -> Results:
        return search(query, user=self.user, at=self.at, question=self.question)


def _query(text: str, *, group: str = "", **more: Any) -> Query:
    facets = {READS: (current(), ANY)}
    return Query(text=text, facets={**facets, GROUP: (group,)} if group else facets, **more)


def _counts(results: Results, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets.get(facet, ())}
