from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from core.pages.context import profile_for
from core.pages.models import SitePage
from home.guides.money import money_for


class GuidePage(SitePage):
    """A text for somebody, and below it what the records have for the same audience now."""

    audience = models.ForeignKey(
        "core.Audience",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="guides",
        verbose_name=_("audience"),
        help_text=_("Its programmes and open calls are listed below the text by themselves."),
    )
    shows_aims = models.BooleanField(
        _("show what the municipality wants"),
        default=False,
        help_text=_(
            "Motto, vision, definition and priority areas, from the municipality's record."
        ),
    )

    template = "guides/page.html"
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("shows_aims")], heading=_("From the records")
        ),
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The text, and the programmes and calls of the moment."""
        context = super().get_context(request, *args, **kwargs)
        if self.audience:
            context["money"] = money_for(
                self.audience, request.user, profile=profile_for(request), at=timezone.now()
            )
        profile = profile_for(request) if self.shows_aims else None
        if profile:
            context["aims"] = profile
            context["schemes"] = list(profile.schemes.prefetch_related("areas"))
        return context
