"""A person sees where they are logged in, and ends one log-in or all of them."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from core.accounts.open_sessions import device_of
from core.models import AuditEvent, User
from core.operation.personal.erasing import forget_sessions
from core.operation.schedule import clear_sessions
from tests.factories.core import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def user() -> User:
    return UserFactory.create()


def logged_in(user: User, user_agent: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": user_agent})
    form = {"login": user.username, "password": PASSWORD}
    assert client.post(reverse("account_login"), form).status_code == HTTPStatus.FOUND
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("my_sessions")).status_code == HTTPStatus.OK


def listed(client: Client) -> list[Any]:
    page = BeautifulSoup(client.get(reverse("my_sessions")).content, "html.parser")
    return page.select(".sessions li")


def end(client: Client, **fields: str) -> int:
    return client.post(reverse("my_sessions"), fields).status_code


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (FIREFOX, "Firefox, Windows"),
        (PHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge, Linux"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/150.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605", "Safari, macOS"),
        ("curl/8", "Unknown browser"),
        ("", "Unknown browser"),
    ],
)
def test_what_a_browser_is_called(user_agent: str, device: str) -> None:
    with translation.override("en"):
        assert device_of(user_agent) == device


def test_each_log_in_is_listed_with_its_last_use_and_this_one_first(user: User) -> None:
    with time_machine.travel(AT, tick=False) as clock:
        here = logged_in(user)
        clock.shift(timedelta(minutes=10))
        logged_in(user, PHONE)
        logged_in(UserFactory.create(), "canary Firefox/1 Android")
        clock.shift(timedelta(minutes=20))
        assert is_in(here)
        first, second = (one.get_text(" ", strip=True) for one in listed(here))
    assert "Firefox, Windows den här" in first
    assert "Inloggad 2026-11-30 09:00, senast använd 2026-11-30 09:30, från 127.0.0.1" in first
    assert "Safari, iPhone" in second
    assert "senast använd 2026-11-30 09:10" in second


def test_one_is_ended_and_the_others_go_on(user: User) -> None:
    here, there, third = logged_in(user), logged_in(user, PHONE), logged_in(user, "curl/8")
    button = next(one for one in listed(here) if "iPhone" in one.get_text()).select_one("button")
    assert end(here, end=button["value"]) == HTTPStatus.FOUND
    assert [is_in(client) for client in (here, there, third)] == [True, False, True]
    assert len(listed(here)) == 2
    done = AuditEvent.objects.of(user).filter(action="core.end_session")
    assert list(done.values_list("actor", flat=True)) == [user.pk]


def test_all_are_ended_also_those_that_no_list_has(user: User) -> None:
    here, there, otherwise = logged_in(user), logged_in(user, PHONE), Client()
    otherwise.force_login(user)
    stranger = logged_in(UserFactory.create())
    assert len(listed(here)) == 2
    assert is_in(otherwise)
    answer = here.post(reverse("my_sessions"), {"everywhere": ""}, follow=True)
    assert "Du är utloggad överallt." in answer.content.decode()
    assert [is_in(client) for client in (here, there, otherwise)] == [False] * 3
    assert is_in(stranger)
    assert AuditEvent.objects.of(user).filter(action="core.log_out_everywhere").exists()
    again = logged_in(user)
    assert is_in(again)
    assert len(listed(again)) == 1


@pytest.mark.parametrize("number", ["", "0", "x", "of another"])
def test_nobody_ends_the_log_in_of_another(user: User, number: str) -> None:
    other = UserFactory.create()
    theirs, here = logged_in(other), logged_in(user)
    if number == "of another":
        number = str(UserSession.objects.get(user=other).pk)
    assert end(here, end=number) == HTTPStatus.NOT_FOUND
    assert is_in(theirs)


def test_a_new_password_keeps_this_log_in_in_the_list_and_no_other(user: User) -> None:
    here, there = logged_in(user), logged_in(user, PHONE)
    new = {"password1": "another long password", "password2": "another long password"}
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    assert not is_in(there)
    (one,) = listed(here)
    assert "Firefox" in one.get_text()


def test_the_page_is_for_who_is_logged_in_and_linked_from_their_account(user: User) -> None:
    assert not is_in(Client())
    here = logged_in(user)
    for language, path in (("sv", "/sv/konto/inloggningar/"), ("en", "/en/account/log-ins/")):
        with translation.override(language):
            page = here.get(reverse("account_change_password")).content.decode()
        assert f'href="{path}"' in page
        assert here.get(path).status_code == HTTPStatus.OK


def test_nothing_is_kept_of_a_log_in_that_is_over(user: User) -> None:
    with time_machine.travel(AT, tick=False) as clock:
        logged_in(user)
        clock.shift(timedelta(days=1))
        logged_in(UserFactory.create())
        clear_sessions(timezone.now())
        assert not UserSession.objects.filter(user=user).exists()
        assert UserSession.objects.count() == 1
    logged_in(user)
    forget_sessions(user)
    assert not UserSession.objects.filter(user=user).exists()
