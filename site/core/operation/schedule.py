"""Jobs that run by the clock: each app registers its own; `manage.py tick` runs what is due.

`tick` is called every minute or so by cron or a systemd timer, which come a little early or late.
Of two that overlap, only one runs a job; a job that fails is noted and tried again when it is next
due. The clock may have been wrong: a job that ran in what is now the future is due.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Max, Q
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
SLACK = timedelta(minutes=1)  # at most, by which a job may be early
SILENT = timedelta(minutes=10)  # without a tick: one that takes longer may be held up


def slack(interval: timedelta) -> timedelta:
    """By how much a tick may come early, or another's clock be ahead."""
    return min(interval / 10, SLACK)


def next_run(run: JobRun) -> datetime | None:
    """When the job is due after that run; None where no app has it any more."""
    return run.started_at + jobs[run.name].interval if run.name in jobs else None


def claim(name: str, job: Job, *, at: datetime) -> bool:
    """Take the job if it is due: True for the one process that may now run it.

    A run that never finished counts as dead after its interval, like any other.
    """
    JobRun.objects.get_or_create(name=name, defaults={"started_at": at - job.interval})
    early = slack(job.interval)
    passed, ahead = Q(started_at__lte=at - job.interval + early), Q(started_at__gt=at + early)
    due = JobRun.objects.filter(passed | ahead | Q(wanted=True), name=name)
    return due.update(started_at=at, finished_at=None, error="", wanted=False) == 1


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


def health() -> str | None:
    """That no tick comes, and which jobs failed; the pages are well without them: a remark."""
    at = timezone.now()
    last = JobRun.objects.filter(started_at__lte=at + SLACK).aggregate(at=Max("started_at"))["at"]
    failed = JobRun.objects.exclude(error="").filter(name__in=[name for name, _job in jobs])
    said = []
    if last is None:
        said.append("it has never run: see to cron or the timer")
    elif last < at - SILENT:
        minutes = (at - last) // timedelta(minutes=1)
        said.append(f"it has not run for {minutes} minutes: see to cron or the timer")
    said += [f"{run.name} failed: {run.error}" for run in failed]
    return "; ".join(said) or None


def clear_sessions(_at: datetime) -> None:
    """Forget log-ins that have run out, and from where they were."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("pk")).delete()


def mend_search(_at: datetime) -> None:
    """Entries that differ from their records: after a new release, or a change past the signals."""
    for kind, _described in kinds:
        if difference := index.repair(kind=kind):
            log.warning("%d entries of the search were out of date: %s", len(difference.ids), kind)
    rarity.count()
