"""Guessing at an account: how many passwords and codes are looked at, whoever asks, however."""

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from core.models import AuditEvent, User
from tests.at_once import Threads
from tests.core.access.test_accounts import log_in
from tests.factories.core import PASSWORD, UserFactory
from tests.fakes.hashers import CountingHasher
from tests.own_database import database_copied, database_used
from tests.required import required
from tests.soak.sites import LIMIT, Site, Web

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
MOST = 5


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def user(settings: Settings) -> User:
    settings.PASSWORD_HASHERS = ["tests.fakes.hashers.CountingHasher"]
    return UserFactory.create(username="canary", email="canary@example.org")


def guess(client: Client, name: str, password: str = "wrong", **headers: str) -> Any:
    url = reverse("account_login")
    return client.post(url, {"login": name, "password": password}, headers=headers)


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_forged_address_and_another_name_of_the_account_give_no_more_tries(
    client: Client, user: User, settings: Settings, proxies: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    names = ["canary", "Canary", "canary@example.org", "CANARY@example.org"]
    before = CountingHasher.hashes
    for number in range(24):
        forged = {"x-forwarded-for": f"203.0.113.{number}, 198.51.100.{number}"}
        guess(client, names[number % 4], **forged)
    assert CountingHasher.hashes - before == MOST
    assert "_auth_user_id" not in client.session
    guess(client, "canary", PASSWORD)
    assert "_auth_user_id" not in client.session
    assert CountingHasher.hashes - before == MOST


@pytest.mark.parametrize(
    ("language", "after", "sentence"),
    [
        ("sv", 0, "Du kan försöka igen om 5 minuter."),
        ("sv", 4 * 60 + 1, "Du kan försöka igen om 1 minut."),
        ("en", 61, "You can try again in 4 minutes."),
    ],
)
@pytest.mark.parametrize("name", ["canary", "nobody"])
def test_one_is_told_when_to_try_again(
    client: Client,
    user: User,
    clock: time_machine.Traveller,
    name: str,
    language: str,
    after: int,
    sentence: str,
) -> None:
    for _time in range(MOST):
        guess(client, name)
    clock.shift(timedelta(seconds=after))
    with translation.override(language):
        assert sentence in guess(client, name, PASSWORD).content.decode()
    clock.move_to(AT + timedelta(minutes=5, seconds=1))
    guess(client, name, PASSWORD)
    assert ("_auth_user_id" in client.session) == (name == "canary")


def test_what_was_right_is_not_counted_and_forgives_nothing(client: Client, user: User) -> None:
    for _time in range(MOST - 1):
        guess(client, "canary")
    for _time in range(3):
        log_in(client, user)
        client.logout()
    guess(client, "canary")
    log_in(client, user)
    assert "_auth_user_id" not in client.session


def test_other_ways_to_try_a_password_count_with_it(client: Client, user: User) -> None:
    log_in(client, user)
    before = CountingHasher.hashes
    change = {"oldpassword": "wrong", "password1": "long enough 1", "password2": "long enough 1"}
    for _time in range(3):
        client.post(reverse("account_reauthenticate"), {"password": "wrong"})
        client.post(reverse("account_change_password"), change)
    wrong = CountingHasher.hashes
    assert wrong > before
    client.post(reverse("account_change_password"), change | {"oldpassword": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert CountingHasher.hashes == wrong
    assert AuditEvent.objects.of(user).filter(action="core.change_password").count() == 0


def test_codes_are_guessed_as_seldom(
    client: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    monkeypatch.setattr(TOTP, "validate_code", lambda _self, code: looked_at.append(code))
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    log_in(client, user)
    for number in range(8):
        client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"})
    assert looked_at == [f"{number:06}" for number in range(MOST)]
    inside = Client()
    inside.force_login(user)
    inside.post(reverse("mfa_reauthenticate"), {"code": "999999"})
    assert len(looked_at) == MOST


def database_url(name: str) -> str:
    """That of the tests, with another database."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.mark.long
@pytest.mark.parametrize("proxies", [0, 1])
def test_four_workers_count_together(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proxies: int
) -> None:
    """24 at once, each from an address of its own as far as its headers say."""
    monkeypatch.setenv("TRUSTED_PROXY_COUNT", str(proxies))
    with database_copied(tmp_path) as name, database_used(name):
        user = UserFactory.create(username="canary", email="canary@example.org")
        web = Web(Site(tmp_path, database_url(name)), workers=4)
        web.start()
        try:
            web.wait()
            guesses = [one_guess(web.address, number) for number in range(24)]
            with ThreadPoolExecutor(len(guesses)) as pool:
                answers = Threads(pool).together(*guesses)
        finally:
            web.kill()
        checked = AuditEvent.objects.of(user).filter(action="core.fail_log_in").count()
    assert checked == MOST
    assert sum("Du kan försöka igen om" in answer for answer in answers) == 24 - MOST


def one_guess(address: str, number: int) -> Callable[[], str]:
    """A visitor who has the form before them, and sends it when called."""
    visitor = requests.Session()
    visitor.headers["X-Forwarded-For"] = f"203.0.113.{number}"
    page = visitor.get(f"{address}/sv/konto/login/", timeout=LIMIT)
    token = required(re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text))[1]
    form = {
        "login": ("canary", "canary@example.org")[number % 2],
        "password": "wrong",
        "csrfmiddlewaretoken": token,
    }
    return lambda: visitor.post(page.url, form, timeout=LIMIT).text
