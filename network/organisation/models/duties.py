"""What a seat means, as the municipality's own document has it."""

from calendar import monthrange
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from core.words.language import Localized
from network.organisation.models.seats import Appointment, Seat


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
    month = models.PositiveSmallIntegerField(
        _("each year, by the month"),
        null=True,
        blank=True,
        choices=[(number, MONTHS[number]) for number in range(1, 13)],
        help_text=_("Left out, the duty has no day, and waits for nobody on the start page."),
    )
    day = models.PositiveSmallIntegerField(
        _("day of the month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
        help_text=_("Left out, the last of the month."),
    )

    text = Localized()

    class Meta:
        ordering = ("kind", "order", "pk")
        constraints = [models.UniqueConstraint(fields=("profile", "key"), name="unique_duty_key")]
        verbose_name = _("duty of a seat")
        verbose_name_plural = _("duties of seats")

    def __str__(self) -> str:
        return self.text

    def day_in(self, year: int) -> date | None:
        """By when it is to be done in a year; 31 February is the last of that month."""
        if self.month is None:
            return None
        last = monthrange(year, self.month)[1]
        return date(year, self.month, min(self.day or last, last))


class DutyDone(models.Model):
    """That whoever holds a seat has done a duty that comes back, for one year."""

    shown_to_strangers = False

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="done")
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="done")
    year = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("year", "pk")
        constraints = [
            models.UniqueConstraint(fields=("duty", "appointment", "year"), name="unique_duty_done")
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.year}"


def duties_of(profile: MunicipalityProfile, kind: str) -> list[str]:
    """Those of a kind of seat in the reader's language; empty where the document says none."""
    return [duty.text for duty in profile.duties.filter(kind=kind)]
