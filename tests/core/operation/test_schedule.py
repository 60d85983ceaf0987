"""Jobs run when they are due, once, and one that fails stops no other."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import JobRun
from core.operation import schedule
from core.operation.schedule import Job, health, run_due
from core.registry import Registry
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AT = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Registry[Job]:
    registry: Registry[Job] = Registry("scheduled job")
    monkeypatch.setattr(schedule, "jobs", registry)
    return registry


def test_a_job_runs_at_once_and_then_when_its_interval_has_passed(
    jobs: Registry[Job],
) -> None:
    ran: list[datetime] = []
    jobs.register("count", Job(HOUR, ran.append))
    times = [AT, AT + HOUR / 2, AT + HOUR, AT + HOUR * 3, AT + HOUR * 3.5]
    for at in times:
        run_due(at=at)
    assert ran == [AT, AT + HOUR, AT + HOUR * 3]


@pytest.mark.parametrize(
    ("interval", "later", "runs"),
    [
        (timedelta(minutes=1), timedelta(seconds=59.9), 2),
        (timedelta(minutes=1), timedelta(seconds=55), 2),
        (timedelta(minutes=1), timedelta(seconds=50), 1),
        (HOUR, HOUR - timedelta(seconds=30), 2),
        (HOUR, HOUR - timedelta(minutes=2), 1),
        (timedelta(days=1), timedelta(hours=23, minutes=59, seconds=5), 2),
        (timedelta(days=1), timedelta(hours=23, minutes=58), 1),
    ],
)
def test_a_tick_that_comes_a_little_early_is_not_skipped(
    jobs: Registry[Job], interval: timedelta, later: timedelta, runs: int
) -> None:
    ran: list[datetime] = []
    jobs.register("count", Job(interval, ran.append))
    run_due(at=AT)
    run_due(at=AT + later)
    assert len(ran) == runs


def test_a_job_that_ran_while_the_clock_was_ahead_is_due(jobs: Registry[Job]) -> None:
    ran: list[datetime] = []
    jobs.register("count", Job(HOUR, ran.append))
    times = [AT + timedelta(days=400), AT, AT + HOUR / 2, AT + HOUR]
    for at in times:
        run_due(at=at)
    assert ran == [AT + timedelta(days=400), AT, AT + HOUR]


def test_of_two_ticks_whose_clocks_differ_a_little_one_runs_it(jobs: Registry[Job]) -> None:
    ran: list[datetime] = []
    jobs.register("count", Job(timedelta(minutes=1), ran.append))
    run_due(at=AT)
    run_due(at=AT - timedelta(seconds=2))
    assert ran == [AT]


def test_health_says_when_no_tick_comes_and_what_failed(jobs: Registry[Job]) -> None:
    assert health() == "it has never run: see to cron or the timer"
    jobs.register("bad", Job(HOUR, fails))
    with time_machine.travel(AT, tick=False):
        run_due(at=AT)
        assert health() == "bad failed: ZeroDivisionError: "
    JobRun.objects.update(error="")
    with time_machine.travel(AT + timedelta(minutes=10), tick=False):
        assert health() is None
    with time_machine.travel(AT + timedelta(minutes=11), tick=False):
        assert health() == "it has not run for 11 minutes: see to cron or the timer"
    JobRun.objects.update(started_at=AT + timedelta(days=400))
    with time_machine.travel(AT, tick=False):
        assert health() == "it has never run: see to cron or the timer"


def test_an_administrator_sees_the_jobs_and_runs_one_now(
    jobs: Registry[Job], client: Client
) -> None:
    ran: list[datetime] = []
    jobs.register("count", Job(HOUR, ran.append))
    jobs.register("bad", Job(HOUR, fails))
    with time_machine.travel(AT + timedelta(seconds=3), tick=False):
        run_due(at=AT)
    name = "wagtailsnippets_core_jobrun"
    assert client.get(reverse(f"{name}:list")).status_code == 302
    client.force_login(UserFactory.create(is_superuser=True))
    listed = client.get(reverse(f"{name}:list")).content.decode()
    assert "ZeroDivisionError" in listed
    assert "0:00:03" in listed
    assert "22 november 2026 09:00" in listed
    assert "22 november 2026 10:00" in listed
    # Not "just now", which Wagtail says of all that lies ahead.
    assert "22 november 2026 10:00" in BeautifulSoup(listed, "html.parser").get_text()
    run = JobRun.objects.get(name="count")
    answer = client.post(reverse(f"{name}:edit", args=[run.pk]), {"wanted": "on", "name": "x"})
    assert answer.status_code == 302
    run_due(at=AT + HOUR / 2)
    assert ran == [AT, AT + HOUR / 2]
    run_due(at=AT + HOUR / 2)
    assert len(ran) == 2
    assert client.get(reverse(f"{name}:delete", args=[run.pk])).status_code == 302


def test_a_job_that_runs_already_is_not_run_by_another_tick(jobs: Registry[Job]) -> None:
    ran: list[datetime] = []

    def tick_again(at: datetime) -> None:
        ran.append(at)
        assert run_due(at=at) == {}

    jobs.register("slow", Job(HOUR, tick_again))
    assert run_due(at=AT) == {"slow": "ok"}
    assert ran == [AT]


def test_a_failing_job_is_noted_and_stops_no_other(jobs: Registry[Job]) -> None:
    ran: list[datetime] = []

    def fail(at: datetime) -> None:
        raise RuntimeError("no")

    jobs.register("bad", Job(HOUR, fail))
    jobs.register("good", Job(HOUR, ran.append))
    assert run_due(at=AT) == {"bad": "RuntimeError: no", "good": "ok"}
    assert ran == [AT]
    assert JobRun.objects.get(name="bad").error == "RuntimeError: no"
    assert JobRun.objects.get(name="good").error == ""
    assert run_due(at=AT + HOUR)["bad"] == "RuntimeError: no"


def test_a_job_that_died_is_run_again(jobs: Registry[Job]) -> None:
    ran: list[datetime] = []
    jobs.register("died", Job(HOUR, ran.append))
    JobRun.objects.create(name="died", started_at=AT, finished_at=None)
    assert run_due(at=AT + HOUR) == {"died": "ok"}


def test_the_command_says_what_it_ran(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("tick")
    assert "clear-sessions: ok" in capsys.readouterr().out
    call_command("tick")
    assert capsys.readouterr().out == ""


def fails(at: datetime) -> None:
    raise ZeroDivisionError


def test_the_command_fails_with_a_sentence(jobs: Registry[Job]) -> None:
    jobs.register("bad", Job(HOUR, fails))
    with pytest.raises(CommandError, match="These jobs failed: bad"):
        call_command("tick")


def test_log_ins_that_ran_out_are_forgotten() -> None:
    for days in (-1, 1):
        session = SessionStore()
        session["x"] = days
        session.set_expiry(timezone.now() + timedelta(days=days))
        session.save()
    schedule.clear_sessions(timezone.now())
    assert Session.objects.count() == 1
