from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.sections import visible_pages
from core.pages.models import SitePage
from core.pages.notes import noted


class StandardPage(SitePage):
    """A page of prose, and the start of the pages below it: a guide, how we work, accessibility."""

    template = "pages/standard.html"

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page and what stands below it in the tree, each with its note."""
        context = super().get_context(request, *args, **kwargs)
        below = visible_pages(request.user, among=self.get_children())
        pages = below.order_by("path").specific(defer=False)
        context["below"] = noted(pages, timezone.now())
        return context
