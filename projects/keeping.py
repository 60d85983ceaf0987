"""Which projects have been kept for as long as any of their funders asks, for who decides."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from core.words.dates import local
from projects.models import Project

NAME = "projects"  # in KEEP_DAYS


def outlived_projects(until: datetime) -> QuerySet[Project]:
    """Those that ended then or before, and whose longest period has passed.

    One that still has a page is not among them: an editor takes the page away first. `until` is as
    long ago as the municipality itself keeps them (core.operation.personal.retention).
    """
    days = settings.KEEP_DAYS.get(NAME, 0)
    today = local(until + timedelta(days=days)).date()
    ended = Project.objects.ended(until).filter(pages=None).select_related("programme")
    due = [
        project.pk
        for project in ended
        if (kept := project.kept_until(days)) is not None and kept < today
    ]
    return Project.objects.filter(pk__in=due).order_by("ends", "pk")
