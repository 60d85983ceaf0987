"""Runs whose process was killed."""

import logging
from datetime import datetime

from django.utils.translation import gettext as _

from core.models import Run
from core.operation.alive import ended
from core.operation.runs import board
from core.operation.tasks import LONGEST

log = logging.getLogger(__name__)


def reap(at: datetime) -> None:
    """Note as failed what a process was doing when it was killed."""
    for run in Run.objects.filter(state=Run.State.RUNNING):
        if not _orphaned(run, at):
            continue
        same = Run.objects.filter(pk=run.pk, state=Run.State.RUNNING, process=run.process)
        if same.update(state=Run.State.FAILED, finished_at=at, error=_lost()):
            board.forget(run)
            log.warning("the process of the run %s was killed", run)


def give_up() -> None:
    """In a restored database: nobody does what was waiting or running when it was saved."""
    Run.objects.active().update(state=Run.State.FAILED, error=_lost())


def _orphaned(run: Run, at: datetime) -> bool:
    dead = ended(run.process)
    if dead is None:  # of another machine
        started = run.started_at or run.wanted_at
        return not at - LONGEST <= started <= at + LONGEST
    return dead


def _lost() -> str:
    return _("Its process was ended before it was done. It can be started again.")
