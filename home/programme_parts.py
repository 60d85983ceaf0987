"""Our projects that a programme pays for, and the guides for those it is for."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from core.access.sections import visible_pages
from core.models import User
from core.pages.area_parts import AreaLink
from core.words.language import current
from home.models import GuidePage
from opportunities.models import Programme
from projects.models import Project
from projects.showing.pages import project_urls
from projects.showing.presentation import project_line


def project_links(
    programme: Programme, user: User | AnonymousUser, at: datetime
) -> Sequence[AreaLink]:
    """Its projects that have a page, each with what its dates say."""
    projects = list(Project.objects.visible_to(user).filter(programme=programme).listed())
    urls = project_urls(projects, user)
    lines = (
        project_line(project, at=at, rate=None, url=urls[project.pk])
        for project in projects
        if project.pk in urls
    )
    return [AreaLink(line.title, line.url, line.when) for line in lines]


def guide_links(
    programme: Programme, user: User | AnonymousUser, _at: datetime
) -> Sequence[AreaLink]:
    """The guides in the reader's language for an audience of the programme."""
    among = GuidePage.objects.filter(
        audience__programmes=programme, locale__language_code=current()
    )
    pages = visible_pages(user, among=among.select_related("audience", "locale")).order_by("path")
    return [AreaLink(page.title, page.url, page.audience.name) for page in pages.distinct()]
