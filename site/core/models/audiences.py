from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from core.words.language import Localized
from core.words.sorting import InSwedish


class Audience(ClusterableModel):
    """Who may apply: a municipality, a company, an association, a school …"""

    shown_to_strangers = True

    slug = models.SlugField(unique=True)
    name_sv = models.CharField(_("name in Swedish"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Localized()

    class Meta:
        ordering = ("order", InSwedish("name_sv"), "pk")
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self) -> str:
        return self.name
