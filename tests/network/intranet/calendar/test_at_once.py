"""Several processes that tell of the same event: each person gets each mail once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from post_office.models import Email
from pytest_django import Settings

from network.intranet.calendar.jobs import keep_invitations_up
from network.intranet.events.following import Step, follow
from network.models import Event, Invitation, Seat
from tests.at_once import Threads
from tests.network.intranet.calendar.meetings import meeting
from tests.network.intranet.people import AT, somebody
from tests.own_database import database_copied, database_used

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture(autouse=True)
def database(db: None, tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.EMAIL_BACKEND = "core.operation.mail.queue.EmailBackend"
    with database_copied(tmp_path) as name, database_used(name):
        yield


def test_the_job_and_what_follows_tell_each_person_once() -> None:
    with time_machine.travel(AT, tick=True), ThreadPoolExecutor() as pool:
        author = somebody(Seat.Kind.CONTACT)
        people = [somebody(Seat.Kind.CONTACT) for _n in range(5)]
        event = meeting(author, invites=True)

        def follows() -> None:
            follow(Event.objects.get(), Step.CREATED, by=author, at=timezone.now())

        def by_the_clock() -> None:
            keep_invitations_up(timezone.now())

        Threads(pool).together(follows, by_the_clock, follows, by_the_clock)
        assert Invitation.objects.count() == Email.objects.count() == len(people)
        stale = Event.objects.get()
        Event.objects.update(cancelled_at=AT, sequence=1, starts=event.starts + timedelta(hours=1))
        follow(Event.objects.get(), Step.CANCELLED, by=author, at=timezone.now())
        follow(stale, Step.CHANGED, by=author, at=timezone.now())  # read before it was cancelled
        methods = list(Invitation.objects.values_list("method", flat=True))
        assert methods == ["REQUEST"] * len(people) + ["CANCEL"] * len(people)
        assert Email.objects.count() == 2 * len(people)
