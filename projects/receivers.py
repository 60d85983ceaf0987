"""What follows for a project's pages when its record changes, beside the search."""

from typing import Any

from django.db.models.signals import m2m_changed, post_save

from core.access.visibility import Visibility
from projects.models import Project, ProjectPage


def connect_signals() -> None:
    """Called once, when the apps are ready."""
    post_save.connect(_project_saved, sender=Project, dispatch_uid="pages of projects")
    m2m_changed.connect(
        _project_saved, sender=Project.areas.through, dispatch_uid="pages of projects"
    )


def _project_saved(instance: Any, *, raw: bool = False, **signal: Any) -> None:
    if raw or not isinstance(instance, Project):
        return
    if instance.visibility != Visibility.PUBLIC:
        # The page would tell everybody what only some may read.
        for page in ProjectPage.objects.filter(project=instance, live=True):
            page.unpublish()
