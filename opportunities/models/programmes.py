from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.language import Localized
from core.sorting import SWEDISH

# Regulation (EU) 2021/1060, annex IX; the Union's other programmes of 2021–2027 say the same.
CO_FUNDED_SV = "Medfinansieras av Europeiska unionen"
CO_FUNDED_EN = "Co-funded by the European Union"


class Programme(ClusterableModel):
    """An EU programme or fund, whatever its period."""

    slug = models.SlugField(_("slug"), unique=True)
    short = models.CharField(_("short name"), max_length=60, blank=True)
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
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

    name = Localized()
    funding_sentence = Localized()

    class Meta:
        ordering = (Collate("name_sv", SWEDISH), "pk")
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.name


class ProgrammePeriod(models.Model):
    """A programme in one budget period; a period that is only proposed never counts as law."""

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
    rate_scope = models.CharField(_("where that share holds"), max_length=200, blank=True)
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="predecessors"
    )

    class Meta:
        ordering = ("programme", "starts")
        constraints = [
            models.UniqueConstraint(fields=("programme", "label"), name="unique_period_label")
        ]
        verbose_name = _("programme period")
        verbose_name_plural = _("programme periods")

    def __str__(self) -> str:
        return f"{self.programme} {self.label}"
