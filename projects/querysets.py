"""Questions about projects, each with a name; the clock is passed in."""

from datetime import datetime

from django.db.models import F

from core.access.visibility import VisibleQuerySet
from core.words.dates import local


class ProjectQuerySet(VisibleQuerySet):
    def planned(self, at: datetime) -> "ProjectQuerySet":
        """Those that start after today."""
        day = local(at).date()
        return self.filter(starts__gt=day)

    def ongoing(self, at: datetime) -> "ProjectQuerySet":
        """Those that have started and whose last day, where one is stated, has not passed."""
        day = local(at).date()
        return self.filter(starts__lte=day).exclude(ends__lt=day)

    def ended(self, at: datetime) -> "ProjectQuerySet":
        """Those whose last day has passed."""
        return self.filter(ends__lt=local(at).date())

    def listed(self) -> "ProjectQuerySet":
        """With everything a line in a list shows: two more queries, however many lines."""
        return (
            self.select_related("programme")
            .prefetch_related("years", "areas__scheme")
            .order_by(F("starts").desc(nulls_last=True), "pk")
        )
