"""Our projects that a programme pays for, and the guides for those it is for."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from core.access.sections import visible_pages
from core.models import User
from core.pages.area_parts import AreaLink
from core.words.language import current
from home.models import GuidePage
from opportunities.models import Programme
from opportunities.programmes.parts import ProgrammePart, programme_parts
from projects.models import Project
from projects.showing.pages import project_urls
from projects.showing.presentation import project_line


def projects(programme: Programme, user: User | AnonymousUser, at: datetime) -> Sequence[AreaLink]:
    """Its projects that have a page, each with what its dates say."""
    found = list(Project.objects.visible_to(user).filter(programme=programme).listed())
    urls = project_urls(found, user)
    lines = (
        project_line(project, at=at, rate=None, url=urls[project.pk])
        for project in found
        if project.pk in urls
    )
    return [AreaLink(line.title, line.url, line.when) for line in lines]


def guides(programme: Programme, user: User | AnonymousUser, at: datetime) -> Sequence[AreaLink]:
    """The guides in the reader's language for an audience of the programme."""
    among = GuidePage.objects.filter(
        audience__programmes=programme, locale__language_code=current()
    )
    pages = visible_pages(user, among=among.select_related("audience", "locale")).order_by("path")
    return [AreaLink(page.title, page.url, page.audience.name) for page in pages.distinct()]


def register() -> None:
    """Called once, when the apps are ready."""
    programme_parts.register("projects", ProgrammePart(_("Our projects"), projects))
    programme_parts.register("guides", ProgrammePart(_("Guides"), guides))
