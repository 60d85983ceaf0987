from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from projects.totals import AMOUNTS

FIRST, LAST = 1990, 2100
YEARS = (MinValueValidator(FIRST), MaxValueValidator(LAST))


_AMOUNT: dict[str, Any] = {
    "max_digits": 14,
    "decimal_places": 2,
    "null": True,
    "blank": True,
    "validators": [MinValueValidator(0)],
}


class ProjectYear(models.Model):
    """The money of one year, or of no year in particular where a source does not split it.

    Amounts in the project's currency; an empty one is not stated, which is not zero. All rows of
    a project add up: what has a year is not counted again in the row without.
    """

    shown_to_strangers = "project"

    project = ParentalKey("projects.Project", on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, validators=YEARS)
    budget = models.DecimalField(_("budget"), **_AMOUNT)
    granted = models.DecimalField(_("granted"), **_AMOUNT)
    received = models.DecimalField(_("received so far"), **_AMOUNT)
    co_financing = models.DecimalField(_("own money"), **_AMOUNT)

    class Meta:
        ordering = ("year", "pk")  # where the row without a year comes differs between databases
        constraints = [
            models.UniqueConstraint(fields=("project", "year"), name="one_row_per_project_year"),
            models.UniqueConstraint(
                fields=("project",), condition=Q(year__isnull=True), name="one_row_without_year"
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(FIRST, LAST)),
                name="project_year_is_a_year",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}),
                    name=f"project_{name}_not_negative",
                )
                for name in AMOUNTS
            ),
        ]
        verbose_name = _("year of a project")
        verbose_name_plural = _("years of projects")

    def __str__(self) -> str:
        return f"{self.project} {self.year or '–'}"
