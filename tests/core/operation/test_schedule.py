"""Jobs run when they are due, once, and one that fails stops no other."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.models import JobRun
from core.operation import schedule
from core.operation.schedule import Job, run_due
from core.registry import Registry

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
