"""What follows for a project's pages when its record changes."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save

from core.access.visibility import Visibility
from core.search.index import index
from core.search.kinds import kinds
from projects.models import Project, ProjectPage, ProjectPartner, ProjectYear

PAGES = "page"  # the kind of record that pages are in the one search


def connect() -> None:
    """Called once, when the apps are ready."""
    uid = "pages of projects"
    post_save.connect(_project_saved, sender=Project, dispatch_uid=uid)
    for signal in (post_save, post_delete):
        for part in (ProjectPartner, ProjectYear):
            signal.connect(_part_changed, sender=part, dispatch_uid=uid)
    m2m_changed.connect(_project_saved, sender=Project.areas.through, dispatch_uid=uid)


def _project_saved(instance: Any, raw: bool = False, **signal: Any) -> None:
    if raw or not isinstance(instance, Project):
        return
    pages = list(ProjectPage.objects.filter(project=instance))
    if instance.visibility != Visibility.PUBLIC:
        # The page would tell everybody what only some may read.
        for page in pages:
            if page.live:
                page.unpublish()
    _changed(pages)


def _part_changed(instance: ProjectPartner | ProjectYear, raw: bool = False, **signal: Any) -> None:
    if not raw:
        _changed(ProjectPage.objects.filter(project=instance.project_id))


def _changed(pages: Iterable[ProjectPage]) -> None:
    ids = [page.pk for page in pages]
    if ids and PAGES in kinds:
        index(kind=PAGES, ids=ids)
