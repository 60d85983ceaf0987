from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from core.words.language import Localized
from core.words.sorting import SWEDISH


class Body(models.Model):
    """A council, board, committee, office, group or role, and what it answers for."""

    shown_to_strangers = True

    class Kind(models.TextChoices):
        COUNCIL = "council", _("municipal council")
        PRESIDIUM = "presidium", _("presidium")
        EXECUTIVE_BOARD = "executive_board", _("municipal executive board")
        COMMITTEE = "committee", _("committee")
        OFFICE = "office", _("office")
        GROUP = "group", _("group")
        ROLE = "role", _("role")

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="bodies")
    key = models.SlugField(_("key"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    responsibility_sv = models.TextField(_("answers for, in Swedish"), blank=True)
    responsibility_en = models.TextField(_("answers for, in English"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Localized()
    responsibility = Localized()

    class Meta:
        ordering = ("order", Collate("name_sv", SWEDISH), "pk")
        constraints = [models.UniqueConstraint(fields=("profile", "key"), name="unique_body_key")]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self) -> str:
        return self.name
