"""Jobs that run by the clock: each app registers its own; `manage.py tick` runs what is due.

`tick` is called every minute or so by cron or a systemd timer. Of two that overlap, only one
runs a job; a job that fails is noted and tried again when it is next due.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone

from core.models import JobRun
from core.registry import Registry
from core.search import index
from core.search.kinds import kinds
from core.search.ranking import rarity

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something to do every `interval`; `run` is given the time and returns nothing."""

    interval: timedelta
    run: Callable[[datetime], None]


jobs: Registry[Job] = Registry("scheduled job")


def claim(name: str, job: Job, *, at: datetime) -> bool:
    """Take the job if it is due: True for the one process that may now run it.

    A run that never finished counts as dead after its interval, like any other.
    """
    JobRun.objects.get_or_create(name=name, defaults={"started_at": at - job.interval})
    due = JobRun.objects.filter(name=name, started_at__lte=at - job.interval)
    return due.update(started_at=at, finished_at=None, error="") == 1


def run_due(*, at: datetime) -> dict[str, str]:
    """Run every job that is due at `at`; the names of those that ran and "ok" or the error."""
    outcome = {}
    for name, job in jobs:
        if not claim(name, job, at=at):
            continue
        try:
            job.run(at)
            outcome[name] = "ok"
        except Exception as error:
            log.exception("the job %s failed", name)
            outcome[name] = f"{type(error).__name__}: {error}"
        error_text = "" if outcome[name] == "ok" else outcome[name]
        JobRun.objects.filter(name=name).update(finished_at=timezone.now(), error=error_text)
    return outcome


def clear_sessions(_at: datetime) -> None:
    """Forget log-ins that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def mend_search(_at: datetime) -> None:
    """Entries that differ from their records: after a new release, or a change past the signals."""
    for kind, _described in kinds:
        if difference := index.repair(kind=kind):
            log.warning("%d entries of the search were out of date: %s", len(difference.ids), kind)
    rarity.count()
