"""Writing a project with its partners and years: all of it or nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from core.models import Audience, AuditEvent, PriorityArea, User
from projects.models import Project, ProjectPartner, ProjectYear

Facts = Mapping[str, Any]


@transaction.atomic
def store_project(
    *,
    key: str,
    facts: Facts,
    partners: Iterable[Facts] = (),
    years: Iterable[Facts] = (),
    areas: Iterable[PriorityArea] = (),
    audiences: Iterable[Audience] = (),
    by: User | None,
    at: datetime,
) -> Project:
    """Create the project with this key, or change it to be exactly this.

    Money in the project's currency. `by` becomes its author when it is made; None where a file
    is loaded and nobody is. Raises ValidationError, with nothing changed, for facts that the
    models refuse.
    """
    project = Project.objects.filter(key=key).first() or Project(key=key, author=by)
    changed = [
        _set_facts(project, facts),
        _replace(project, ProjectPartner, [{"order": n, **p} for n, p in enumerate(partners)]),
        _replace(project, ProjectYear, [dict(row) for row in years]),
        _link(project.areas, areas),
        _link(project.audiences, audiences),
    ]
    if any(changed):
        AuditEvent.objects.write("projects.store_project", record=project, by=by, at=at)
    return project


def _set_facts(project: Project, facts: Facts) -> bool:
    """Whether any of the facts was another; the row is then saved."""
    names = [field.attname for field in project._meta.concrete_fields]
    before = {name: getattr(project, name) for name in names}
    for name, value in facts.items():
        setattr(project, name, value)
    project.full_clean(validate_unique=False)
    if project.pk and before == {name: getattr(project, name) for name in names}:
        return False
    project.save()
    return True


def _replace(project: Project, model: Any, rows: list[dict[str, Any]]) -> bool:
    """Whether the rows of one kind were not what they are to be; they are then written."""
    model_rows = [model(project=project, **row) for row in rows]
    for row in model_rows:
        row.full_clean(exclude=["project"], validate_unique=False, validate_constraints=False)
    names = [f.name for f in model._meta.concrete_fields if f.name not in ("id", "project")]
    rows_now = model.objects.filter(project=project).order_by("pk")
    before = [{n: getattr(row, n) for n in names} for row in rows_now]
    if before == [{n: getattr(row, n) for n in names} for row in model_rows]:
        return False
    model.objects.filter(project=project).delete()
    model.objects.bulk_create(model_rows)
    return True


def _link(relation: Any, rows: Iterable[Model]) -> bool:
    """Whether others were linked; these are then."""
    wanted = list(rows)
    if {row.pk for row in relation.all()} == {row.pk for row in wanted}:
        return False
    relation.set(wanted)
    return True
