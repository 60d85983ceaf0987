"""Meetings across borders, and the rules for travelling to them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from core.models import MunicipalityProfile, PriorityArea
from core.models.imprecise import ImpreciseDateField
from core.words.language import Localized
from network.cooperation.models.partners import ExternalOrganisation
from network.cooperation.models.records import Entered
from network.cooperation.models.towns import TwinTown
from network.organisation.models.bodies import Body

WHO = ("politicians", "officers", "pupils", "citizens")


class Exchange(Entered, ClusterableModel):
    """A visit, a staff exchange or a conference: who took part and what came of it."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("visit")
        HOSTED = "hosted", _("visit here")
        STAFF = "staff", _("exchange between colleagues")
        SCHOOL = "school", _("exchange between schools")
        CONFERENCE = "conference", _("conference")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.VISIT)
    title_sv = models.CharField(_("title in Swedish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    when = ImpreciseDateField(_("when"))
    town = models.ForeignKey(
        TwinTown,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="exchanges",
        verbose_name=_("twin town"),
    )
    organisation = models.ForeignKey(
        ExternalOrganisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="exchanges",
        verbose_name=_("organisation"),
    )
    politicians = models.BooleanField(_("politicians"), default=False)
    politicians_number = models.PositiveIntegerField(
        _("number of politicians"), null=True, blank=True
    )
    officers = models.BooleanField(_("officers"), default=False)
    officers_number = models.PositiveIntegerField(_("number of officers"), null=True, blank=True)
    pupils = models.BooleanField(_("pupils"), default=False)
    pupils_number = models.PositiveIntegerField(_("number of pupils"), null=True, blank=True)
    citizens = models.BooleanField(_("citizens"), default=False)
    citizens_number = models.PositiveIntegerField(_("number of citizens"), null=True, blank=True)
    result_sv = models.TextField(_("what came of it, in Swedish"), blank=True)
    result_en = models.TextField(_("what came of it, in English"), blank=True)
    areas = ParentalManyToManyField(
        PriorityArea, blank=True, related_name="exchanges", verbose_name=_("priority areas")
    )
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)

    title = Localized()
    result = Localized()

    class Meta(Entered.Meta):
        ordering = ("-when", "pk")
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Those who are counted took part."""
        for name in WHO:
            if number := getattr(self, f"{name}_number"):
                setattr(self, name, number > 0)
        super().save(*args, **kwargs)

    @property
    def participants(self) -> list[str]:
        """Who took part, in the reader's language; empty where it is not stated.

        With how many, where they were counted.
        """
        fields = {field.name: field for field in self._meta.fields}
        shown = [name for name in WHO if getattr(self, name)]
        numbers = {name: getattr(self, f"{name}_number") for name in shown}
        return [
            " ".join(filter(None, (str(numbers[name] or ""), str(fields[name].verbose_name))))
            for name in shown
        ]

    @property
    def year(self) -> int | None:
        """In which it was, by its first day; None where that is not stated."""
        return self.when.first_day.year if self.when else None


class TravelRule(models.Model):
    """A rule for travel, shown where an exchange is entered."""

    shown_to_strangers = False

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="travel_rules")
    key = models.SlugField(_("key"))
    decided_by = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    text_sv = models.TextField(_("rule in Swedish"))
    text_en = models.TextField(_("rule in English"), blank=True)

    text = Localized()

    class Meta:
        verbose_name = _("rule for travel")
        verbose_name_plural = _("rules for travel")

    def __str__(self) -> str:
        return self.text
