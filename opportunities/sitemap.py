"""The calls, for machines that read the whole site."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from core.sitemaps import LanguagesSitemap, sitemaps
from opportunities.models import Call


class CallSitemap(LanguagesSitemap):
    """Every call that a stranger may read, by its reference; and the list of calls itself."""

    def items(self) -> Sequence[str]:
        calls = Call.objects.visible_to(AnonymousUser()).order_by("pk")
        return ["", *calls.values_list("reference", flat=True)]

    def location(self, item: str) -> str:
        return reverse("call", args=[item]) if item else reverse("call_list")


def register() -> None:
    """Called once, when the apps are ready."""
    sitemaps.register("calls", CallSitemap)
