from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.pages.contexts import context_of
from core.pages.models import AddressedPage


class StartPage(AddressedPage):
    """The start page composes the others; an editor writes its headline, lead and examples."""

    shown_to_strangers = True

    headline = models.CharField(_("headline"), max_length=200)
    lead = models.TextField(_("lead"), blank=True)
    examples = models.TextField(
        _("examples to search for"), blank=True, help_text=_("One a line, at most four.")
    )

    template = "start/page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("examples"),
    ]
    max_count_per_parent = 1
    # Sections with limited readers decide (core.access.sections).
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("start page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The editor's words, and what the records say now."""
        context = super().get_context(request, *args, **kwargs)
        context["examples"] = [
            {"text": line, "url": f"{reverse('site_search')}?{urlencode({'q': line})}"}
            for line in self.example_lines
        ]
        return context_of(self, request, context, **kwargs)

    @property
    def search_text(self) -> str:
        """The page's words, for the one search."""
        return f"{self.headline}\n{self.lead}"

    @property
    def example_lines(self) -> list[str]:
        """The example searches, at most four."""
        return [line.strip() for line in self.examples.splitlines() if line.strip()][:4]
