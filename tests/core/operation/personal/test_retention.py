"""What has outlived its period is listed, and only what somebody ticks is deleted."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent, User
from core.operation.personal.erasing import is_erased
from home.models import PartnerProposal
from network.models import Appointment, VisitRequest
from opportunities.models import Programme
from projects.models import Project
from tests.factories.core import UserFactory
from tests.factories.rows import row_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 11, tzinfo=UTC)
OLD, NEW = AT - timedelta(days=400), AT - timedelta(days=100)


@pytest.fixture(autouse=True)
def the_clock_stands(settings: Any) -> Any:
    settings.KEEP_DAYS = {"visits": 365, "proposals": 365, "accounts": 365}
    with time_machine.travel(AT, tick=False):
        yield


def admin() -> Client:
    client = Client()
    client.force_login(UserFactory.create(is_superuser=True))
    return client


def visit(name: str, sent: datetime, status: str = "answered") -> VisitRequest:
    made: VisitRequest = row_of(VisitRequest, organisation=name, sent_at=sent, status=status)
    return made


def person(name: str, seen: datetime) -> User:
    return UserFactory.create(username=name, date_joined=OLD, last_login=seen)


def delete(client: Client, name: str, *rows: Any) -> None:
    client.post(reverse("outlived"), {"name": name, "row": [row.pk for row in rows]})


def test_only_what_is_due_and_ticked_is_deleted(home: object, settings: Any) -> None:
    old, kept, new = visit("Äldre", OLD), visit("Sparad", OLD), visit("Nyare", NEW)
    waiting = visit("Väntar", OLD, "new")
    client = admin()
    listed = client.get(reverse("outlived")).content.decode()
    assert [name in listed for name in ("Äldre", "Sparad", "Nyare", "Väntar")] == [
        *(True, True, False, False)
    ]
    delete(client, "visits", old, new, waiting)
    assert set(VisitRequest.objects.all()) == {kept, new, waiting}
    event = AuditEvent.objects.get(action="core.delete_outlived")
    assert event.object_id == str(old.pk)
    settings.KEEP_DAYS = {}
    delete(client, "visits", kept)
    assert VisitRequest.objects.filter(pk=kept.pk).exists()


def test_a_proposal_is_due_from_its_answer_on(home: object) -> None:
    facts: dict[str, Any] = {"received_at": OLD, "status": "answered"}
    due = row_of(PartnerProposal, answered_at=OLD, **facts)
    later = row_of(PartnerProposal, answered_at=NEW, **facts)
    delete(admin(), "proposals", due, later)
    assert list(PartnerProposal.objects.all()) == [later]


def test_an_account_that_nobody_needs_is_erased_when_somebody_says_so(home: object) -> None:
    gone, seen, seated = person("borta", OLD), person("sedd", NEW), person("utsedd", OLD)
    row_of(Appointment, person=seated, starts=date(2020, 1, 1))
    client = admin()
    listed = client.get(reverse("outlived")).content.decode()
    assert [name in listed for name in ("borta", "sedd", "utsedd")] == [True, False, False]
    delete(client, "accounts", gone, seen, seated)
    for user, erased in ((gone, True), (seen, False), (seated, False)):
        user.refresh_from_db()
        assert is_erased(user) == erased
    assert "erased-" not in client.get(reverse("outlived")).content.decode()


def test_nobody_but_administrators_comes_in(home: object) -> None:
    client, made = Client(), visit("Äldre", OLD)
    client.force_login(UserFactory.create())
    assert "Äldre" not in client.get(reverse("outlived"), follow=True).content.decode()
    delete(client, "visits", made)
    assert VisitRequest.objects.exists()


@pytest.mark.parametrize(
    ("ends", "programme", "own", "due"),
    [
        ("2020-10-31", 5, None, True),
        ("2021-11-22", 5, None, False),  # today is the last day
        ("2021-11-21", 5, None, True),
        ("2020-10-31", 5, 10, False),  # the longest of two funders holds
        ("2020-10-31", 0, 7, False),
        ("2026-10-01", 0, None, False),  # the municipality's own year is not over
        ("2020-02-29", 1, None, True),  # there is no 29 February 2021
        ("2010-01-01", None, 3, False),  # nobody has stated what the programme asks
        (None, 0, 0, False),
    ],
)
def test_of_a_project_the_longest_period_of_its_funders_holds(
    home: object,
    settings: Any,
    ends: str | None,
    programme: int | None,
    own: int | None,
    due: bool,
) -> None:
    settings.KEEP_DAYS = {"projects": 365}
    fund = row_of(Programme)
    Programme.objects.filter(pk=fund.pk).update(keep_years=programme)
    last = date.fromisoformat(ends) if ends else None
    made = row_of(Project, title_sv="Gammal", programme=fund)
    Project.objects.filter(pk=made.pk).update(keep_years=own, starts=None, ends=last)
    client = admin()
    assert ("Gammal" in client.get(reverse("outlived")).content.decode()) == due
    delete(client, "projects", made)
    assert Project.objects.filter(pk=made.pk).exists() != due
