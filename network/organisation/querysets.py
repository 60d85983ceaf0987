"""Questions about what is from one day to another."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def in_order(name: str) -> models.CheckConstraint:
    """Nothing ends before it begins."""
    return models.CheckConstraint(
        condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=F("starts")),
        name=f"{name}_ends_after_it_starts",
        violation_error_message=_("The last day is before the first."),
    )


class DatedQuerySet(models.QuerySet):
    """Rows that are from `starts` to `ends`."""

    def passing_on(self, on: date) -> "DatedQuerySet":
        """Units that have ended by a day, and whose successor does not have theirs yet."""
        return self.filter(ends__lt=on, successor__isnull=False, passed_on_at=None)

    def current(self, on: date) -> "DatedQuerySet":
        """Those that have begun and have not ended on a day; the first and the last are among them.

        A day that is not stated sets no limit.
        """
        begun, not_ended = Q(starts=None) | Q(starts__lte=on), Q(ends=None) | Q(ends__gte=on)
        return self.filter(begun, not_ended)
