"""Long work as an administrator sees it: started, followed, stopped, and told of."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.models import Run
from core.operation.alive import living
from core.operation.runs import actions
from tests.core.operation.examples import ran
from tests.editing.runs.conftest import (
    AT,
    NUMBERS,
    address,
    editor,
    elsewhere,
    events,
    logged_in,
    page,
    worker,
)
from tests.factories.calls import call

pytestmark = pytest.mark.django_db


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


def test_looking_again_and_again_keeps_nobody_logged_in(admin: Client) -> None:
    run = Run.objects.create(work="rebuild-search", wanted_at=AT)
    session = admin.session
    session["session_seen"] = before = session["session_seen"] - timedelta(minutes=5).seconds
    session.save()
    assert "Waiting" in page(admin, address("state", run.pk))
    assert admin.session["session_seen"] == before
