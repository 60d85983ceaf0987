"""What a document is tied to: the earlier ones it replaces, and priority areas."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from core.models import PriorityArea
from core.models.imprecise import ImpreciseDateField
from core.words.imprecise import Precision
from governing.models.documents import GoverningDocumentPage
from governing.querysets import ReplacementQuerySet
from network.models import Body


class DocumentReplacement(Orderable):
    """One earlier decision that a document replaces, in whole or in part.

    The earlier one is a page of the site, or known only by title, body, date and paragraph.
    """

    shown_to_strangers = "page"

    class Extent(models.TextChoices):
        WHOLE = "whole", _("the whole document")
        PART = "part", _("a part of it")

    page = ParentalKey(GoverningDocumentPage, on_delete=models.CASCADE, related_name="replacements")
    replaced = models.ForeignKey(
        GoverningDocumentPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaced document"),
    )
    title = models.CharField(_("title"), max_length=255, blank=True)
    deciding_body = models.ForeignKey(
        Body,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_by_as_stated = models.CharField(_("decided by, as stated"), max_length=200, blank=True)
    decided_on = ImpreciseDateField(_("decided on"), precision=Precision.YEAR)
    paragraph = models.CharField(_("paragraph"), max_length=20, blank=True)
    extent = models.CharField(_("replaces"), max_length=10, choices=Extent, default=Extent.WHOLE)
    part = models.CharField(
        _("which part"), max_length=200, blank=True, help_text=_("For example: chapter 3.")
    )

    panels = [
        FieldPanel("replaced"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("deciding_body"), FieldPanel("decided_by_as_stated")]),
        FieldRowPanel([FieldPanel("decided_on"), FieldPanel("paragraph")]),
        FieldRowPanel([FieldPanel("extent"), FieldPanel("part")]),
    ]

    objects = ReplacementQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("replaced document")
        verbose_name_plural = _("replaced documents")

    def __str__(self) -> str:
        return self.title or self.decided_on

    def clean(self) -> None:
        """What is replaced must be identified, and nothing replaces itself."""
        super().clean()
        if not (self.replaced_id or self.title or self.decided_on):
            raise ValidationError(_("Choose a document, or write its title or date."))
        if self.replaced_id and self.replaced_id == self.page_id:
            raise ValidationError({"replaced": _("A document cannot replace itself.")})

    @property
    def decided_by(self) -> str:
        """The deciding body in the reader's language, else as stated; empty where unknown."""
        return self.deciding_body.name if self.deciding_body else self.decided_by_as_stated

    @property
    def is_whole(self) -> bool:
        return self.extent == self.Extent.WHOLE


class DocumentArea(models.Model):
    """A priority area that a document concerns."""

    shown_to_strangers = "page"

    page = ParentalKey(GoverningDocumentPage, on_delete=models.CASCADE, related_name="area_links")
    area = models.ForeignKey(
        PriorityArea,
        models.CASCADE,
        related_name="document_links",
        verbose_name=_("priority area"),
    )

    panels = [FieldPanel("area")]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("page", "area"), name="unique_document_area")
        ]
        verbose_name = _("priority area")
        verbose_name_plural = _("priority areas")

    def __str__(self) -> str:
        return str(self.area)
