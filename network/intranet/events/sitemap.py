"""The events that everybody may read, in the sitemap."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from core.web.sitemaps import LanguagesSitemap
from network.intranet.events.models import Event


class EventSitemap(LanguagesSitemap):
    """Those to come and those that have been, but for what was called off."""

    def items(self) -> Sequence[Event]:
        public = Event.objects.visible_to(AnonymousUser()).filter(cancelled_at=None)
        return list(public.order_by("pk"))

    def lastmod(self, item: Event) -> datetime:
        return item.changed_at
