"""Work for later, that no request waits for: `@task`, the worker that does it, and its reaper.

    @task(repeatable=True)
    def count_words(document_id: int) -> None: ...

    count_words.enqueue(document.pk)

A task is given keys alone: its arguments, and the traceback of one that fails, are kept for weeks.
It belongs to the transaction in which it is enqueued. Tasks of Wagtail are run at once, as ever.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType
from typing import Any, ParamSpec, TypeVar

from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task_backends
from django_tasks import task as django_task
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core.operation.alive import ended, living

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

QUEUE = "queue"  # of settings.TASKS
MOST_AT_ONCE = 50  # that one tick does
MOST_TRIES = 3  # of a task whose worker is killed each time: it may be what kills it
# A task takes less. After it another machine's worker counts as dead, of which nothing is known.
LONGEST = timedelta(hours=2)
SLOW = timedelta(minutes=15)
LATELY = timedelta(days=1)

repeatable_tasks: set[str] = set()  # by their dotted path


def task(*, repeatable: bool) -> Callable[[Callable[P, T]], Task]:
    """A function that can be enqueued; `repeatable` where doing it twice is no harm.

    One that is not is never begun again after its worker was killed, but noted as failed.
    """

    def made(function: Callable[P, T]) -> Task:
        new: Task = django_task(backend=QUEUE)(function)
        if repeatable:
            repeatable_tasks.add(new.module_path)
        return new

    return made


class PatientWorker(Worker):
    """A worker that ends what it has begun when it is told to stop, and at once the second time."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Hear a signal; the library's own ends between taking a task and beginning it."""
        if not self.running:
            super().shutdown(signum, frame)
        self.running = False


def worker(
    name: str, *, batch: bool = True, max_tasks: int | None = None, **options: Any
) -> PatientWorker:
    """A worker of that name (core.operation.alive) for every queue."""
    return PatientWorker(
        **{
            "queue_names": ["*"],
            "excluded_queue_names": [],
            "backend_name": QUEUE,
            "interval": 1,
            "startup_delay": False,
            **options,
            "batch": batch,
            "max_tasks": max_tasks,
            "worker_id": name,
        }
    )


def waiting() -> QuerySet[DBTaskResult]:
    """Tasks of ours that may be begun."""
    return DBTaskResult.objects.ready().filter(backend_name=QUEUE)


def run_waiting(_at: datetime) -> None:
    """Do the tasks that wait: for a site without a worker, or whose worker is busy."""
    if waiting().exists():
        with living() as me:
            worker(me, max_tasks=MOST_AT_ONCE).run()


def reap(at: datetime) -> None:
    """Take up what workers were doing when they were killed."""
    for row in DBTaskResult.objects.running().filter(backend_name=QUEUE):
        if not _orphaned(row, at):
            continue
        # Of two that see it, one changes it: a second start has another time.
        same = DBTaskResult.objects.filter(
            pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
        )
        if _may_be_repeated(row):
            if same.update(status=TaskResultStatus.READY, started_at=None):
                log.warning("task %s of a worker that was killed is done again", row.task_path)
        elif same.update(
            status=TaskResultStatus.FAILED,
            finished_at=at,
            exception_class_path="builtins.ChildProcessError",
            traceback="Its worker was killed, and it is not to be repeated.",
        ):
            log.error("task %s was lost with its worker", row.task_path)


def _orphaned(row: DBTaskResult, at: datetime) -> bool:
    dead = ended(row.worker_ids[-1]) if row.worker_ids else None
    if dead is None:
        started = row.started_at or row.enqueued_at
        return not at - LONGEST <= started <= at + LONGEST
    return dead


def _may_be_repeated(row: DBTaskResult) -> bool:
    try:
        path = row.task.module_path
    except Exception:
        log.exception("task %s is no more", row.task_path)
        return False
    return path in repeatable_tasks and len(row.worker_ids) < MOST_TRIES


def prune(_at: datetime) -> None:
    """Forget the results of tasks that were done two weeks ago, where they are kept."""
    if not isinstance(task_backends[QUEUE], DatabaseBackend):
        return
    call_command(
        "prune_db_task_results", "--backend", QUEUE, "--queue-name", "*", "--verbosity", "0"
    )


def health() -> str | None:
    """Tasks that wait for longer than they should, and that failed lately.

    The pages are well without them: a remark.
    """
    at, ours = timezone.now(), DBTaskResult.objects.filter(backend_name=QUEUE)
    oldest = ours.ready().order_by("enqueued_at").first()
    failed = ours.failed().filter(finished_at__gt=at - LATELY).count()
    said = []
    if oldest is not None and oldest.enqueued_at < at - SLOW:
        minutes = (at - oldest.enqueued_at) // timedelta(minutes=1)
        said.append(f"{ours.ready().count()} tasks wait, the oldest for {minutes} minutes")
    if failed:
        said.append(f"{failed} tasks failed in the last day")
    return "; ".join(said) or None
