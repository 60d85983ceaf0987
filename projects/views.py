"""What the pages of projects show."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from projects.models import ProjectIndexPage, ProjectPage
from projects.showing.listing import listing
from projects.showing.showcase import showcase


def index_context(
    _page: ProjectIndexPage, request: HttpRequest, context: dict[str, Any]
) -> Mapping[str, Any]:
    """What the address asks for, as of now."""
    return {"listing": listing(request.GET, request.user, at=timezone.now())}


def project_context(
    page: ProjectPage, request: HttpRequest, context: dict[str, Any]
) -> Mapping[str, Any]:
    """The record as the reader may see it, as of now."""
    return {"showcase": showcase(page.project, request.user, at=timezone.now())}
