"""News as they are passed on to a unit."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from core.access.sections import can_view_page
from home.news.models import NewsPage
from network.intranet.passing_on.sources import Passable


def passable_news(pk: int, _at: datetime) -> Passable | None:
    """What a search says of it, of news that strangers read."""
    page = NewsPage.objects.live().filter(pk=pk).first()
    if page is None or not can_view_page(AnonymousUser(), page):
        return None
    description = page.search_description
    return Passable(page.title, page.get_url() or "", [description] if description else [])
