"""Whether calls come in. Pages are well without, and show what is there."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from opportunities.models import ImportRun, Source

OLD = timedelta(days=3)  # it runs once a day: that a source has a bad day is no news


def health() -> str | None:
    """Each source whose last import failed or is old; one that was never asked is not missed."""
    return "; ".join(_said(timezone.now())) or None


def _said(at: datetime) -> Iterator[str]:
    runs = ImportRun.objects.filter(source=OuterRef("pk")).order_by("-started_at", "-pk")
    last = Source.objects.annotate(run=Subquery(runs.values("pk")[:1])).exclude(run=None)
    for run in ImportRun.objects.filter(pk__in=last.values("run")).select_related("source"):
        if run.error:
            yield f"{run.source}: the last import failed: {run.error}"
        elif run.source.url and run.started_at < at - OLD:
            days = (at - run.started_at).days
            yield f"{run.source}: not imported for {days} days, see to cron or the timer"
