"""Writing a project with its partners and years: all of it or nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from core.models import Audience, PriorityArea, User
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
) -> Project:
    """The project with this key, made or made to be just this.

    Money in the project's currency. `by` becomes its author when it is made; None where a file
    is loaded and nobody is. Raises ValidationError, with nothing changed, for facts that the
    models refuse.
    """
    project = Project.objects.filter(key=key).first() or Project(key=key, author=by)
    for name, value in facts.items():
        setattr(project, name, value)
    project.full_clean(validate_unique=False)
    project.save()
    _replace(project, ProjectPartner, [{"order": n, **p} for n, p in enumerate(partners)])
    _replace(project, ProjectYear, [dict(row) for row in years])
    project.areas.set(areas)
    project.audiences.set(audiences)
    return project


def _replace(project: Project, model: Any, rows: list[dict[str, Any]]) -> None:
    """The rows of one kind, as they are to be; written only where they differ."""
    model_rows = [model(project=project, **row) for row in rows]
    for row in model_rows:
        row.full_clean(exclude=["project"], validate_unique=False, validate_constraints=False)
    names = [f.name for f in model._meta.concrete_fields if f.name not in ("id", "project")]
    rows_now = model.objects.filter(project=project).order_by("pk")
    have = [{n: getattr(row, n) for n in names} for row in rows_now]
    if have != [{n: getattr(row, n) for n in names} for row in model_rows]:
        model.objects.filter(project=project).delete()
        model.objects.bulk_create(model_rows)
