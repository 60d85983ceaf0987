"""The register of agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.imprecise import ImpreciseDateField
from core.words.language import Localized
from network.cooperation.models.partners import ExternalOrganisation
from network.cooperation.models.records import Decided, Record
from network.cooperation.models.towns import TwinTown
from network.organisation.models.bodies import Body


class Agreement(Decided, Record):
    """Between the municipality and a town or an organisation."""

    class Kind(models.TextChoices):
        TWIN_TOWN = "twin_town", _("twin-town agreement")
        COOPERATION = "cooperation", _("cooperation agreement")
        PARTNERSHIP = "partnership", _("municipal partnership (Sida, ICLD)")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title_sv = models.CharField(_("title in Swedish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    town = models.ForeignKey(
        TwinTown,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("twin town"),
    )
    organisation = models.ForeignKey(
        ExternalOrganisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("organisation"),
    )
    starts = ImpreciseDateField(_("from"))
    ends = ImpreciseDateField(_("to"))
    ended_by = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )
    note_sv = models.TextField(_("note in Swedish"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)

    title = Localized()
    note = Localized()

    class Meta(Record.Meta):
        ordering = ("kind", "starts", "pk")
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def __str__(self) -> str:
        return self.title
