"""Twin towns and what has become of them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from core.models import PriorityArea
from core.models.imprecise import ImpreciseDateField
from core.words.countries import choices, country_name
from core.words.language import Localized, LocalizedText, current
from core.words.sorting import SWEDISH
from network.cooperation.models.records import Decided, Record
from network.organisation.models.bodies import Body
from network.organisation.models.seats import Seat


class TownStatus(models.TextChoices):
    """In the order of a list: what is alive first, what nobody has confirmed last."""

    ACTIVE = "active", _("active")
    INTENT = "intent", _("letter of intent")
    DORMANT = "dormant", _("dormant")
    ENDED = "ended", _("ended")
    STATED = "stated", _("named by a source, status not stated")
    UNVERIFIED = "unverified", _("unverified")


class TwinTown(Record, ClusterableModel):
    """A town abroad. Where no source says what it is today, the status says so."""

    name = models.CharField(_("name"), max_length=100)
    name_sv = models.CharField(
        _("name in Swedish"),
        max_length=100,
        blank=True,
        help_text=_("Where it is another: Esbo for Espoo. It is found by both."),
    )
    country = models.CharField(_("country"), max_length=2, choices=choices)
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=TownStatus,
        default=TownStatus.UNVERIFIED,
        help_text=_("Active only where the municipality has confirmed that the cooperation lives."),
    )
    since = ImpreciseDateField(_("twin town since"))
    decided_by = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    contact = models.ForeignKey(
        Seat,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="towns",
        verbose_name=_("contact"),
        help_text=_("A role, not a person."),
    )
    responsible = models.ForeignKey(
        Body,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="towns",
        verbose_name=_("answers for the twin towns"),
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    source_year = models.CharField(_("year of the source"), max_length=40, blank=True)
    note_sv = models.TextField(_("note in Swedish"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    areas = ParentalManyToManyField(
        PriorityArea, blank=True, related_name="twin_towns", verbose_name=_("areas of exchange")
    )

    note = Localized()

    class Meta(Record.Meta):
        ordering = (Collate("name", SWEDISH), "pk")
        verbose_name = _("twin town")
        verbose_name_plural = _("twin towns")

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> LocalizedText:
        """Its name for the reader; with its own one after a Swedish name."""
        if self.name_sv and current() == "sv":
            return LocalizedText(f"{self.name_sv} ({self.name})", "sv")
        return LocalizedText(self.name, current())

    @property
    def country_name(self) -> str:
        """In the reader's language."""
        return country_name(self.country)


class TownStatusChange(Decided):
    """A step in what has become of a town: entered, dormant since, ended."""

    shown_to_strangers = "town"

    town = ParentalKey(TwinTown, on_delete=models.CASCADE, related_name="changes")
    status = models.CharField(_("status"), max_length=12, choices=TownStatus)

    class Meta:
        ordering = ("decided_on", "pk")
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
