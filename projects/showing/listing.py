"""The list of projects: what is asked for, what each filter would leave, and the sums of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.models import User
from core.words.sorting import sort_key
from opportunities.models import ExchangeRate
from projects.models import Project, State
from projects.showing.chart import Chart, chart
from projects.showing.pages import project_urls
from projects.showing.presentation import ProjectLine, project_line
from projects.totals import sums

Values = Mapping[str, Any]  # what a project has of one facet: value and what it is called


@dataclass(frozen=True)
class Group:
    """The projects in one state."""

    state: State
    lines: Sequence[ProjectLine]


@dataclass(frozen=True)
class Listing:
    """What the page shows; `every` is how many there are without any filter."""

    every: int
    count: int
    groups: Sequence[Group]
    facets: Sequence[dict[str, Any]]
    chips: Sequence[dict[str, str]]
    errors: Sequence[str]
    chart: Chart | None
    rate: ExchangeRate | None


def names() -> dict[str, str]:
    """What each facet is called, in the reader's language."""
    return {
        "status": _("Status"),
        "programme": _("Programme"),
        "priority": _("Priority area"),
        "unit": _("Department or company"),
        "year": _("Year"),
    }


def values_of(project: Project, at: datetime) -> dict[str, Values]:
    """What a project has of each facet."""
    state, programme = project.state(at), project.programme
    areas = [area for area in project.areas.all() if area.scheme.classifies_calls]
    return {
        "status": {state.value: state.label},
        "programme": {programme.slug: programme.name} if programme else {},
        "priority": {area.slug: area for area in areas},
        "unit": {project.owner_unit: project.owner_unit} if project.owner_unit else {},
        "year": {str(year): str(year) for year in project.years_run},
    }


def listing(given: QueryDict, user: User | AnonymousUser, *, at: datetime) -> Listing:
    """The projects that `user` may read and the address asks for.

    The number of queries is the same for any number of projects.
    """
    projects = list(Project.objects.visible_to(user).listed())
    having = {project.pk: values_of(project, at) for project in projects}
    known = {name: _known(name, having.values()) for name in names()}
    chosen, errors = _read(given, known)

    def fits(project: Project, but: str = "") -> bool:
        has = having[project.pk]
        return all(
            name == but or any(value in has[name] for value in values)
            for name, values in chosen.items()
        )

    found = [project for project in projects if fits(project)]
    rate = ExchangeRate.objects.filter(currency="SEK").first()
    urls = project_urls(found, user)
    return Listing(
        every=len(projects),
        count=len(found),
        groups=_groups(found, urls, rate, at=at),
        facets=[
            _facet(name, known[name], chosen.get(name, ()), _left(projects, having, fits, name))
            for name in names()
        ],
        chips=_chips(chosen, known),
        errors=errors,
        chart=chart(sums(found, rate)),
        rate=rate,
    )


def _known(name: str, having: Iterable[dict[str, Values]]) -> dict[str, Any]:
    """Every value of a facet that a project has, in an order that a reader expects."""
    found = {value: label for has in having for value, label in has[name].items()}
    if name == "status":
        return {state.value: state.label for state in State if state.value in found}
    if name == "priority":
        areas = sorted(found.values(), key=lambda area: (area.order, area.pk))
        return {area.slug: area for area in areas}
    ordered = sorted(found.items(), key=lambda item: sort_key(str(item[1])), reverse=name == "year")
    return dict(ordered)


def _read(
    given: QueryDict, known: dict[str, dict[str, Any]]
) -> tuple[dict[str, list[str]], list[str]]:
    """What is chosen of what is known, and a sentence about whatever is not."""
    chosen, errors = {}, []
    for name, label in names().items():
        values = [value for value in dict.fromkeys(given.getlist(name)) if value]
        if fit := [value for value in values if value in known[name]]:
            chosen[name] = fit
        for value in values:
            if value not in known[name]:
                shown = value.replace("\0", "")[:60]
                said = _("there is no value “%(value)s”.") % {"value": shown}
                errors.append(f"{label}: {said}")
    return chosen, errors


def _left(
    projects: Sequence[Project],
    having: Mapping[int, dict[str, Values]],
    fits: Callable[[Project, str], bool],
    name: str,
) -> dict[str, int]:
    """How many projects each value would leave, whatever else is chosen of the same facet."""
    counts: dict[str, int] = {}
    for project in projects:
        if fits(project, name):
            for value in having[project.pk][name]:
                counts[value] = counts.get(value, 0) + 1
    return counts


def _facet(
    name: str, known: dict[str, Any], chosen: Sequence[str], counts: dict[str, int]
) -> dict[str, Any]:
    """A facet as components/facet.html wants it."""
    return {
        "name": name,
        "label": names()[name],
        "values": [
            {
                "value": value,
                "label": label,
                "count": counts.get(value, 0),
                "selected": value in chosen,
                "area": label if name == "priority" else None,
            }
            for value, label in known.items()
        ],
    }


def _chips(chosen: dict[str, list[str]], known: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """What is chosen, each with the address of the list without it."""
    pairs = [(name, value) for name, values in chosen.items() for value in values]
    return [
        {
            "label": str(known[name][value]),
            "url": "?" + urlencode([pair for pair in pairs if pair != (name, value)]),
        }
        for name, value in pairs
    ]


def _groups(
    projects: Sequence[Project],
    urls: Mapping[int, str],
    rate: ExchangeRate | None,
    *,
    at: datetime,
) -> list[Group]:
    """Ongoing ones first, those that ended last; in each the latest first."""
    lines: dict[State, list[ProjectLine]] = {}
    for project in projects:
        line = project_line(project, at=at, rate=rate, url=urls.get(project.pk, ""))
        lines.setdefault(line.state, []).append(line)
    order = (State.ONGOING, State.PLANNED, State.UNKNOWN, State.ENDED)
    return [Group(state, lines[state]) for state in order if state in lines]
