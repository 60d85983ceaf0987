"""What somebody tells colleagues of themselves: voluntary, and theirs to change and take away."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import PriorityArea
from core.words import countries
from core.words.countries import country_name
from network.people import languages


class Card(models.Model):
    """The card of a person in the directory; without one there are their name and their seats."""

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    person = models.OneToOneField("core.User", models.CASCADE, related_name="card")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    about = models.TextField(
        _("what you work with, and can help others with"), max_length=1_000, blank=True
    )
    areas = models.ManyToManyField(
        PriorityArea, blank=True, related_name="cards", verbose_name=_("priority areas")
    )
    updated_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("card in the directory")
        verbose_name_plural = _("cards in the directory")

    def __str__(self) -> str:
        return str(self.person)


class SpokenLanguage(models.Model):
    """A language that somebody speaks, besides Swedish and English."""

    shown_to_strangers = False
    sort_name = _("languages spoken")

    card = models.ForeignKey(Card, models.CASCADE, related_name="languages")
    language = models.CharField(_("language"), max_length=3, choices=languages.choices)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("card", "language"), name="unique_spoken_language")
        ]

    def __str__(self) -> str:
        return languages.language_name(self.language)


class StayAbroad(models.Model):
    """Where somebody has lived, studied or worked, in their own words."""

    shown_to_strangers = False
    sort_name = _("stays abroad")

    card = models.ForeignKey(Card, models.CASCADE, related_name="stays")
    country = models.CharField(_("country"), max_length=2, choices=countries.choices)
    what = models.CharField(_("what, and when"), max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{country_name(self.country)}: {self.what}" if self.what else self.country_name

    @property
    def country_name(self) -> str:
        """In the reader's language."""
        return country_name(self.country)
