"""Calls from a feed into our tables, in few statements however many they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext_noop

from core.operation.progress import shown
from opportunities.conditions.reading import read
from opportunities.imports.changes import Change, change
from opportunities.imports.deadlines import renewed, timing
from opportunities.imports.references import references
from opportunities.imports.rows import ParsedCall
from opportunities.models import Call, CallChange, CallDeadline, Programme, Source

CHUNK = 250
NEW, CHANGED = gettext_noop("new calls read"), gettext_noop("changed calls written")
# Stated by the source, but a change of them is no news to anybody.
UNNOTED = (
    "budget_topics",
    "closed_at",
    "digest",
    "endless",
    "ingested_at",
    "is_demo",
    "language",
    "opening_unstated",
    "published_at",
    "requirements",
)


class Programmes:
    """Programmes by the portal's code; a call of an unknown one has none."""

    def __init__(self) -> None:
        coded = Programme.objects.exclude(portal_code=None)
        rows = list(coded.values_list("portal_code", "pk", "slug"))
        self._ids = {code: pk for code, pk, _slug in rows}
        self._slugs = {pk: slug for _code, pk, slug in rows}

    @property
    def codes(self) -> Iterable[str]:
        return self._ids

    def pk(self, code: str) -> int | None:
        return self._ids.get(code)

    def slug(self, pk: int | None) -> str | None:
        return self._slugs.get(pk) if pk else None


def create(
    calls: Sequence[ParsedCall], *, source: Source, programmes: Programmes, at: datetime
) -> list[int]:
    """Create these calls; returns their ids."""
    named = zip(calls, references(calls, source.slug), strict=True)
    rows = [
        Call(
            source=source,
            source_key=call.key,
            reference=reference,
            first_seen=at,
            changed_at=at,
            **_values(call, programmes, at),
        )
        for call, reference in shown(named, what=NEW, total=len(calls))
    ]
    created = Call.objects.bulk_create(rows)
    CallDeadline.objects.bulk_create(
        deadline
        for row, call in zip(created, calls, strict=True)
        for deadline in renewed(row, call.deadlines, at=at)
    )
    return [row.pk for row in created]


def update(calls: Mapping[int, ParsedCall], *, programmes: Programmes, at: datetime) -> None:
    """Bring calls up to date, noting what changed; `changed_at` moves only where it is news."""
    chunks = _chunks(sorted(calls))
    for chunk in shown(chunks, what=CHANGED, total=len(calls), size=len):
        rows = Call.objects.filter(pk__in=chunk).prefetch_related("deadlines")
        changed: list[Call] = []
        fields: set[str] = set()
        notes: list[CallChange] = []
        moved: list[Call] = []
        deadlines: list[CallDeadline] = []
        for row in rows:
            differing, news = _apply(row, _values(calls[row.pk], programmes, at), programmes)
            before = list(row.deadlines.all())
            stated = calls[row.pk].deadlines
            if moves := timing(before, stated):
                moved.append(row)
                deadlines += renewed(row, stated, before=before, at=at)
                news += [note for note in moves if note]
            if news:
                row.changed_at = at
            notes += [
                CallChange(call=row, field=name, old=old, new=new, seen_at=at)
                for name, old, new in news
            ]
            changed.append(row)
            fields |= differing
        # An upsert whose rows all exist: several times faster than bulk_update.
        Call.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=sorted(fields | {"changed_at"}),
        )
        CallDeadline.objects.filter(call__in=moved).delete()
        CallDeadline.objects.bulk_create(deadlines)
        CallChange.objects.bulk_create(notes)


def touch(dates: Mapping[int, datetime]) -> None:
    """Note that the source read these calls again, with the same content."""
    for chunk in _chunks(sorted(dates)):
        rows = [Call(pk=pk, ingested_at=dates[pk]) for pk in chunk]
        Call.objects.bulk_update(rows, ["ingested_at"])


def _values(call: ParsedCall, programmes: Programmes, at: datetime) -> dict[str, Any]:
    """A call as values of our fields, as of `at`."""
    return {
        "identifier": call.identifier,
        "call_identifier": call.call_identifier,
        "type": call.kind.value,
        "programme_id": programmes.pk(call.programme_code),
        "language": call.language,
        "title": call.title,
        "call_title": call.call_title,
        "description": call.description,
        "conditions": call.conditions,
        "keywords": list(call.keywords),
        "types_of_action": list(call.types_of_action),
        "deadline_model": call.deadline_model,
        "url": call.url,
        "opens_at": call.opens_at,
        "source_open": call.source_open,
        "opening_unstated": call.opening_unstated,
        "endless": call.endless,
        "closed_at": min(call.ingested or at, at) if call.source_closed else None,
        "published_at": call.published,
        "grant_min": call.grant_min,
        "grant_max": call.grant_max,
        "budget": call.budget,
        "budget_topics": call.budget_topics,
        "expected_grants": call.expected_grants,
        "rate": call.rate,
        "requirements": read(
            description=call.description,
            conditions=call.conditions,
            title=call.title,
            parent=call.call_title,
            actions=call.types_of_action,
            language=call.language,
        ).as_json(),
        "is_demo": call.is_demo,
        "ingested_at": call.ingested,
        "digest": call.digest,
    }


def _apply(
    row: Call, values: dict[str, Any], programmes: Programmes
) -> tuple[set[str], list[Change]]:
    """Set what differs; returns the fields set and what of it is news."""
    if row.published_at and not row.is_demo:
        values["published_at"] = min(row.published_at, values["published_at"] or row.published_at)
    if row.closed_at and values["closed_at"]:
        values["closed_at"] = row.closed_at  # when it was first seen
    fields, news = set(), []
    for name, value in values.items():
        old = getattr(row, name)
        if old == value:
            continue
        setattr(row, name, value)
        fields.add(name.removesuffix("_id"))
        if name == "programme_id":
            news.append(change("programme", programmes.slug(old), programmes.slug(value)))
        elif name not in UNNOTED:
            news.append(change(name, old, value))
    return fields, [note for note in news if note]


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
