"""A run from where it begins to how it ended, in the process that does it."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from django.db import DatabaseError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.models import AuditEvent, Run
from core.operation import progress
from core.operation.alive import living
from core.operation.runs import board
from core.operation.runs.board import Standing, Stop
from core.operation.runs.lost import reap
from core.operation.runs.works import Refused, works
from core.operation.tasks import task

log = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two looks at whether to go on


class StopAsked(Exception):
    """Somebody has asked that the work be stopped."""

    def __init__(self, stop: Stop) -> None:
        super().__init__("stopped")
        self.stop = stop


class Teller:
    """Tells other processes how far a run is. Raises StopAsked where it is to stop."""

    def __init__(self, run: Run) -> None:
        self.standing = Standing()
        self._board = board.board(run)
        self._next = 0.0

    def __call__(self, step: str, *, kind: str, done: int, total: int | None) -> None:
        before, self.standing = self.standing, Standing(step, kind, done, total)
        same = (before.step, before.kind) == (step, kind)
        if same and time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        try:
            stop = self._board.tell(self.standing)
        except (OSError, DatabaseError) as error:
            log.warning("nobody sees how far the work is: %s", error)  # which goes on
            return
        if stop:
            raise StopAsked(stop)

    def close(self) -> None:
        """The run has ended."""
        self._board.close()


@contextmanager
def followed(run: Run) -> Iterator[None]:
    """While the block does `run`, tell how far it is; then note how it ended.

    Raises StopAsked where it was stopped, and whatever else ends the block.
    """
    teller = Teller(run)
    try:
        with progress.told_to(teller):
            yield
    except StopAsked as stopped:
        run.stop_by_id, run.stop_at = stopped.stop
        _end(run, Run.State.STOPPED, teller)
        raise
    except KeyboardInterrupt:
        run.stop_at = timezone.now()
        _end(run, Run.State.STOPPED, teller)
        raise
    except BaseException as error:
        if isinstance(error, Refused):
            run.error = str(error)
        else:
            name = type(error).__name__
            run.error = _("Something went wrong (%(name)s); the log says what.") % {"name": name}
        _end(run, Run.State.FAILED, teller)
        raise
    else:
        _end(run, Run.State.DONE, teller)


def _end(run: Run, state: str, teller: Teller) -> None:
    run.state, run.finished_at = state, timezone.now()
    for name, value in asdict(teller.standing).items():
        setattr(run, name, value)
    try:
        with transaction.atomic():
            run.save()
            if state == Run.State.STOPPED and run.stop_at:
                by = run.stop_by
                AuditEvent.objects.write("core.stop_run", record=run, by=by, at=run.stop_at)
    except DatabaseError:  # the work is what it is, and who waits for it is told so
        log.exception("how the run %s ended is not noted: %s", run, state)
    finally:
        teller.close()


# Twice is no harm: the second time finds that it was begun.
@task(repeatable=True)
def carry_out(pk: int, language: str) -> None:
    """Do a run that waits; what goes wrong is said in the language of who started it."""
    reap(timezone.now())
    with living() as me, translation.override(language):
        waiting = Run.objects.filter(pk=pk, state=Run.State.WAITING)
        begun = {"state": Run.State.RUNNING, "started_at": timezone.now(), "process": me}
        if not waiting.update(**begun):
            return
        run = Run.objects.get(pk=pk)
        try:
            with followed(run):
                run.outcome = works[run.work].do(run)
        except (StopAsked, Refused) as ended:
            log.info("%s %s: %s", run.work, run.state, ended)
