"""The addresses of projects' pages, which the records do not have."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet, prefetch_related_objects
from wagtail.models import Page

from core.access.sections import visible_pages
from core.models import User
from core.words.language import current
from projects.models import Project, ProjectPage


def project_urls(
    projects: Sequence[Project] | QuerySet[Project], user: User | AnonymousUser
) -> dict[int, str]:
    """The address of each project's page that `user` may read, by the project's primary key.

    The page in the reader's language, else in the other.
    """
    among = ProjectPage.objects.filter(project__in=projects).select_related("locale")
    urls: dict[int, str] = {}
    for page in visible_pages(user, among=among):
        if page.locale.language_code == current() or page.project_id not in urls:
            urls[page.project_id] = page.url or ""
    return urls


def prefetch_projects(pages: Sequence[Page]) -> None:
    """Read the records of the projects' pages among `pages` with one query."""
    prefetch_related_objects([p for p in pages if isinstance(p, ProjectPage)], "project")
