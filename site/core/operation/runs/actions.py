"""Starting and stopping long work."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation

from core.models import AuditEvent, Run, User
from core.operation.runs import board
from core.operation.runs.following import carry_out
from core.operation.runs.lost import reap


class Busy(Exception):
    """The same work is waiting or running already: `run`, where it has not just ended."""

    def __init__(self, run: Run | None) -> None:
        super().__init__("busy")
        self.run = run


@transaction.atomic
def start(*, work: str, by: User, at: datetime) -> Run:
    """Have the worker do it, or else `tick`. Raises Busy."""
    run = _new(work=work, by=by, wanted_at=at, at=at)
    carry_out.enqueue(run.pk, translation.get_language())
    return run


def begin(*, work: str, process: str, at: datetime) -> Run:
    """For a command, which does it in this process and at once. Raises Busy."""
    began = {"state": Run.State.RUNNING, "started_at": at, "process": process}
    return _new(work=work, wanted_at=at, at=at, **began)


def stop(*, run: Run, by: User, at: datetime) -> None:
    """What waits does not begin; what runs ends soon, and then notes by whom it was stopped."""
    # Where it runs, nothing is written: on SQLite that would have to wait for its transaction.
    if run.state != Run.State.WAITING or not _withdrawn(run, by=by, at=at):
        board.ask_to_stop(run, by=by, at=at)


@transaction.atomic
def _withdrawn(run: Run, *, by: User, at: datetime) -> bool:
    """Whether it had not begun, and now does not begin."""
    ended = {"state": Run.State.STOPPED, "finished_at": at, "stop_by": by, "stop_at": at}
    waiting = Run.objects.filter(pk=run.pk, state=Run.State.WAITING).update(**ended)
    if waiting:
        AuditEvent.objects.write("core.stop_run", record=run, by=by, at=at)
    return bool(waiting)


def _new(*, work: str, at: datetime, **fields: Any) -> Run:
    reap(at)
    if busy := Run.objects.active().filter(work=work).first():
        raise Busy(busy)
    try:
        with transaction.atomic():
            run = Run.objects.create(work=work, **fields)
            AuditEvent.objects.write("core.start_run", record=run, by=run.by, at=at)
            board.forget(run)  # another run of that key, before the database was restored
    except IntegrityError as error:
        raise Busy(Run.objects.active().filter(work=work).first()) from error
    return run
