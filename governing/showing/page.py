"""What the page of a governing document shows."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from core.access.visibility import reads_network
from core.models import User
from governing.models import GoverningDocumentPage
from governing.showing import legislation, pdf
from governing.showing.details import details, for_network
from governing.showing.headings import numbered
from governing.showing.links import linked
from governing.showing.sentence import opening


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
        "schema_facts": legislation.schema_facts(page, beginning.status),
    }
