"""What records of cooperation share: whose they are, who reads them, how they were decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access.visibility import VisibleModel, VisibleQuerySet
from core.models import MunicipalityProfile
from core.models.imprecise import ImpreciseDateField
from network.organisation.models.bodies import Body


class Record(VisibleModel):
    """A fact of one municipality; the key is stable in files and addresses."""

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="%(class)ss")
    key = models.SlugField(_("key"), help_text=_("Part of addresses that are shared."))

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=("profile", "key"), name="unique_%(class)s_key")
        ]


class Decided(models.Model):
    """By whom, when, and where it stands in the minutes and the register."""

    decided_by = models.ForeignKey(
        Body,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_on = ImpreciseDateField(_("decided"))
    paragraph = models.CharField(_("paragraph (§)"), max_length=20, blank=True)
    dnr = models.CharField(_("reference number"), max_length=60, blank=True)

    class Meta:
        abstract = True
