from django.db import models
from django.db.models.functions import Collate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField

from core.words.language import Localized, LocalizedText, pick
from core.words.sorting import SWEDISH

# Regulation (EU) 2021/1060, annex IX; the Union's other programmes of 2021–2027 say the same.
CO_FUNDED_SV = "Medfinansieras av Europeiska unionen"
CO_FUNDED_EN = "Co-funded by the European Union"
GUIDE = ["h3", "ol", "ul", "bold", "italic", "link", "document-link"]


class Reach(models.TextChoices):
    """Where an applicant must be at home; empty where no source says."""

    COUNTIES = "counties", _("certain counties")
    COUNTRY = "country", _("all of Sweden")
    UNION = "union", _("the whole EU")


class Programme(ClusterableModel):
    """An EU programme or fund, whatever its period. What is empty is not stated."""

    shown_to_strangers = True

    slug = models.SlugField(_("slug"), unique=True)
    short = models.CharField(_("short name"), max_length=60, blank=True)
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("What it is also called, or was before: one a line. It is found by them."),
    )
    portal_code = models.CharField(
        _("code at the EU portal"), max_length=20, unique=True, null=True, blank=True
    )

    # What everybody who gets money from it has to say, beside the Union's emblem.
    funding_sentence_sv = models.CharField(
        _("sentence about the funding in Swedish"), max_length=200, blank=True, default=CO_FUNDED_SV
    )
    funding_sentence_en = models.CharField(
        _("sentence about the funding in English"), max_length=200, blank=True, default=CO_FUNDED_EN
    )

    keep_years = models.PositiveSmallIntegerField(
        _("years that a project's papers are kept"),
        null=True,
        blank=True,
        help_text=_("After the project has ended, as the rules say. Empty: not stated."),
    )

    name = Localized()
    funding_sentence = Localized()
    about_sv = models.TextField(_("what it pays for, in Swedish"), blank=True)
    about_en = models.TextField(_("what it pays for, in English"), blank=True)
    audiences = ParentalManyToManyField(
        "core.Audience", blank=True, related_name="programmes", verbose_name=_("who may apply")
    )
    payment_sv = models.CharField(_("how it pays, in Swedish"), max_length=300, blank=True)
    payment_en = models.CharField(_("how it pays, in English"), max_length=300, blank=True)
    reach = models.CharField(_("reach"), max_length=10, choices=Reach, blank=True)
    counties = models.TextField(
        _("counties"), blank=True, help_text=_("One a line, as the municipality writes its own.")
    )
    condition_sv = models.CharField(_("what it asks for, in Swedish"), max_length=300, blank=True)
    condition_en = models.CharField(_("what it asks for, in English"), max_length=300, blank=True)
    authority_sv = models.CharField(_("run by, in Swedish"), max_length=200, blank=True)
    authority_en = models.CharField(_("run by, in English"), max_length=200, blank=True)
    web = models.URLField(_("address of the programme"), max_length=300, blank=True)
    guide_sv = RichTextField(_("our own text in Swedish"), features=GUIDE, blank=True)
    guide_en = RichTextField(_("our own text in English"), features=GUIDE, blank=True)

    about = Localized()
    payment = Localized()
    condition = Localized()
    authority = Localized()
    guide = Localized()

    class Meta:
        ordering = (Collate("name_sv", SWEDISH), "pk")
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programme", args=[self.slug])

    @property
    def county_names(self) -> list[str]:
        """The counties it is open to, where it is open to certain ones."""
        return [line.strip() for line in self.counties.splitlines() if line.strip()]


class ProgrammePeriod(models.Model):
    """A programme in one budget period; a period that is only proposed never counts as law."""

    shown_to_strangers = True

    class LegalStatus(models.TextChoices):
        ADOPTED = "adopted", _("adopted")
        PROPOSED = "proposed", _("proposed")

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="periods")
    label = models.CharField(_("period"), max_length=20)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    status = models.CharField(_("legal status"), max_length=10, choices=LegalStatus)
    max_eu_rate = models.DecimalField(
        _("highest EU share, per cent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    min_eu_rate = models.DecimalField(
        _("lowest EU share, per cent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    rate_scope = models.CharField(_("where that share holds"), max_length=200, blank=True)
    rate_scope_en = models.CharField(
        _("where that share holds, in English"), max_length=200, blank=True
    )
    rate_source = models.URLField(_("source of the share"), max_length=300, blank=True)
    law_sv = models.CharField(_("note on the legal status in Swedish"), max_length=300, blank=True)
    law_en = models.CharField(_("note on the legal status in English"), max_length=300, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
    )

    law = Localized()

    class Meta:
        ordering = ("programme", "starts")
        constraints = [
            models.UniqueConstraint(fields=("programme", "label"), name="unique_period_label")
        ]
        verbose_name = _("programme period")
        verbose_name_plural = _("programme periods")

    def __str__(self) -> str:
        return f"{self.programme} {self.label}"

    @property
    def scope(self) -> LocalizedText:
        """What the share holds for, in the reader's language."""
        return pick({"sv": self.rate_scope, "en": self.rate_scope_en})

    @property
    def is_proposed(self) -> bool:
        return self.status == self.LegalStatus.PROPOSED
