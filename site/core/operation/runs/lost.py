"""Runs whose process was killed, and those that none has begun."""

import logging
from datetime import datetime

from django.utils.translation import gettext as _

from core.models import Run
from core.operation.alive import ended
from core.operation.runs import board
from core.operation.tasks import LONGEST

log = logging.getLogger(__name__)


def reap(at: datetime) -> None:
    """Note as failed what a process was doing when it was killed, and what waits in vain."""
    for run in Run.objects.active():
        if not _orphaned(run, at):
            continue
        same = Run.objects.filter(pk=run.pk, state=run.state, process=run.process)
        if same.update(state=Run.State.FAILED, finished_at=at, error=_lost(run)):
            board.forget(run)
            log.warning("nobody does the run %s, which was %s", run, run.state)


def give_up() -> None:
    """In a restored database: nobody does what was waiting or running when it was saved."""
    for run in Run.objects.active():
        Run.objects.filter(pk=run.pk).update(state=Run.State.FAILED, error=_lost(run))


def _orphaned(run: Run, at: datetime) -> bool:
    if run.state == Run.State.WAITING:  # whoever was to begin it could not
        return run.wanted_at < at - LONGEST
    dead = ended(run.process)
    if dead is None:  # of another machine
        started = run.started_at or run.wanted_at
        return not at - LONGEST <= started <= at + LONGEST
    return dead


def _lost(run: Run) -> str:
    if run.state == Run.State.WAITING:
        return _("It was never begun. It can be started again.")
    return _("Its process was ended before it was done. It can be started again.")
