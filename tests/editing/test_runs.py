"""Long work as an administrator sees it: started, followed, stopped, and told of."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext_noop
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.models import AuditEvent, Run, SearchNote, User
from core.operation import tasks
from core.operation.alive import living
from core.operation.locks import waiting_at_most
from core.operation.progress import shown
from core.operation.runs import actions, command, following, lost, works
from core.operation.runs.works import Refused, Work
from core.registry import Registry
from tests.core.operation.examples import note, ran
from tests.database_engines import locked
from tests.factories.calls import call
from tests.factories.core import UserFactory
from tests.own_database import database_copied, database_used

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
NUMBERS = range(1, 5)
COUNTED = gettext_noop("calls sorted")


@pytest.fixture(autouse=True)
def database(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The worker ends the connection that a test would roll back; and it looks at every item."""
    monkeypatch.setattr(following, "EVERY", 0)
    with database_copied(tmp_path) as name, database_used(name):
        yield


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], object]], None]:
    """Work named "count": it writes numbers in one transaction; told what to do at each."""

    def made(at_each: Callable[[int], object]) -> None:
        @transaction.atomic
        def do(_run: Run) -> dict[str, int]:
            for n in shown(NUMBERS, what=COUNTED, total=len(NUMBERS)):
                note(n)
                at_each(n)
            return {"written": len(NUMBERS)}

        work = Work("Count", do, counted=str, stopped="Nothing was counted.")
        registry: Registry[Work] = Registry("sort of long work")
        registry.register("count", work)
        monkeypatch.setattr(works.works, "_parts", dict(registry))

    return made


def editor(*rights: str) -> User:
    """Somebody who may use the admin, with these rights to long work."""
    group = Group.objects.create(name="IT")
    names = ["access_admin", *(f"{right}_run" for right in rights)]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    user: User = UserFactory.create()
    user.groups.add(group)
    return user


def logged_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def admin() -> Client:
    return logged_in(editor("view", "start"))


def address(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_core_run:{name}", args=args)


def page(client: Client, url: str = "") -> str:
    """What a page of the admin says, in one line."""
    answer = client.get(url or address("list"))
    assert answer.status_code == 200
    found = BeautifulSoup(answer.content, "html.parser")
    return " ".join((found.select_one("main") or found).get_text(" ").split())


def elsewhere(do: Callable[[], Any]) -> Any:
    """What `do` returns in another process, as it were: with a connection of its own."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(do())
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def worker() -> None:
    call_command("db_worker", "--batch", "--verbosity", "0")


def events() -> list[tuple[str, int | None]]:
    found = AuditEvent.objects.filter(action__endswith="_run").order_by("pk")
    return list(found.values_list("action", "actor_id"))


def dead() -> str:
    """The name of a process of this machine that was killed."""
    with living() as name:
        pass
    return name


def test_a_rebuild_of_the_search_is_started_and_says_what_it_did(admin: Client) -> None:
    call("Clean water")
    assert "Rebuild the search index" in page(admin)
    asked = page(admin, address("start", "rebuild-search"))
    assert "in the background" in asked
    answer = admin.post(address("start", "rebuild-search"), follow=True)
    assert "“Rebuild the search index” is started." in answer.content.decode()
    assert "Waiting" in page(admin)
    worker()
    seen = page(admin)
    assert "Done" in seen
    assert "calls 1" in seen
    run = Run.objects.get()
    assert run.by is not None
    assert "calls 1" in page(admin, address("inspect", run.pk))
    assert events() == [("core.start_run", run.by.pk)]


def test_its_progress_is_seen_while_its_transaction_is_open(
    admin: Client, count: Callable[[Any], None]
) -> None:
    seen: list[str] = []
    count(lambda _n: seen.append(elsewhere(lambda: page(admin))))
    admin.post(address("start", "count"))
    worker()
    for done, (n, text) in enumerate(zip(NUMBERS, seen, strict=True)):
        assert "Running" in text, n
        assert f"Calls sorted: {done} of 4, {done * 25}%" in text
    assert ran() == list(NUMBERS)
    assert "Done written 4" in page(admin)


def test_what_is_stopped_leaves_nothing_and_says_by_whom(
    admin: Client, count: Callable[[Any], None]
) -> None:
    seen: list[str] = []

    def stop(n: int) -> None:
        if n == 2:
            url = address("stop", Run.objects.get().pk)
            assert "Nothing was counted." in elsewhere(lambda: page(admin, url))
            elsewhere(lambda: admin.post(url))
            seen.append(elsewhere(lambda: page(admin)))

    count(stop)
    admin.post(address("start", "count"))
    worker()
    assert "It stops within a few seconds." in seen[0]
    run = Run.objects.get()
    assert ran() == []
    assert run.state == Run.State.STOPPED
    assert run.by is not None
    assert run.stop_by == run.by
    assert f"Stopped By {run.by}. Nothing was counted." in page(admin)
    assert events() == [("core.start_run", run.by.pk), ("core.stop_run", run.by.pk)]
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
    # What is stopped too late is done.
    answer = admin.post(address("stop", run.pk), follow=True)
    assert "It had ended before." in answer.content.decode()
    count(lambda _n: None)
    admin.post(address("start", "count"))
    worker()
    assert ran() == list(NUMBERS)


def test_what_waits_and_is_stopped_never_begins(
    admin: Client, count: Callable[[Any], None]
) -> None:
    count(lambda _n: None)
    admin.post(address("start", "count"))
    run = Run.objects.get()
    admin.post(address("stop", run.pk))
    assert "Stopped" in page(admin)
    worker()
    assert ran() == []
    assert [action for action, _by in events()] == ["core.start_run", "core.stop_run"]


def test_the_same_work_is_never_under_way_twice(
    admin: Client, count: Callable[[Any], None]
) -> None:
    count(lambda _n: None)
    admin.post(address("start", "count"))
    answer = admin.post(address("start", "count"), follow=True)
    assert "The same is under way already." in answer.content.decode()
    assert Run.objects.count() == 1
    assert "Count" not in [
        button.get_text(strip=True)
        for button in BeautifulSoup(answer.content, "html.parser").select("a.w-header-button")
    ]
    with living() as me, pytest.raises(actions.Busy):
        actions.begin(work="count", process=me, at=AT)


def test_of_two_that_start_at_once_one_does(
    count: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second finds nothing under way, and the database refuses it."""
    count(lambda _n: None)
    by = editor("start")
    actions.start(work="count", by=by, at=AT)
    monkeypatch.setattr(type(Run.objects.all()), "active", lambda rows: rows.none())
    with pytest.raises(actions.Busy):
        actions.start(work="count", by=by, at=AT)
    assert Run.objects.count() == 1


@pytest.mark.parametrize(
    ("rights", "sees", "starts"),
    [([], 302, 302), (["view"], 200, 302), (["view", "start"], 200, 200)],
)
def test_only_who_has_the_right_sees_starts_and_stops(
    rights: list[str], sees: int, starts: int
) -> None:
    client = logged_in(editor(*rights))
    run = Run.objects.create(work="rebuild-search", wanted_at=AT)
    for name, *args in (["list"], ["inspect", run.pk], ["state", run.pk]):
        assert client.get(address(str(name), *args)).status_code == sees, name
    for name, arg in (("start", "import-eu-portal"), ("stop", run.pk)):
        assert client.get(address(name, arg)).status_code == starts
    if starts != 200:
        client.post(address("start", "import-eu-portal"))
        client.post(address("stop", run.pk))
        assert list(Run.objects.values_list("state", flat=True)) == [Run.State.WAITING]
        assert events() == []
    assert client.get(address("add")).status_code == 302
    if sees == 200:
        content = client.get(address("list")).content.decode()
        assert (address("stop", run.pk) in content) == (starts == 200)
        assert (address("start", "import-eu-portal") in content) == (starts == 200)


def test_there_is_no_other_work(admin: Client) -> None:
    assert admin.get(address("start", "everything")).status_code == 404
    assert admin.get(address("stop", 7)).status_code == 404


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


def test_looking_again_and_again_keeps_nobody_logged_in(admin: Client) -> None:
    run = Run.objects.create(work="rebuild-search", wanted_at=AT)
    session = admin.session
    session["session_seen"] = before = session["session_seen"] - timedelta(minutes=5).seconds
    session.save()
    assert "Waiting" in page(admin, address("state", run.pk))
    assert admin.session["session_seen"] == before
