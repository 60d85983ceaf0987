"""The list of projects: what is asked for, what each filter would leave, and the sums of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.models import PriorityArea, User
from core.web.facets import Address, Chip, Choice, Facet, Mark, Narrowed, chips
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
    facets: Sequence[Facet]
    chips: Sequence[Chip]
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


def listing(parameters: QueryDict, user: User | AnonymousUser, *, at: datetime) -> Listing:
    """The projects that `user` may read and the address asks for.

    The number of queries is the same for any number of projects.
    """
    projects = list(Project.objects.visible_to(user).listed())
    projects_with_values = [(project, values_of(project, at)) for project in projects]
    facets = [_facet(name, label, projects_with_values) for name, label in names().items()]
    chosen, errors = _read(parameters, facets)
    narrowed = Narrowed(projects_with_values, chosen)
    fitting = narrowed.records
    rate = ExchangeRate.objects.filter(currency="SEK").first()
    urls = project_urls(fitting, user)
    return Listing(
        every=len(projects),
        count=len(fitting),
        groups=_groups(fitting, urls, rate, at=at),
        facets=[f.counted(narrowed.counts(f.name), chosen.get(f.name, ())) for f in facets],
        chips=chips(facets, chosen, Address.of(chosen)),
        errors=errors,
        chart=chart(sums(fitting, rate)),
        rate=rate,
    )


def _facet(
    name: str, label: str, projects_with_values: Iterable[tuple[Project, Mapping[str, Values]]]
) -> Facet:
    """A facet with every value that a project has, in an order that a reader expects."""
    values = {
        value: shown for _project, has in projects_with_values for value, shown in has[name].items()
    }
    choices = [_choice(value, shown) for value, shown in _ordered(name, values)]
    return Facet(name, label, choices)


def _choice(value: str, shown: Any) -> Choice:
    if isinstance(shown, PriorityArea):
        return Choice(value, shown.name, Mark(shown.slug, shown.shape))
    return Choice(value, shown)


def _ordered(name: str, values: Values) -> list[tuple[str, Any]]:
    if name == "status":
        return [(state.value, state.label) for state in State if state.value in values]
    if name == "priority":
        return sorted(values.items(), key=lambda item: (item[1].order, item[1].pk))
    return sorted(values.items(), key=lambda item: sort_key(str(item[1])), reverse=name == "year")


def _read(parameters: QueryDict, facets: Sequence[Facet]) -> tuple[dict[str, list[str]], list[str]]:
    """The values chosen of each facet, and a sentence about each unknown one."""
    chosen, errors = {}, []
    for facet in facets:
        values, unknown = facet.read(parameters)
        errors += unknown
        if values:
            chosen[facet.name] = values
    return chosen, errors


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
