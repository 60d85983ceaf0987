"""The documents of a priority area, for the area's page."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from core.access.sections import visible_pages
from core.models import PriorityArea, User
from core.pages.area_parts import AreaLink, AreaPart
from core.words.language import current
from governing.models import GoverningDocumentPage


def links(area: PriorityArea, user: User | AnonymousUser, at: datetime) -> Sequence[AreaLink]:
    """The documents in the reader's language, each with its note."""
    keys = GoverningDocumentPage.objects.filter(area_links__area=area).values("translation_key")
    among = GoverningDocumentPage.objects.filter(
        translation_key__in=keys, locale__language_code=current()
    )
    pages = list(visible_pages(user, among=among).order_by("path"))
    GoverningDocumentPage.prefetch_replaced_on(pages)
    return [AreaLink(page.title, page.url, page.note(at), marked=True) for page in pages]


PART = AreaPart(_("Governing documents"), links, order=10)
