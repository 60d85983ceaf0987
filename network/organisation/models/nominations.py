"""Who is asked to take a seat: by the coordinator, or by the head whom the coordinator asks."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from network.organisation.models.seats import Appointment, Assignment, Seat
from network.organisation.models.units import Unit

LETTER_LASTS = timedelta(days=30)


class NominationQuerySet(models.QuerySet["Nomination"]):
    def open(self) -> Self:
        """Those that somebody is still to answer, whether or not their letter has run out."""
        return self.filter(accepted_at=None, declined_at=None, withdrawn_at=None)

    def answered_before(self, at: datetime) -> Self:
        """Those that were answered or taken back before a time, or whose last letter ran out."""
        answered = Q(declined_at__lt=at) | Q(withdrawn_at__lt=at) | Q(accepted_at__lt=at)
        return self.filter(answered | Q(letter_at__lt=at - LETTER_LASTS))


class Nomination(Assignment):
    """A question for a unit's contact person, or for whoever is to hold a seat.

    `head_email` is asked first, where there is one; who is named is asked next. `letter` counts
    the mails with a link: the last one is in force. `follows` is whose duties the one named takes.
    """

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="nominations")
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="nominations"
    )
    seat = models.ForeignKey(
        Seat, models.CASCADE, null=True, blank=True, related_name="nominations"
    )
    follows = models.ForeignKey(
        Appointment, models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )
    starts = models.DateField(_("from"), null=True, blank=True)
    language = models.CharField(max_length=2, default="sv")
    asked_by = models.ForeignKey(
        "core.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    head_email = models.EmailField(_("e-mail of the head"), blank=True)
    letter = models.PositiveSmallIntegerField(default=0)
    letter_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    person = models.ForeignKey(
        "core.User", models.SET_NULL, null=True, blank=True, related_name="nominations"
    )
    named_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(unit=None, seat=None), name="nomination_is_for_a_unit_or_a_seat"
            )
        ]
        verbose_name = _("question for a seat")
        verbose_name_plural = _("questions for seats")

    def __str__(self) -> str:
        return f"{self.unit or self.seat}: {self.name or '–'}"

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to answer."""
        return not (self.accepted_at or self.declined_at or self.withdrawn_at)

    @property
    def waits_for_head(self) -> bool:
        """Whether the head is to name somebody; else the one named is to answer."""
        return self.named_at is None

    @property
    def kind(self) -> str:
        """The kind of the seat, which says what its duties are."""
        return self.seat.kind if self.seat else Seat.Kind.CONTACT

    @property
    def asked(self) -> str:
        """Whose answer it waits for: an address."""
        return self.head_email if self.waits_for_head else self.email

    def has_run_out(self, at: datetime) -> bool:
        """Whether the link of the last mail opens nothing any more."""
        return self.letter_at is not None and at > self.letter_at + LETTER_LASTS
