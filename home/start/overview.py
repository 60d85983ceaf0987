"""The questions the start page asks. How many queries it takes does not depend on the calls."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, islice
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from core.models import MunicipalityProfile, PriorityArea, User
from core.search.engines import OpenEntry
from core.words.dates import local
from core.words.language import LocalizedText
from opportunities.finding.open_now import call_lines, open_now
from opportunities.finding.search import areas_of_calls
from opportunities.showing.presentation import CallLine

MONTHS = range(6, 13)  # of deadlines that are drawn: up to the last one, in these bounds
LINES_PER_AREA = 3
MARKS = 180  # at most: the rest of a month is a number, so that the page does not grow


@dataclass(frozen=True)
class AreaCalls:
    """A priority area, how many calls are open in it, and those that close first."""

    area: PriorityArea
    count: int
    lines: Sequence[CallLine]
    url: str


@dataclass(frozen=True)
class Mark:
    """One call in its month, drawn as the mark of its first area."""

    title: LocalizedText
    url: str
    day: date | None
    area: PriorityArea | None


@dataclass(frozen=True)
class Month:
    """A month to come and the calls that close in it; `more` are not drawn."""

    first: date
    count: int
    marks: Sequence[Mark]
    more: int
    url: str


@dataclass(frozen=True)
class Overview:
    total: int
    unsorted: int  # open calls without an area
    areas: Sequence[AreaCalls]
    months: Sequence[Month]


def overview(profile: MunicipalityProfile, user: User | AnonymousUser, *, at: datetime) -> Overview:
    """What is open now: per area with what closes first, and month by month. Two queries."""
    areas = [area for area in areas_of_calls() if area.scheme.profile_id == profile.pk]
    calls = open_now(user, at=at)
    first = {area.pk: _closing_first(area, calls) for area in areas}
    months = _by_month(calls, today=local(at).date())
    room = MARKS // len(months)
    shown = chain(*first.values(), *(closing[:room] for closing in months.values()))
    lines = call_lines({call.object_id for call in shown}, user, at=at)
    counts = Counter(slug for call in calls for slug in _slugs(call))
    return Overview(
        total=len(calls),
        unsorted=sum(not _slugs(call) for call in calls),
        areas=[
            AreaCalls(
                area=area,
                count=counts[area.slug],
                lines=[lines[c.object_id] for c in first[area.pk] if c.object_id in lines],
                url=search_url(priority=area.slug),
            )
            for area in areas
        ],
        months=[
            Month(
                first=month,
                count=len(closing),
                marks=list(_marks(closing[:room], areas, lines)),
                more=max(0, len(closing) - room),
                url=_url(month, at=at),
            )
            for month, closing in months.items()
        ],
    )


def _slugs(call: OpenEntry) -> Sequence[str]:
    """The slugs of its areas."""
    return call.facets.get("priority", ())


def _day(call: OpenEntry) -> date | None:
    """The day of the next deadline, in Swedish time."""
    return local(call.next_date).date() if call.next_date else None


def _closing_first(area: PriorityArea, calls: Iterable[OpenEntry]) -> list[OpenEntry]:
    """A few of the area; the calls are in the order they close."""
    dated = (call for call in calls if call.next_date and area.slug in _slugs(call))
    return list(islice(dated, LINES_PER_AREA))


def _by_month(calls: Iterable[OpenEntry], *, today: date) -> dict[date, list[OpenEntry]]:
    """By the first of each month from this one on, the calls that close in it."""
    closing: dict[date, list[OpenEntry]] = {}
    for call in calls:
        if day := _day(call):
            closing.setdefault(day.replace(day=1), []).append(call)
    firsts = list(islice(_firsts(today), MONTHS[-1]))
    while len(firsts) > MONTHS[0] and firsts[-1] not in closing:
        firsts.pop()
    return {first: closing.get(first, []) for first in firsts}


def _firsts(day: date) -> Iterator[date]:
    """The first of the month of `day` and of every month after it."""
    first = day.replace(day=1)
    while True:
        yield first
        first = (first + timedelta(days=31)).replace(day=1)


def _marks(
    closing: Iterable[OpenEntry], areas: Iterable[PriorityArea], lines: Mapping[int, CallLine]
) -> Iterator[Mark]:
    """One for each call that there is a line of."""
    for call in closing:
        if line := lines.get(call.object_id):
            area = next((area for area in areas if area.slug in _slugs(call)), None)
            yield Mark(title=line.title, url=line.url, day=_day(call), area=area)


def _url(first: date, *, at: datetime) -> str:
    """The search for what closes in the month, from today on."""
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    start = max(first, local(at).date())
    return search_url(deadline_from=start, deadline_to=last, sort="deadline")


def search_url(**parameters: object) -> str:
    """The call search with these parameters."""
    return f"{reverse('call_list')}?{urlencode(parameters)}"
