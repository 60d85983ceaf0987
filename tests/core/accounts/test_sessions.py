"""How long a log-in lasts, and that it is seldom written."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from core.models import User
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def editor() -> User:
    user = UserFactory.create()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def is_in(client: Client) -> bool:
    return client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.parametrize(
    ("edits", "steps", "stays"),
    [
        (True, [29, 29, 29], True),
        (True, [31], False),
        (True, [29] * 24, True),
        (True, [29] * 25, False),
        (False, [31, 300], True),
        (False, [721], False),
    ],
)
def test_how_long_a_log_in_lasts(
    home: Page,
    client: Client,
    clock: time_machine.Traveller,
    editor: User,
    edits: bool,
    steps: list[int],
    stays: bool,
) -> None:
    client.force_login(editor if edits else UserFactory.create())
    for minutes in steps:
        clock.shift(minutes * MINUTE)
        answer = is_in(client)
    assert answer == stays


def test_who_is_logged_out_is_sent_back_to_where_they_were(
    home: Page, client: Client, clock: time_machine.Traveller, editor: User
) -> None:
    client.force_login(editor)
    clock.shift(31 * MINUTE)
    answer = client.get("/admin/pages/")
    assert answer["Location"] == reverse("account_login") + "?next=/admin/pages/"


def test_rights_given_meanwhile_bring_their_limit(
    home: Page, client: Client, clock: time_machine.Traveller
) -> None:
    user = UserFactory.create()
    client.force_login(user)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    clock.shift(2 * MINUTE)
    assert is_in(client)
    clock.shift(31 * MINUTE)
    assert not is_in(client)


def test_the_editors_script_alone_keeps_nobody_in(
    home: Page, client: Client, clock: time_machine.Traveller
) -> None:
    client.force_login(UserFactory.create(is_superuser=True))
    names = ("wagtailcore", "page", str(home.pk), 0)
    ping = reverse("wagtailadmin_editing_sessions:ping", args=names)
    for _time in range(31):
        clock.shift(MINUTE)
        client.post(ping)
    assert not is_in(client)


def test_a_session_is_written_once_a_minute_at_most(
    home: Page, client: Client, clock: time_machine.Traveller, editor: User
) -> None:
    client.force_login(editor)
    table = Session._meta.db_table

    def writes() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert is_in(client)
        return sum(f'UPDATE "{table}"' in query["sql"] for query in queries)

    found = []
    for _request in range(8):
        clock.shift(timedelta(seconds=25))
        found.append(writes())
    assert found == [0, 0, 1, 0, 0, 1, 0, 0]
