"""What the page of a governing document shows."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from core.models import User
from core.visibility import Visibility, reads_all, tokens_of
from home.documents import legislation, pdf
from home.documents.details import details, for_network
from home.documents.headings import numbered
from home.documents.links import linked
from home.documents.sentence import opening
from home.models import GoverningDocumentPage


def reads_network(user: User | AnonymousUser) -> bool:
    """Whether `user` may read what is for the network alone."""
    return reads_all(user) or Visibility.NETWORK in tokens_of(user)


def shown(
    page: GoverningDocumentPage,
    context: dict[str, Any],
    user: User | AnonymousUser,
    *,
    at: datetime,
) -> dict[str, Any]:
    """The parts of the page by their names in the template."""
    links = linked(page, user, at=at)
    beginning = opening(page, at, links.titles)
    has_more = reads_network(user) and (page.handled_by or page.distribution)
    return {
        "opening": beginning,
        "text": numbered(page.body, context),
        "linked": links,
        "details": details(page, at=at),
        "for_network": for_network(page) if has_more else [],
        "original": pdf.original(page),
        "legislation": legislation.facts(page, beginning.status),
    }
