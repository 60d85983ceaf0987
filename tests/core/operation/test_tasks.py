"""A task is done by a worker or by `tick`, and again where its worker was killed and it may be."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, transaction
from django_tasks import TaskResultStatus, task_backends
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from core.models import JobRun
from core.operation import tasks
from core.operation.alive import living
from tests.core.operation.examples import fails, often, once, ran
from tests.own_database import database_copied, database_used

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
FAILED, DONE = TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL


@pytest.fixture(autouse=True)
def database(db: None, tmp_path: Path) -> Iterator[None]:
    """The worker ends the connection that a test would roll back."""
    with database_copied(tmp_path) as name, database_used(name):
        yield


def worker(*options: str) -> None:
    call_command("db_worker", "--batch", "--verbosity", "0", *options)


def statuses() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def begun_by(worker_id: str, *, task: Any = often, at: datetime = AT, tries: int = 1) -> None:
    """A task as it stands while a worker does it."""
    task.enqueue(1)
    ids = [*["before"] * (tries - 1), worker_id]
    DBTaskResult.objects.update(status=RUNNING, started_at=at, worker_ids=ids)


def dead() -> str:
    """The name of a process of this machine that was killed."""
    with living() as name:
        pass
    return name


def test_the_worker_does_what_waits_and_notes_what_fails() -> None:
    for number in (1, 2):
        often.enqueue(number)
    fails.enqueue(3)
    worker()
    assert ran() == [1, 2]
    assert statuses() == [DONE, DONE, FAILED]


def test_tick_does_what_no_worker_has_done(capsys: pytest.CaptureFixture[str]) -> None:
    often.enqueue(1)
    JobRun.objects.filter(name="run-tasks").delete()
    call_command("tick")
    assert "run-tasks: ok" in capsys.readouterr().out
    assert ran() == [1]


def test_a_task_belongs_to_its_transaction() -> None:
    with transaction.atomic():
        often.enqueue(1)
        transaction.set_rollback(True)
    worker()
    assert ran() == []


def test_tasks_of_wagtail_are_done_at_once_and_ours_are_not() -> None:
    assert isinstance(task_backends["default"], ImmediateBackend)
    assert isinstance(often.get_backend(), DatabaseBackend)
    often.enqueue(1)
    assert ran() == []


@pytest.mark.parametrize(
    ("task", "tries", "status"),
    [(often, 1, READY), (often, tasks.MOST_TRIES, FAILED), (once, 1, FAILED)],
)
def test_what_a_killed_worker_did_is_done_again_where_that_is_no_harm(
    task: Any, tries: int, status: str
) -> None:
    begun_by(dead(), task=task, tries=tries)
    tasks.reap(AT)
    assert statuses() == [status]
    tasks.reap(AT)
    worker()
    assert ran() == ([1] if status == READY else [])
    assert not DBTaskResult.objects.running().exists()


def test_what_a_living_worker_does_is_never_begun_by_another() -> None:
    with living() as other:
        begun_by(other)
        for at in (AT, AT + tasks.LONGEST * 50, AT - tasks.LONGEST * 50):
            tasks.reap(at)
        worker()
        assert statuses() == [RUNNING]
    assert ran() == []


def test_another_machines_task_is_taken_up_when_it_cannot_be_at_it_any_more() -> None:
    begun_by("elsewhere-1")
    tasks.reap(AT + tasks.LONGEST)
    assert statuses() == [RUNNING]
    tasks.reap(AT + tasks.LONGEST + MINUTE)
    assert statuses() == [READY]


def test_a_task_whose_code_is_gone_is_noted_as_failed() -> None:
    begun_by(dead())
    DBTaskResult.objects.update(task_path="tests.core.operation.examples.no_more")
    tasks.reap(AT)
    assert statuses() == [FAILED]


def test_a_database_that_is_locked_for_long_does_not_end_the_worker() -> None:
    """What it was doing is taken up by the next: it goes on under another name."""
    often.enqueue(1)
    failing = iter([OperationalError("database is locked")])
    set_successful = DBTaskResult.set_successful

    def locked(row: DBTaskResult, value: Any) -> None:
        for error in failing:
            raise error
        set_successful(row, value)

    with (
        patch.object(DBTaskResult, "set_successful", locked),
        patch.object(DBTaskResult, "set_failed", side_effect=OperationalError("locked")),
        patch("core.management.commands.db_worker.PAUSE", 0),
        patch("core.management.commands.db_worker.send_due", side_effect=reap_and_stop),
    ):
        call_command("db_worker", "--verbosity", "0", "--interval", "0", "--max-tasks", "1")
    assert ran() == [1, 1]
    assert statuses() == [DONE]


def reap_and_stop(**_given: Any) -> int:
    tasks.reap(AT)
    return 0


def test_results_are_forgotten_after_two_weeks() -> None:
    often.enqueue(1)
    often.using(queue_name="default").enqueue(2)
    worker("--max-tasks", "1")
    for days, left in ((13, 2), (15, 1)):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days), tick=False):
            tasks.prune(AT)
        assert DBTaskResult.objects.count() == left
    assert statuses() == [READY]


def test_where_tasks_are_done_at_once_there_is_nothing_to_forget(settings: Settings) -> None:
    settings.TASKS = settings.TASKS | {"queue": settings.TASKS["default"]}
    tasks.prune(AT)


def test_health_says_how_long_tasks_wait() -> None:
    assert tasks.health() is None
    with time_machine.travel(AT, tick=False):
        often.enqueue(1)
        assert tasks.health() is None
    with time_machine.travel(AT + 20 * MINUTE, tick=False):
        assert tasks.health() == "1 tasks wait, the oldest for 20 minutes"
        fails.enqueue(2)
        worker()
        assert tasks.health() == "1 tasks failed in the last day"
    with time_machine.travel(AT + timedelta(days=2), tick=False):
        assert tasks.health() is None
