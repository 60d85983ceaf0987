"""The facets of call search: their values in a fixed order, with labels, in one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.utils.translation import gettext as _

from core.models import Audience, PriorityArea
from core.search.query import Window
from core.search.results import Results
from core.words.language import current
from core.words.sorting import sort_key
from opportunities.models import CallType, Programme, Status

FACETS = ("priority", "status", "programme", "audience", "type")


@dataclass(frozen=True)
class Label:
    """How a facet's value is shown; `shape` is a priority area's mark."""

    slug: str
    name: str
    shape: str = ""


Labels = Mapping[str, Mapping[str, Label]]


def names() -> Mapping[str, str]:
    """What each facet is called, in the reader's language."""
    return {
        "priority": _("Priority area"),
        "status": _("Status"),
        "programme": _("Programme"),
        "audience": _("Who can apply"),
        "type": _("Type of funding"),
    }


def labels() -> Labels:
    """The known values of every facet: {facet: {value: label}}, each in its order."""
    areas = PriorityArea.objects.filter(scheme__classifies_calls=True)
    rows = _rows("priority", areas, rank=F("order"), shape=F("shape")).union(
        _rows("audience", Audience.objects.all(), rank=F("order")),
        _rows("programme", Programme.objects.all()),
        all=True,
    )
    found: dict[str, dict[str, Label]] = {name: {} for name in FACETS}
    for facet, _rank, name, slug, shape in sorted(rows, key=_order):
        found[facet].setdefault(slug, Label(slug, name, shape))
    found["status"] = {w.value: Label(w.value, str(Status(w.value).label)) for w in Window}
    found["type"] = {t.value: Label(t.value, str(t.label)) for t in CallType}
    return found


def _order(row: tuple[str, int, str, str, str]) -> tuple[Any, ...]:
    facet, rank, name, slug, _shape = row
    return facet, rank, sort_key(name), slug


def _rows(
    facet: str, queryset: QuerySet, *, rank: F | None = None, shape: F | None = None
) -> QuerySet:
    return (
        queryset.order_by()
        .annotate(
            facet=Value(facet, CharField()),
            rank=rank or Value(0, IntegerField()),
            mark=shape or Value("", CharField()),
            label=F(f"name_{current()}"),
        )
        .values_list("facet", "rank", "label", "slug", "mark")
    )


@dataclass(frozen=True)
class Counted:
    """A facet's value with how many calls it would leave."""

    value: str
    label: Label
    count: int
    selected: bool


def counted(results: Results, known: Labels, name: str) -> list[Counted]:
    """A facet's values in their order; a value that no call has is left out unless chosen.

    Areas, audiences and the states in time are always there: a zero says something about them.
    """
    found = {value.value: value for value in results.facets.get(name, ())}
    values = []
    for slug, label in known[name].items():
        value = found.get(slug)
        if value or name in ("priority", "status", "audience"):
            count, selected = (value.count, value.selected) if value else (0, False)
            values.append(Counted(slug, label, count, selected))
    return values
