"""Which rows end the pages that are kept for strangers: those that a stranger may read, no others.

Every model is asked, whichever there are.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db import models, transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from config.apps import APPS
from core.access.strangers import ATTRIBUTE
from core.access.visibility import Visibility, VisibleModel
from core.models import AuditEvent, ContentVersion, SectionVisibility
from core.web import content_version
from projects.models import Project
from tests.factories.core import UserFactory
from tests.factories.rows import row_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OURS = [model for model in apps.get_models() if model._meta.app_label in APPS]
ROWS = [m for m in OURS if not issubclass(m, Page) and m is not ContentVersion]
PAGES = [m for m in OURS if issubclass(m, Page) and getattr(m, ATTRIBUTE)]
OTHER_READERS = [value for value in Visibility.values if value != Visibility.PUBLIC]

Ends = Callable[[Callable[[], object]], bool]


def label(model: type[models.Model]) -> str:
    return model._meta.label


def shown(model: type[models.Model]) -> object:
    """What the class says: True, False or a foreign key; None where each row says for itself."""
    said = getattr(model, ATTRIBUTE)
    return None if isinstance(said, property) else said


@pytest.fixture
def ends(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Ends:
    """Whether what is done, and committed, ends the kept pages."""

    def asked(do: Callable[[], object]) -> bool:
        before = content_version.current()
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            do()
        return content_version.current() != before

    return asked


def test_every_model_says_whether_strangers_see_it() -> None:
    assert [label(model) for model in OURS if not hasattr(model, ATTRIBUTE)] == []


def saying(*answers: object) -> list[type[models.Model]]:
    return [model for model in ROWS if shown(model) in answers]


@pytest.mark.parametrize("model", saying(True), ids=label)
def test_a_row_of_what_everybody_reads_ends_them(ends: Ends, model: type[models.Model]) -> None:
    row = row_of(model)
    assert ends(row.save)
    assert ends(row.delete)


@pytest.mark.parametrize("model", saying(False), ids=label)
def test_a_row_of_what_no_stranger_reads_leaves_them(ends: Ends, model: Any) -> None:
    row = row_of(model)
    if model is not AuditEvent:  # which is written once
        assert not ends(row.save)
    assert not ends(row.delete)


@pytest.mark.parametrize(
    "model", [m for m in saying(None) if issubclass(m, VisibleModel)], ids=label
)
@pytest.mark.parametrize("readers", OTHER_READERS)
def test_a_row_with_readers_of_its_own_ends_them_by_these(
    ends: Ends, model: Any, readers: Any
) -> None:
    row = row_of(model, visibility=readers)
    assert not ends(row.save)
    row.visibility = Visibility.PUBLIC
    assert ends(row.save), "opened"
    assert ends(row.save), "open"
    row.visibility = readers
    assert ends(row.save), "closed"
    assert not ends(row.save), "closed before"
    assert not ends(row.delete)


BY_PARENT = [model for model in ROWS if isinstance(shown(model), str)]


@pytest.mark.parametrize("model", BY_PARENT, ids=label)
def test_a_row_that_belongs_to_another_ends_them_by_that_one(ends: Ends, model: Any) -> None:
    name = str(shown(model))
    parent = model._meta.get_field(name).related_model
    private = {"live": False} if issubclass(parent, Page) else {"visibility": Visibility.NETWORK}
    hidden, public = row_of(parent, **private), row_of(parent)
    row = row_of(model, **{name: hidden})
    assert not ends(row.save)
    setattr(row, name, public)
    assert ends(row.save), "moved to a public one"
    setattr(row, name, hidden)
    assert ends(row.save), "moved away from it"
    assert not ends(row.delete)


@pytest.mark.parametrize("model", PAGES, ids=label)
def test_a_page_ends_them_where_it_is_live(ends: Ends, model: type[Page]) -> None:
    page = row_of(model, live=False)
    assert not ends(page.save), "a draft"
    page.live = True
    assert ends(page.save), "published"
    SectionVisibility.objects.create(page=page, visibility=Visibility.NETWORK)
    assert ends(page.save), "limited: the menus of those who may read it are kept too"


def test_a_page_that_is_taken_down_ends_them(ends: Ends) -> None:
    page = row_of(PAGES[0])
    assert ends(page.unpublish)
    assert not ends(page.save)


def test_links_of_private_rows_leave_them(ends: Ends) -> None:
    user = UserFactory.create()
    area = row_of(apps.get_model("core.PriorityArea"))
    for project, expected in (
        (row_of(Project, visibility=Visibility.NETWORK, title_sv="Dolt"), False),
        (row_of(Project, title_sv="Öppet"), True),
    ):
        assert ends(partial(project.areas.add, area)) is expected
        assert ends(project.areas.clear) is expected
        assert ends(partial(area.projects.add, project)) is expected
    assert not ends(lambda: user.groups.create(name="Läsare"))


def test_an_event_leaves_them(ends: Ends) -> None:
    user, at = UserFactory.create(), timezone.now()
    assert not ends(lambda: AuditEvent.objects.write("tests.see", record=user, by=user, at=at))


def test_a_log_in_a_session_and_a_user_leave_them(ends: Ends) -> None:
    user = UserFactory.create()
    assert not ends(user.save)
    assert not ends(lambda: get_user_model().objects.create(username="ny"))
    assert not ends(SessionStore().save)
