"""What a municipality wants: schemes of priority areas, and the words that point to an area."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.models.profile import MunicipalityProfile, hex_colour
from core.models.words import Word
from core.words.language import Localized
from core.words.sorting import InSwedish


class Shape(models.TextChoices):
    """An area's mark is a shape as well as a colour: colour is never the only sign."""

    SQUARE = "square", _("square")
    CIRCLE = "circle", _("circle")
    TRIANGLE = "triangle", _("triangle")
    DIAMOND = "diamond", _("diamond")
    BAR = "bar", _("bar")


class PriorityScheme(models.Model):  # type: ignore[django-manager-missing]  # areas: modelcluster's
    """A set of areas that were decided together; a municipality may have several."""

    shown_to_strangers = True

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="schemes")
    key = models.SlugField(_("key"))
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    note_sv = models.TextField(_("note in Swedish"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    classifies_calls = models.BooleanField(_("calls are sorted by it"), default=False)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = Localized()
    note = Localized()

    class Meta:
        ordering = ("order", "pk")
        constraints = [models.UniqueConstraint(fields=("profile", "key"), name="unique_scheme_key")]
        verbose_name = _("scheme of priority areas")
        verbose_name_plural = _("schemes of priority areas")

    def __str__(self) -> str:
        return self.name


class PriorityAreaQuerySet(models.QuerySet["PriorityArea"]):
    def classifying(self) -> "PriorityAreaQuerySet":
        """The areas that calls are sorted by, in their order."""
        return self.filter(scheme__classifies_calls=True).select_related("scheme")


class PriorityArea(ClusterableModel):
    shown_to_strangers = True

    scheme = models.ForeignKey(PriorityScheme, models.CASCADE, related_name="areas")
    slug = models.SlugField(_("slug"))
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    colour = models.CharField(_("colour"), max_length=7, validators=[hex_colour])
    colour_dark = models.CharField(_("colour on dark"), max_length=7, validators=[hex_colour])
    shape = models.CharField(_("shape"), max_length=10, choices=Shape)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
    )

    name = Localized()

    objects = PriorityAreaQuerySet.as_manager()

    class Meta:
        ordering = ("scheme__order", "order", InSwedish("name_sv"), "pk")
        constraints = [models.UniqueConstraint(fields=("scheme", "slug"), name="unique_area_slug")]
        verbose_name = _("priority area")
        verbose_name_plural = _("priority areas")

    def __str__(self) -> str:
        return self.name


class VocabularyWord(Word):
    """A word or phrase that, found in a call, suggests the area; editors add and remove them."""

    area = ParentalKey(PriorityArea, on_delete=models.CASCADE, related_name="words")

    class Meta(Word.Meta):
        constraints = [
            models.UniqueConstraint(fields=("area", "language", "word"), name="unique_area_word")
        ]
        verbose_name = _("word")
        verbose_name_plural = _("words")
