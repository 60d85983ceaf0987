"""Questions about what is from one day to another."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def current(on: date, prefix: str = "") -> Q:
    """What has begun and has not ended on a day, its first and its last among them.

    `prefix` leads to a related row: "seat__". A day that is not stated sets no limit.
    """
    begun = Q(**{f"{prefix}starts": None}) | Q(**{f"{prefix}starts__lte": on})
    not_ended = Q(**{f"{prefix}ends": None}) | Q(**{f"{prefix}ends__gte": on})
    return begun & not_ended


def in_order(name: str) -> models.CheckConstraint:
    """Nothing ends before it begins."""
    return models.CheckConstraint(
        condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=F("starts")),
        name=f"{name}_ends_after_it_starts",
        violation_error_message=_("The last day is before the first."),
    )


class DatedQuerySet(models.QuerySet):
    """Rows that are from `starts` to `ends`."""

    def current(self, on: date) -> "DatedQuerySet":
        """Those of a day."""
        return self.filter(current(on))
