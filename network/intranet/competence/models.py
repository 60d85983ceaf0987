"""What somebody has learnt, or is going to: a line for each person and occasion."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile, PriorityArea, User
from core.models.imprecise import ImpreciseDateField
from core.words.imprecise import Precision
from network.intranet.competence.querysets import TrainingQuerySet
from network.intranet.events.models import Event
from network.organisation.models import Unit


class Training(models.Model):
    """One person at one occasion; those who share an `occasion` were there together.

    `year` is that of `when`. With a forgotten person the line stays for the sums of its unit and
    year, without a word of it: `former` tells how many they were, and not who.
    """

    shown_to_strangers = False
    wagtail_reference_index_ignore = True  # editors' lists of uses would show its title

    class Kind(models.TextChoices):
        JOINT = "joint", _("joint")
        INDIVIDUAL = "individual", _("individual")

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="trainings")
    occasion = models.UUIDField(default=uuid4, editable=False)
    person = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="trainings", verbose_name=_("who")
    )
    former = models.UUIDField(null=True, editable=False)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="trainings",
        verbose_name=_("department or company"),
    )
    title = models.CharField(_("what"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.INDIVIDUAL)
    when = ImpreciseDateField(_("when"), precision=Precision.YEAR, blank=False)
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    hours = models.DecimalField(
        _("hours"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(2000))],
    )
    done = models.BooleanField(_("done"), default=False)
    gave = models.TextField(_("what it gave"), max_length=2_000, blank=True)
    areas = models.ManyToManyField(
        PriorityArea, blank=True, related_name="+", verbose_name=_("priority areas")
    )
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, editable=False, related_name="trainings"
    )
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ("-when", "title", "pk")
        constraints = [
            models.UniqueConstraint(fields=("occasion", "person"), name="unique_training"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(former__isnull=False, title="", gave=""),
                name="training_of_nobody_says_nothing",
            ),
        ]
        indexes = [models.Index(fields=("profile", "year"), name="training_by_year")]
        verbose_name = _("line of a training log")
        verbose_name_plural = _("training log")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With the year that it counts for."""
        self.year = self.when.first_day.year
        super().save(*args, **kwargs)
