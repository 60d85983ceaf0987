"""What every page of the editorial site has in common."""

from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction

from core.access.sections import visible_pages
from core.access.visibility import Visibility
from core.models import Image
from core.pages.blocks import Body
from core.pages.contexts import context_of
from core.search.kinds import Group
from core.web.request import own_address


class AddressedPage(Page):
    """A page that is found at the site's own address, whatever Wagtail's row of the site says."""

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's parts (the site, its address, the path), with the address of BASE_URL."""
        parts: tuple[int, str, str] | None = super().get_url_parts(request)
        if parts and parts[1]:
            return parts[0], own_address(request), parts[2]
        return parts

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """None: whoever opens the page has been asked before, Wagtail's restrictions among it.

        (core.access.sections.closed_paths; Wagtail would look again for the page's ancestors.)
        """
        return PageViewRestriction.objects.none()


class SitePage(AddressedPage):
    """A page with a lead, a body of blocks, somebody who answers for it and a day of review.

    The facts are in records: what is filtered, imported or counted is no field of a page.
    """

    shown_to_strangers = True

    lead = models.TextField(
        _("lead"), blank=True, help_text=_("One or two sentences: what the page is about.")
    )
    body = StreamField(Body(), verbose_name=_("text"), blank=True)
    responsible = models.CharField(
        _("answers for the page"),
        max_length=200,
        blank=True,
        help_text=_("A unit or a role, not a person's name."),
    )
    reviewed_on = models.DateField(
        _("last reviewed"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody last saw to it that everything is right."),
    )

    # Where the search of the whole site lists the page; a class of records' pages has its own.
    search_group = Group("page", _("Pages"), rank=10)

    # Sections with limited readers decide (core.access.sections).
    private_page_options: list[str] = []
    review_panels = [
        MultiFieldPanel(
            [FieldPanel("responsible"), FieldPanel("reviewed_on")], heading=_("Care of the page")
        )
    ]
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = [*Page.promote_panels, *review_panels]

    class Meta:
        abstract = True

    def note(self, at: datetime) -> str:  # noqa: ARG002 - for the types whose note depends on it
        """What must be said wherever the page is linked or listed, such as that it has expired."""
        return ""

    @property
    def search_keywords(self) -> list[str]:
        """What the page is called besides its title; the one search weighs it above the text."""
        return []

    @property
    def search_text(self) -> str:
        """The page's words, for the one search."""
        texts = self.body.stream_block.get_searchable_content(self.body)
        return "\n".join(filter(None, [self.lead, *map(str, texts)]))

    @property
    def first_image(self) -> Image | None:
        """The first image in the text that everybody may see."""
        for block in self.body:
            image = block.value["image"] if block.block_type == "image" else None
            if image and image.visibility == Visibility.PUBLIC:
                first: Image = image
                return first
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's ancestors that the reader may read, and what is registered for its type."""
        context = super().get_context(request, *args, **kwargs)
        ancestors = self.get_ancestors().filter(depth__gt=1)
        context["trail"] = list(visible_pages(request.user, among=ancestors).order_by("path"))
        return context_of(self, request, context, **kwargs)
