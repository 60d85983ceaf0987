"""Every kind that is registered is followed: what its records say is in the index at once.

An entry is taken out, something is saved or deleted, and the check of the kind finds it again.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from wagtail.models import Collection, CollectionViewRestriction, Page

from core.models import MunicipalityProfile, User
from core.search import index
from core.search.kinds import kinds
from home.models import GlossaryTerm
from network.models import Appointment, Seat, UnitMember
from projects.models import Project, ProjectPartner, ProjectYear
from tests.factories.calls import area, call, municipality
from tests.factories.core import DocumentFactory, UserFactory
from tests.factories.network import appointed, unit
from tests.factories.partners import partner_site, term
from tests.factories.projects import YEARS, project, project_page
from tests.factories.rows import row_of
from tests.factories.towns import town
from tests.home.sitesearch.pages import add

pytestmark = pytest.mark.django_db


def _in_collection() -> Any:
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Planer"))
    DocumentFactory.create(collection=collection)
    return collection


def _term() -> Any:
    partner_site()
    return term("vatten", "vatten", "water")


def _project(of: Any = Project) -> Any:
    made = project(areas=["luft"], partners=[{"name": "Ystad"}], years=YEARS)
    project_page(made)
    return made if of is Project else of.objects.filter(project=made).first()


def _seen_from() -> MunicipalityProfile:
    asked = {"population": [{"least": 50_000, "most": None, "words": "At least 50 000."}]}
    call("Middle town", requirements=asked)
    return municipality()


def _seated() -> User:
    person = UserFactory.create()
    appointed(person, Seat.Kind.CONTACT)
    return person


def _row(model: Any) -> Any:
    return ROWS[model]() if model in ROWS else row_of(model)


def _forget(kind: Any, ids: Any) -> None:
    """Take records out of the index that will be there again when something is followed."""
    assert index.remove(kind=kind, ids=ids), "no record depends on the row: say in ROWS of which"
    assert index.check(kind=kind).missing


# Rows that some record depends on, where not every row of the model has one.
ROWS: dict[type[Model], Callable[[], Model]] = {
    Appointment: lambda: _seated().appointments.get(),
    Collection: _in_collection,
    CollectionViewRestriction: lambda: CollectionViewRestriction.objects.create(
        collection=_in_collection(), restriction_type="login"
    ),
    GlossaryTerm: _term,
    MunicipalityProfile: _seen_from,
    Page: lambda: add("Om vatten"),
    Project: _project,
    ProjectPartner: lambda: _project(ProjectPartner),
    ProjectYear: lambda: _project(ProjectYear),
    UnitMember: lambda: UnitMember.objects.create(unit=unit(), person=_seated()),
    User: _seated,
}
# What cannot be deleted while a record depends on it.
PROTECTED = {Project}
FOLLOWED = [
    pytest.param(name, rows, id=f"{name}-{rows.model.__name__}")
    for name, kind in kinds
    for rows in kind.followed()
]
LINKED = [
    pytest.param(name, rows, field, id=f"{name}-{rows.model.__name__}.{field}")
    for name, kind in kinds
    for rows in kind.followed()
    for field in rows.m2m
]


@pytest.mark.parametrize(("name", "rows"), FOLLOWED)
def test_what_is_saved_or_deleted_is_so_in_the_index(name: Any, rows: Any) -> None:
    row = _row(rows.model)
    assert not index.check(kind=name)
    for change in (row.save,) if rows.model in PROTECTED else (row.save, row.delete):
        _forget(name, rows.ids(row))
        change()
        assert not index.check(kind=name)


@pytest.mark.parametrize(("name", "rows", "field"), LINKED)
def test_a_link_is_followed(name: Any, rows: Any, field: Any) -> None:
    row, linked = _row(rows.model), row_of(rows.model._meta.get_field(field).related_model)
    links, ids = getattr(row, field), list(rows.ids(row))
    for how in ("add", "remove", "add", "clear"):
        _forget(name, ids)
        getattr(links, how)(*([] if how == "clear" else [linked]))
        if hasattr(links, "commit"):  # a field of a cluster, which is written with its record
            links.commit()
        assert not index.check(kind=name)


def test_a_link_is_followed_from_its_other_side() -> None:
    made, water = town("rewal"), area("vatten")
    for change in (water.twin_towns.add, water.twin_towns.remove):
        _forget("town", [made.pk])
        change(made)
        assert not index.check(kind="town")
