"""Departments and companies, the seats in them, and the meetings of the bodies."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from core.words.language import Localized
from core.words.sorting import SWEDISH
from network.organisation.models.bodies import Body


class Unit(models.Model):
    """A department or company, from when to when, and what came after it."""

    shown_to_strangers = True

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("department")
        COMPANY = "company", _("municipal company")

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="units")
    key = models.SlugField(_("key"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.DEPARTMENT)
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Localized()

    class Meta:
        ordering = ("order", Collate("name_sv", SWEDISH), "pk")
        constraints = [models.UniqueConstraint(fields=("profile", "key"), name="unique_unit_key")]
        verbose_name = _("department or company")
        verbose_name_plural = _("departments and companies")

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A role in a unit or a body. The public reads the role; who holds it is the network's."""

    shown_to_strangers = True

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="seats")
    key = models.SlugField(_("key"))
    role_sv = models.CharField(_("role in Swedish"), max_length=200)
    role_en = models.CharField(_("role in English"), max_length=200)
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
    person = models.ForeignKey(
        "core.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("held by"),
        help_text=_("Never shown to the public, who read the role."),
    )
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


class BodyMeeting(models.Model):
    """A meeting of a body, which decisions and their paragraphs refer to."""

    shown_to_strangers = True

    body = models.ForeignKey(Body, models.CASCADE, related_name="meetings", verbose_name=_("body"))
    held_on = models.DateField(_("held on"))
    minutes = models.CharField(
        _("minutes"), max_length=200, blank=True, help_text=_("Reference number or address.")
    )

    class Meta:
        ordering = ("-held_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("body", "held_on"), name="unique_body_meeting")
        ]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"
