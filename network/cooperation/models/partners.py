"""Organisations outside, memberships in them, and awards that make a good partner."""

from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from core.models.imprecise import ImpreciseDateField
from core.words.countries import choices
from core.words.language import Localized
from core.words.sorting import SWEDISH
from network.cooperation.models.records import Decided, Entered, Record


class ExternalOrganisation(Record):
    """A cooperation arena, an office in Brussels, a partner of any sector."""

    class Kind(models.TextChoices):
        ARENA = "arena", _("arena for cooperation")
        BRUSSELS = "brussels", _("office in Brussels")
        PARTNER = "partner", _("partner")

    class Sector(models.TextChoices):
        PUBLIC = "public", _("public sector")
        BUSINESS = "business", _("business")
        ACADEMIA = "academia", _("academia")
        CIVIL = "civil", _("civil society")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PARTNER)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=choices, blank=True)
    name = models.CharField(_("name"), max_length=200)
    web = models.URLField(_("web"), blank=True)
    note_sv = models.TextField(_("note in Swedish"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
    )
    best_at = models.TextField(
        _("best at"),
        blank=True,
        help_text=_("What we can learn from them, by subject. Not shown to the public."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    note = Localized()

    class Meta(Record.Meta):
        ordering = ("order", Collate("name", SWEDISH), "pk")
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class NetworkMembership(Decided, Entered):
    """Membership of a network or an organisation: why, to what use, and what we press for there."""

    read_with = "organisation"  # it is called so

    organisation = models.ForeignKey(
        ExternalOrganisation,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    starts = ImpreciseDateField(_("from"))
    ends = ImpreciseDateField(_("to"))
    purpose_sv = models.TextField(_("purpose in Swedish"), blank=True)
    purpose_en = models.TextField(_("purpose in English"), blank=True)
    benefit_sv = models.TextField(_("benefit in Swedish"), blank=True)
    benefit_en = models.TextField(_("benefit in English"), blank=True)
    interests_sv = models.TextField(_("interests we press for, in Swedish"), blank=True)
    interests_en = models.TextField(_("interests we press for, in English"), blank=True)

    purpose = Localized()
    benefit = Localized()
    interests = Localized()

    class Meta(Entered.Meta):
        ordering = (Collate("organisation__name", SWEDISH), "pk")
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return str(self.organisation)


class MembershipYear(models.Model):
    """Once a year: what we press for there, and whether it still gives what we joined for."""

    shown_to_strangers = False
    read_with = "membership"

    class Still(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")

    membership = models.ForeignKey(NetworkMembership, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    interests = models.TextField(_("what we press for there"), max_length=2_000, blank=True)
    still = models.CharField(
        _("does it still give what we joined for"), max_length=6, choices=Still
    )
    why = models.TextField(_("why"), max_length=2_000, blank=True)
    by = models.ForeignKey(
        "core.User", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    at = models.DateTimeField(_("answered"), editable=False)

    class Meta:
        ordering = ("-year", "pk")
        constraints = [
            models.UniqueConstraint(fields=("membership", "year"), name="unique_membership_year")
        ]
        verbose_name = _("year of a membership")
        verbose_name_plural = _("years of memberships")

    def __str__(self) -> str:
        return f"{self.membership} {self.year}"


class Award(Record):
    class Kind(models.TextChoices):
        NATIONAL = "national", _("national")
        INTERNATIONAL = "international", _("international")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    name = Localized()

    class Meta(Record.Meta):
        ordering = (models.F("year").desc(nulls_last=True), Collate("name_sv", SWEDISH), "pk")
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self) -> str:
        return self.name
