"""Seats, and who is appointed to them: what somebody may do follows the seat, not the person."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from core.words.language import Localized
from core.words.sorting import SWEDISH
from network.organisation.models.bodies import Body
from network.organisation.models.units import Unit
from network.organisation.querysets import DatedQuerySet, in_order


class Seat(models.Model):
    """A role in a unit or a body. The public reads the role; who holds it is the network's.

    Its kind says what the site has for whoever is appointed to it, or to the seat of its deputy.
    """

    shown_to_strangers = True

    class Kind(models.TextChoices):
        """What a seat is for, as far as the site knows it; any other role has none."""

        CONTACT = "contact", _("contact person")
        COORDINATOR = "coordinator", _("coordinator of the EU work")
        SUPPORT = "support", _("support to projects and applications")
        PROJECT_FINANCE = "project-finance", _("support to the finances of projects")
        HEAD = "head", _("head of a department or company")
        SECRETARY = "secretary", _("secretary of a body")
        REGISTRAR = "registrar", _("registrar")
        FINANCE = "finance", _("finance officer")
        POLITICIAN = "politician", _("politician")

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="seats")
    key = models.SlugField(_("key"))
    role_sv = models.CharField(_("role in Swedish"), max_length=200)
    role_en = models.CharField(_("role in English"), max_length=200)
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=Kind,
        blank=True,
        db_default="",
        help_text=_("What whoever holds the seat may read and do here."),
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="seats", verbose_name=_("unit")
    )
    body = models.ForeignKey(
        Body, models.CASCADE, null=True, blank=True, related_name="seats", verbose_name=_("body")
    )
    share = models.PositiveSmallIntegerField(
        _("share of the post, per cent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Where the post is shared with another municipality."),
    )
    shared_with = models.CharField(_("shared with"), max_length=200, blank=True)
    deputy = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stands_in_for",
        verbose_name=_("deputy"),
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("The role's own address, not a person's.")
    )
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)

    role = Localized()

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = (Collate("role_sv", SWEDISH), "pk")
        constraints = [models.UniqueConstraint(fields=("profile", "key"), name="unique_seat_key")]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")

    def __str__(self) -> str:
        return self.role

    @property
    def place(self) -> Unit | Body | None:
        """Where the role belongs."""
        return self.unit or self.body


class Assignment(models.Model):
    """What was agreed on: the duties, as they were read, and the time given for them."""

    duties = models.TextField(_("duties"), blank=True, db_default="")
    per_cent = models.PositiveSmallIntegerField(
        _("time given, per cent of full time"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    hours_a_month = models.PositiveSmallIntegerField(
        _("time given, hours a month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )

    class Meta:
        abstract = True

    @property
    def time_given(self) -> str:
        """In words; empty is "not stated"."""
        if self.per_cent:
            return gettext("%(number)d per cent") % {"number": self.per_cent}
        if self.hours_a_month:
            return gettext("%(number)d hours a month") % {"number": self.hours_a_month}
        return ""


class Appointment(Assignment):
    """Who holds a seat, from the first to the last day. It stays when somebody else follows.

    Without a person: of somebody who is forgotten.
    """

    shown_to_strangers = False

    seat = models.ForeignKey(
        Seat, models.CASCADE, related_name="appointments", verbose_name=_("seat")
    )
    person = models.ForeignKey(
        "core.User",
        models.SET_NULL,
        null=True,
        related_name="appointments",
        verbose_name=_("held by"),
        help_text=_("Never shown to the public, who read the role."),
    )
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)
    from_claims = models.BooleanField(
        _("by the log-in at the organisation"), default=False, db_default=False, editable=False
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("seat", "-starts", "pk")
        constraints = [in_order("appointment")]
        verbose_name = _("appointment to a seat")
        verbose_name_plural = _("appointments to seats")

    def __str__(self) -> str:
        return f"{self.seat}: {self.person or '–'}"

    @property
    def last_day(self) -> date | None:
        """The appointment's own, the seat's or the unit's, whichever comes first; None is open."""
        unit = self.seat.unit
        ends = [self.ends, self.seat.ends, unit.ends if unit else None]
        return min((day for day in ends if day), default=None)
