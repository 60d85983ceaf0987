"""The facets of call search: their values in a fixed order, with labels, in one query."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.utils.translation import gettext as _

from core.models import Audience, PriorityArea
from core.search.query import Window
from core.search.results import Results
from core.web import content_version
from core.web.facets import Choice, Facet, Mark
from core.words.language import current
from core.words.sorting import sort_key
from opportunities.finding.search import FIT
from opportunities.models import CallType, Programme, Status
from opportunities.showing.eligibility import FIT_LABELS

# All their values are shown: a zero says something about an area or a state in time.
ALWAYS = ("priority", "status", "audience")


def call_facets() -> dict[str, Facet]:
    """Every facet in its order, with every value that it may have in its order."""
    return content_version.kept(f"call-facets:{current()}", _call_facets)


def _call_facets() -> dict[str, Facet]:
    areas = PriorityArea.objects.filter(scheme__classifies_calls=True)
    rows = _rows("priority", areas, rank=F("order"), shape=F("shape")).union(
        _rows("audience", Audience.objects.all(), rank=F("order")),
        _rows("programme", Programme.objects.all()),
        all=True,
    )
    choices: dict[str, dict[str, Choice]] = {}
    for facet, _rank, name, slug, shape in sorted(rows, key=_order):
        mark = Mark(slug, shape) if shape else None
        choices.setdefault(facet, {}).setdefault(slug, Choice(slug, name, mark))
    choices["status"] = {w.value: Choice(w.value, str(Status(w.value).label)) for w in Window}
    choices["type"] = {t.value: Choice(t.value, str(t.label)) for t in CallType}
    choices[FIT] = {f.value: Choice(f.value, str(label)) for f, label in FIT_LABELS.items()}
    hints = {FIT: _("By the text of the call. What it does not say never counts as a yes.")}
    return {
        name: Facet(name, label, list(choices.get(name, {}).values()), hint=hints.get(name, ""))
        for name, label in _labels().items()
    }


def _labels() -> dict[str, str]:
    return {
        "priority": _("Priority area"),
        "status": _("Status"),
        FIT: _("Can we apply?"),
        "programme": _("Programme"),
        "audience": _("Who can apply"),
        "type": _("Type of funding"),
    }


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


def counted(results: Results, facets: Mapping[str, Facet]) -> list[Facet]:
    """The facets with how many calls each value would leave, and what is chosen.

    A value that no call has is left out unless it is chosen or its facet is always shown in full.
    """
    return [_counted(results, facet) for facet in facets.values()]


def _counted(results: Results, facet: Facet) -> Facet:
    values = results.facets.get(facet.name, ())
    counts = {value.value: value.count for value in values}
    if facet.name not in ALWAYS:
        present = [choice for choice in facet.choices if choice.value in counts]
        facet = replace(facet, choices=present)
    return facet.counted(counts, [value.value for value in values if value.selected])
