"""Who has set up a second factor gets in nowhere with the password alone."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, TOTP
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page

from core.models import User
from tests.core.accounts.test_second_factor import SECRET, code
from tests.factories.core import PASSWORD, UserFactory, site_tree
from tests.own_database import database_copied, database_used

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
NEW = "another long password"
OTHER_LOG_INS = ["/admin/login/", "/django-admin/login/", "/_util/login/", "/accounts/login/"]


@pytest.fixture(autouse=True)
def clock(home: Page) -> Iterator[time_machine.Traveller]:
    """A code is taken once: the next one comes half a minute later."""
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def user() -> User:
    """An editor with an app for codes and recovery codes."""
    user = UserFactory.create(username="editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def is_in(client: Client) -> bool:
    """Whether anything that is not public opens."""
    pages = ("/admin/", reverse("mfa_index"), reverse("account_change_password"))
    opened = [client.get(page).status_code == HTTPStatus.OK for page in pages]
    assert len(set(opened)) == 1
    return opened[0]


def with_password(client: Client, name: str = "editor", password: str = PASSWORD) -> str:
    answer = client.post(reverse("account_login"), {"login": name, "password": password})
    return answer.headers.get("Location", "")


def by_name(client: Client, user: User) -> None:
    assert with_password(client) == reverse("mfa_authenticate")


def by_address(client: Client, user: User) -> None:
    assert with_password(client, user.email) == reverse("mfa_authenticate")


def by_another_log_in(client: Client, user: User) -> None:
    for path in OTHER_LOG_INS:
        client.post(path, {"username": "editor", "password": PASSWORD})


def by_the_header(client: Client, user: User) -> None:
    word = base64.b64encode(f"editor:{PASSWORD}".encode()).decode()
    client.get("/admin/", headers={"authorization": f"Basic {word}"})


def by_a_new_password(client: Client, user: User) -> None:
    client.post(reverse("account_reset_password"), {"email": user.email})
    lines = str(mail.outbox[0].body).splitlines()
    (link,) = (line for line in lines if line.startswith("http"))
    form = client.get(link.removeprefix("http://testserver"))["Location"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert not is_in(client)
    assert with_password(client, password=NEW) == reverse("mfa_authenticate")


def by_showing_it_again(client: Client, user: User) -> None:
    with_password(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_reauthenticate"), {"code": PASSWORD})


def by_a_code_by_mail(client: Client, user: User) -> None:
    with_password(client)
    client.post(reverse("account_request_reauthentication_code"), {"recipient": user.email})
    client.post(reverse("account_confirm_login_code"), {"code": "1234-5678"})
    assert mail.outbox == []


def by_taking_the_factor_away(client: Client, user: User) -> None:
    with_password(client)
    client.post(reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_activate_totp"), {"code": code(SECRET)})


def by_a_wrong_code(client: Client, user: User) -> None:
    client.post(with_password(client), {"code": ""})
    client.post(reverse("mfa_authenticate"), {"code": "000000"})


WAYS = [
    by_name,
    by_address,
    by_another_log_in,
    by_the_header,
    by_a_new_password,
    by_showing_it_again,
    by_a_code_by_mail,
    by_taking_the_factor_away,
    by_a_wrong_code,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_password_alone_opens_nothing(
    client: Client, user: User, settings: Settings, way: Callable[[Client, User], None]
) -> None:
    settings.TASKS = settings.TASKS | {"queue": settings.TASKS["default"]}
    way(client, user)
    assert "_auth_user_id" not in client.session
    assert not is_in(client)
    assert TOTP(user.authenticator_set.get(type="totp")).validate_code(code(SECRET))  # type: ignore[attr-defined]


@pytest.fixture
def committed(tmp_path: Path) -> Iterator[None]:
    """A database in which what is written is committed: allauth sends its signals then."""
    with database_copied(tmp_path) as name, database_used(name):
        site_tree()
        yield


def test_a_session_from_before_is_closed(client: Client, committed: None) -> None:
    user = UserFactory.create(username="editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    before, elsewhere = client, Client()
    for visitor in (before, elsewhere):
        with_password(visitor)
        assert is_in(visitor)
    before.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    before.get(reverse("mfa_activate_totp"))
    secret = before.session[SECRET_SESSION_KEY]
    before.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert is_in(before)
    assert not is_in(elsewhere)


def test_with_a_code_or_a_recovery_code_one_is_in_and_each_counts_once(
    user: User, clock: time_machine.Traveller
) -> None:
    recovery = RecoveryCodes(user.authenticator_set.get(type="recovery_codes"))  # type: ignore[attr-defined]
    for shown in (code(SECRET), recovery.get_unused_codes()[0]):
        first, again = Client(), Client()
        first.post(with_password(first), {"code": shown})
        assert is_in(first)
        again.post(with_password(again), {"code": shown})
        assert not is_in(again)
        clock.shift(timedelta(minutes=1))
    third = Client()
    third.post(with_password(third), {"code": code(SECRET)})
    assert is_in(third)
