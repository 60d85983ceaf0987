"""Departments and companies, who belongs to them, and the meetings of the bodies."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from core.words.language import Localized
from core.words.sorting import SWEDISH
from network.organisation.models.bodies import Body
from network.organisation.querysets import DatedQuerySet, in_order


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
        help_text=_("From the day after the last one it has the seats, people and posts."),
    )
    passed_on_at = models.DateTimeField(null=True, blank=True, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Localized()

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("order", Collate("name_sv", SWEDISH), "pk")
        constraints = [models.UniqueConstraint(fields=("profile", "key"), name="unique_unit_key")]
        verbose_name = _("department or company")
        verbose_name_plural = _("departments and companies")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A successor comes after a last day, and never leads back."""
        super().clean()
        if self.successor and self.ends is None:
            raise ValidationError({"ends": _("Write the last day, after which that one follows.")})
        after: Unit | None = self.successor
        seen: set[int | None] = set()
        while after and after.pk not in seen:
            if after.pk == self.pk:
                raise ValidationError({"successor": _("It would come after itself.")})
            seen.add(after.pk)
            after = after.successor


class UnitMember(models.Model):
    """Somebody who works in a unit, from the first to the last day: what it writes is theirs."""

    shown_to_strangers = False

    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="members", verbose_name=_("department or company")
    )
    person = models.ForeignKey(
        "core.User", models.CASCADE, related_name="unit_memberships", verbose_name=_("person")
    )
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)
    from_claims = models.BooleanField(
        _("by the log-in at the organisation"), default=False, db_default=False, editable=False
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("unit", "person")
        constraints = [in_order("unit_member")]
        verbose_name = _("member of a department or company")
        verbose_name_plural = _("members of departments and companies")

    def __str__(self) -> str:
        return f"{self.person}, {self.unit}"


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
