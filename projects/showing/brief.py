"""A few projects for the start page, and those of one priority area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from core.access.sections import visible_pages
from core.models import PriorityArea, User
from core.pages.area_parts import AreaLink
from core.words.language import current
from opportunities.models import ExchangeRate
from projects.models import Project, ProjectIndexPage, State
from projects.showing.pages import project_urls
from projects.showing.presentation import ProjectLine, project_line

LINES = 2


@dataclass(frozen=True)
class Brief:
    """What projects/brief.html shows: a few lines, and the way to all of them."""

    lines: Sequence[ProjectLine]
    url: str


def projects_in_brief(user: User | AnonymousUser, *, at: datetime, lines: int = LINES) -> Brief:
    """Projects that have a page: those that run first, and those whose EU share is known."""
    projects = list(Project.objects.visible_to(user).listed())
    urls = project_urls(projects, user)
    rate = ExchangeRate.objects.filter(currency="SEK").first()
    lines_with_page = [
        project_line(project, at=at, rate=rate, url=urls[project.pk])
        for project in projects
        if project.pk in urls
    ]
    lines_with_page.sort(key=lambda line: (line.state != State.ONGOING, not line.share_text))
    among = ProjectIndexPage.objects.filter(locale__language_code=current())
    index = visible_pages(user, among=among.select_related("locale")).first()
    return Brief(lines=lines_with_page[:lines], url=(index.url or "") if index else "")


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
