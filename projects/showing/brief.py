"""A few projects for the start page, and those of one priority area."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.contrib.auth.models import AnonymousUser

from core.models import PriorityArea, User
from core.pages.area_parts import AreaLink
from core.web import content_version
from opportunities.models import ExchangeRate
from projects.models import Project, State
from projects.showing.pages import project_urls
from projects.showing.presentation import ProjectLine, project_line, share_text

LINES = 2
kept_projects: content_version.KeptRows[Project] = content_version.KeptRows(most=500)


def projects_in_brief(user: User | AnonymousUser, *, at: datetime) -> Sequence[ProjectLine]:
    """A few that have a page: those that run first, and those whose EU share is known."""
    urls = project_urls(Project.objects.visible_to(user), user)
    projects = sorted(kept_projects.get(urls, partial(_read, user)).values(), key=_newest_first)
    projects.sort(key=lambda project: (project.state(at) != State.ONGOING, not share_text(project)))
    rate = ExchangeRate.current()
    return [
        project_line(project, at=at, rate=rate, url=urls[project.pk])
        for project in projects[:LINES]
    ]


def _newest_first(project: Project) -> tuple[int, int]:
    return -project.starts.toordinal() if project.starts else 0, project.pk


def _read(user: User | AnonymousUser, keys: list[int]) -> dict[int, Project]:
    return Project.objects.visible_to(user).listed().in_bulk(keys)


def area_links(area: PriorityArea, user: User | AnonymousUser, at: datetime) -> list[AreaLink]:
    """The projects of one area that have a page, each with what its dates say."""
    projects = list(Project.objects.visible_to(user).filter(areas=area).listed())
    urls = project_urls(projects, user)
    lines = (
        project_line(project, at=at, rate=None, url=urls[project.pk])
        for project in projects
        if project.pk in urls
    )
    return [AreaLink(line.title, line.url, line.when) for line in lines]
