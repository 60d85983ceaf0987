"""How long work ends that nobody goes on with: killed, never begun, failed, told of by nobody."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.models import Run, SearchNote
from core.operation import tasks
from core.operation.alive import living
from core.operation.locks import waiting_at_most
from core.operation.runs import command, following, lost
from core.operation.runs.works import Refused
from tests.core.operation.examples import ran
from tests.database_engines import locked
from tests.editing.runs.conftest import (
    AT,
    NUMBERS,
    address,
    dead,
    page,
    worker,
)
from tests.factories.calls import call
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def test_a_run_whose_process_was_killed_is_seen_as_such_and_not_begun_again(
    admin: Client, count: Callable[[Any], None]
) -> None:
    count(lambda _n: None)
    admin.post(address("start", "count"))
    killed = dead()
    Run.objects.update(state=Run.State.RUNNING, started_at=AT, process=killed)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=AT, worker_ids=[killed])
    tasks.reap(AT)
    worker()
    assert ran() == []
    assert "Failed Its process was ended before it was done." in page(admin)
    admin.post(address("start", "count"))
    worker()
    assert ran() == list(NUMBERS)


def test_a_command_that_was_killed_is_found_by_tick(admin: Client) -> None:
    begun = {
        "work": "rebuild-search",
        "state": Run.State.RUNNING,
        "wanted_at": AT,
        "started_at": AT,
    }
    run = Run.objects.create(**begun, process=dead())
    with living() as other:
        lives = Run.objects.create(**(begun | {"work": "lives"}), process=other)
        far = Run.objects.create(**(begun | {"work": "far"}), process="elsewhere-1")
        for at, states in (
            (AT, [Run.State.FAILED, Run.State.RUNNING, Run.State.RUNNING]),
            (AT + tasks.LONGEST * 2, [Run.State.FAILED, Run.State.RUNNING, Run.State.FAILED]),
        ):
            lost.reap(at)
            assert [Run.objects.get(pk=each.pk).state for each in (run, lives, far)] == states


def test_what_nobody_could_begin_is_not_waited_for(admin: Client) -> None:
    """Else no import of the night would begin for as long as nobody looks."""
    admin.post(address("start", "rebuild-search"))
    DBTaskResult.objects.all().delete()  # as when the worker could not write
    asked = Run.objects.get().wanted_at
    lost.reap(asked + tasks.LONGEST)
    assert "Waiting" in page(admin)
    lost.reap(asked + tasks.LONGEST * 2)
    assert "Failed It was never begun. It can be started again." in page(admin)
    call_command("rebuild_search")


def test_a_command_outlives_a_database_that_takes_no_word_of_it(
    count: Callable[[Any], None], caplog: pytest.LogCaptureFixture
) -> None:
    with busy(), pytest.raises(CommandError, match=r"The database refused|Databasen sa nej"):
        call_command("rebuild_search")
    count(lambda _n: None)
    with ExitStack() as since_then, command.running("count"):
        since_then.enter_context(busy())
    assert "is not noted: done" in caplog.text


@contextmanager
def busy() -> Iterator[None]:
    """Somebody else writes for longer than anybody waits."""
    with locked("core_run"), waiting_at_most(0.001):
        yield


def test_the_list_costs_the_same_for_one_and_for_ten(admin: Client) -> None:
    by = UserFactory.create()
    ended = {"work": "import-eu-portal", "wanted_at": AT, "started_at": AT, "stop_by": by}

    def listed(number: int) -> int:
        for _n in range(number):
            Run.objects.create(**ended, by=UserFactory.create(), state=Run.State.STOPPED)
        page(admin)  # what is kept from then on
        with CaptureQueriesContext(connection) as queries:
            page(admin)
        return len(queries)

    assert listed(1) == listed(9)


def test_a_restored_database_has_nothing_under_way(admin: Client) -> None:
    Run.objects.create(work="rebuild-search", wanted_at=AT)
    lost.give_up()
    assert "Failed" in page(admin)


@pytest.mark.parametrize(
    ("error", "sentence", "status"),
    [
        (Refused("The source is closed."), "The source is closed.", TaskResultStatus.SUCCESSFUL),
        (ZeroDivisionError(), "Something went wrong (ZeroDivisionError)", TaskResultStatus.FAILED),
    ],
)
def test_what_fails_says_why(
    admin: Client,
    count: Callable[[Any], None],
    error: Exception,
    sentence: str,
    status: str,
) -> None:
    def fail(_n: int) -> None:
        raise error

    count(fail)
    admin.post(address("start", "count"))
    worker()
    assert f"Failed {sentence}" in page(admin)
    assert DBTaskResult.objects.get().status == status
    assert not SearchNote.objects.exists()


def test_a_command_is_seen_and_stopped_in_the_admin_as_well(
    admin: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call("Clean water")
    call_command("rebuild_search")
    assert "call: 1 indexed" in capsys.readouterr().out
    seen = page(admin)
    assert "Done" in seen
    assert "calls 1" in seen

    def stopping(self: following.Teller, *_step: object, **_far: object) -> None:
        del self
        raise following.StopAsked(following.Stop(None, AT))

    monkeypatch.setattr(following.Teller, "__call__", stopping)
    with pytest.raises(CommandError, match=r"finds everything|hittar allt"):
        call_command("rebuild_search")
    assert "Stopped" in page(admin)
    call_command("rebuild_search", "--check")


def test_a_command_does_not_begin_what_is_under_way(admin: Client) -> None:
    admin.post(address("start", "rebuild-search"))
    with pytest.raises(CommandError, match=r"under way already|på gång"):
        call_command("rebuild_search")


def test_what_cannot_be_told_holds_no_work_up(
    admin: Client, count: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError("No space left on device")

    for place in (following.board.Files, following.board.Rows):
        monkeypatch.setattr(place, "tell", full)
    count(lambda _n: None)
    admin.post(address("start", "count"))
    worker()
    assert "Done" in page(admin)
