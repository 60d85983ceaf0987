"""What a seat means, as the municipality's own document has it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from core.words.language import Localized
from network.organisation.models.seats import Seat


class Duty(models.Model):
    """One thing that whoever holds a seat of the kind is to do, or may count on."""

    shown_to_strangers = False

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="duties")
    key = models.SlugField(_("key"))
    kind = models.CharField(
        _("kind of seat"), max_length=16, choices=Seat.Kind, default=Seat.Kind.CONTACT
    )
    text_sv = models.CharField(_("in Swedish"), max_length=300)
    text_en = models.CharField(_("in English"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    text = Localized()

    class Meta:
        ordering = ("kind", "order", "pk")
        constraints = [models.UniqueConstraint(fields=("profile", "key"), name="unique_duty_key")]
        verbose_name = _("duty of a seat")
        verbose_name_plural = _("duties of seats")

    def __str__(self) -> str:
        return self.text


def duties_of(profile: MunicipalityProfile, kind: str) -> list[str]:
    """Those of a kind of seat in the reader's language; empty where the document says none."""
    return [duty.text for duty in profile.duties.filter(kind=kind)]
