"""The questions the start page asks. How many queries it takes does not depend on the calls."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from core.models import MunicipalityProfile, PriorityArea, User
from core.words.dates import local
from core.words.language import LocalizedText
from opportunities.models import Call, CallPriority, ExchangeRate
from opportunities.showing.presentation import CallLine, call_line

MONTHS = range(6, 13)  # of deadlines that are drawn: up to the last one, in these bounds
LINES_PER_AREA = 3
MARKS = 180  # at most: the rest of a month is a number, so that the page does not grow


@dataclass(frozen=True)
class OpenCall:
    """What the overview needs of an open call; `areas` are primary keys."""

    pk: int
    reference: str
    title: str
    language: str
    deadline: datetime | None
    areas: tuple[int, ...]

    @property
    def day(self) -> date | None:
        """The day of the deadline, in Swedish time."""
        return local(self.deadline).date() if self.deadline else None


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
    """What is open now: per area with what closes first, and month by month."""
    areas = list(PriorityArea.objects.classifying().filter(scheme__profile=profile))
    calls = open_calls(areas, user, at=at)
    return Overview(
        total=len(calls),
        unsorted=sum(not call.areas for call in calls),
        areas=_by_area(areas, calls, user, at=at),
        months=_by_month(areas, calls, at=at),
    )


def open_calls(
    areas: Iterable[PriorityArea], user: User | AnonymousUser, *, at: datetime
) -> list[OpenCall]:
    """Every open call `user` may read, in the order they close, with its areas. Two queries."""
    open_now = Call.objects.visible_to(user).open(at)
    links: dict[int, list[int]] = {}
    pairs = CallPriority.objects.current().filter(area__in=areas, call__in=open_now.values("pk"))
    for call, area in pairs.order_by("area__order").values_list("call_id", "area_id"):
        links.setdefault(call, []).append(area)
    rows = open_now.order_by("next_deadline_at", "pk").values_list(
        "pk", "reference", "title", "language", "next_deadline_at"
    )
    calls = [
        OpenCall(pk, reference, title, language, deadline, tuple(links.get(pk, ())))
        for pk, reference, title, language, deadline in rows
    ]
    return sorted(calls, key=lambda call: call.deadline is None)


def _by_area(
    areas: Iterable[PriorityArea],
    calls: Sequence[OpenCall],
    user: User | AnonymousUser,
    *,
    at: datetime,
) -> list[AreaCalls]:
    counts = Counter(area for call in calls for area in call.areas)
    first = {
        area.pk: [c.pk for c in calls if area.pk in c.areas and c.deadline][:LINES_PER_AREA]
        for area in areas
    }
    wanted = {pk for pks in first.values() for pk in pks}
    records = Call.objects.visible_to(user).listed().in_bulk(wanted)
    rate = ExchangeRate.current()
    return [
        AreaCalls(
            area=area,
            count=counts[area.pk],
            lines=[call_line(records[pk], at=at, rate=rate) for pk in first[area.pk]],
            url=search_url(priority=area.slug),
        )
        for area in areas
    ]


def _by_month(
    areas: Iterable[PriorityArea], calls: Sequence[OpenCall], *, at: datetime
) -> list[Month]:
    areas_by_id = {area.pk: area for area in areas}
    today = local(at).date()
    closing: dict[date, list[OpenCall]] = {}
    for call in calls:
        if call.day:
            closing.setdefault(call.day.replace(day=1), []).append(call)
    firsts = list(islice(_months(today), MONTHS[-1]))
    while len(firsts) > MONTHS[0] and firsts[-1] not in closing:
        firsts.pop()
    room = MARKS // len(firsts)
    return [
        _month(first, closing.get(first, ()), areas_by_id, today=today, room=room)
        for first in firsts
    ]


def _months(day: date) -> Iterator[date]:
    """The first of the month of `day` and of every month after it."""
    first = day.replace(day=1)
    while True:
        yield first
        first = (first + timedelta(days=31)).replace(day=1)


def _month(
    first: date,
    closing: Sequence[OpenCall],
    areas_by_id: dict[int, PriorityArea],
    *,
    today: date,
    room: int,
) -> Month:
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Month(
        first=first,
        count=len(closing),
        marks=[_mark(call, areas_by_id) for call in closing[:room]],
        more=max(0, len(closing) - room),
        url=search_url(deadline_from=max(first, today), deadline_to=last, sort="deadline"),
    )


def _mark(call: OpenCall, areas_by_id: dict[int, PriorityArea]) -> Mark:
    return Mark(
        title=LocalizedText(call.title, call.language),
        url=reverse("call", args=[call.reference]),
        day=call.day,
        area=areas_by_id[call.areas[0]] if call.areas else None,
    )


def search_url(**parameters: object) -> str:
    """The call search with these parameters."""
    return f"{reverse('call_list')}?{urlencode(parameters)}"
