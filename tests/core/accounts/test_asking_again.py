"""Who is removed at the identity provider is out here, without logging out: it is asked again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
import requests
import time_machine
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page

from core.accounts import asking
from core.models import AuditEvent, User
from network.models import Appointment, ClaimRule, Seat
from tests.core.access.test_oidc import COMPLETE, configured, provider, running
from tests.factories.core import PASSWORD, UserFactory
from tests.factories.network import seat
from tests.fakes.identity_provider import IdentityProvider, identity_provider, log_in_there

__all__ = ["provider", "running"]
pytestmark = pytest.mark.django_db
# The provider is a process of its own, with a clock of its own: it is asked about now.
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with time_machine.travel(now - now.minute % 5 * MINUTE, tick=False) as traveller:
        yield traveller


@pytest.fixture
def person() -> User:
    """Holds a seat for as long as the provider says "eu" of them."""
    ClaimRule.objects.create(claim="groups", value="eu", seat=seat(Seat.Kind.CONTACT))
    return UserFactory.create(email="person@example.org")


def known(provider: IdentityProvider, *groups: str) -> None:
    provider.knows("employee", email="person@example.org", email_verified=True, groups=groups)


def is_in(client: Client) -> bool:
    return client.get(reverse("mfa_index")).status_code == HTTPStatus.OK


def has_seat() -> bool:
    return Appointment.objects.filter(ends=None).exists()


def asked(provider: IdentityProvider) -> int:
    """How often it was asked for userinfo."""
    return provider.log.read_text().count("/userinfo HTTP")


def test_who_is_removed_there_is_out_at_the_next_request_that_asks(
    clock: time_machine.Traveller, provider: IdentityProvider, person: User
) -> None:
    known(provider, "eu")
    here, elsewhere, by_password = Client(), Client(), Client()
    for client in (here, elsewhere):
        log_in_there(client, "employee")
    form = {"login": person.username, "password": PASSWORD}
    by_password.post(reverse("account_login"), form)
    assert has_seat()
    clock.shift(6 * MINUTE)
    assert is_in(here)
    provider.forgets("employee")
    clock.shift(2 * MINUTE)
    assert is_in(here)
    clock.shift(4 * MINUTE)
    assert not is_in(here)
    assert not is_in(elsewhere)
    assert not is_in(by_password)
    assert not has_seat()
    assert AuditEvent.objects.of(person).filter(action="core.log_out_everywhere").count() == 1
    log_in_there(here, "employee")
    assert is_in(here)
    assert has_seat()


def test_what_the_provider_says_anew_holds_without_a_log_in(
    client: Client, clock: time_machine.Traveller, provider: IdentityProvider, person: User
) -> None:
    known(provider)
    log_in_there(client, "employee")
    for groups in (("eu",), (), ("eu", "other")):
        known(provider, *groups)
        clock.shift(6 * MINUTE)
        assert is_in(client)
        assert has_seat() == ("eu" in groups)


def test_it_is_asked_once_in_five_minutes_whatever_one_does(
    clock: time_machine.Traveller, provider: IdentityProvider, person: User
) -> None:
    known(provider)
    browsers = [Client(), Client()]
    for client in browsers:
        log_in_there(client, "employee")
    before = asked(provider)
    for _time in range(60):
        clock.shift(timedelta(seconds=20))
        assert all(is_in(client) for client in browsers)
    assert asked(provider) - before in (3, 4)


@pytest.mark.parametrize("seconds", [0, 3600])
def test_how_often_is_a_setting(
    client: Client,
    clock: time_machine.Traveller,
    provider: IdentityProvider,
    person: User,
    settings: Settings,
    seconds: int,
) -> None:
    settings.OIDC_ASK_SECONDS = seconds
    known(provider)
    log_in_there(client, "employee")
    provider.forgets("employee")
    clock.shift(50 * MINUTE)
    assert is_in(client)
    clock.shift(20 * MINUTE)
    assert is_in(client) == (seconds == 0)


@pytest.fixture
def own(
    home: Page, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[IdentityProvider]:
    """A provider that gives nothing to renew a token with, and may be stopped."""
    with identity_provider(tmp_path, "--no-refresh-token") as started:
        values = {**COMPLETE, "OIDC_ISSUER": started.url}
        settings.SOCIALACCOUNT_PROVIDERS = configured(monkeypatch, values)
        yield started


def test_a_provider_that_is_away_stops_nobody(
    client: Client, clock: time_machine.Traveller, own: IdentityProvider, person: User
) -> None:
    known(own, "eu")
    log_in_there(client, "employee")
    own.stop()
    for _time in range(3):
        clock.shift(6 * MINUTE)
        assert is_in(client)
    assert has_seat()


@pytest.mark.parametrize(
    ("status", "body", "gone"),
    [
        (200, b'{"sub": "7"}', False),
        (401, b'{"error": "invalid_token"}', True),
        (401, b"", True),
        (401, b'{"error": "invalid_client"}', False),
        (400, b'{"error": "invalid_grant"}', True),
        (400, b'{"error": "access_denied"}', True),
        (403, b"<html>a firewall</html>", False),
        (404, b"[]", False),
        (429, b"{}", False),
        (500, b'{"error": "invalid_token"}', False),
    ],
)
def test_trouble_of_its_own_is_no_word_on_the_person(status: int, body: bytes, gone: bool) -> None:
    answer = requests.Response()
    answer.status_code, answer._content = status, body
    assert asking._refused(answer) == gone


def test_a_token_that_has_run_out_is_renewed(
    client: Client, clock: time_machine.Traveller, provider: IdentityProvider, person: User
) -> None:
    known(provider, "eu")
    log_in_there(client, "employee")
    first = SocialToken.objects.get()
    clock.shift(90 * MINUTE)
    assert is_in(client)
    second = SocialToken.objects.get()
    assert asking.read(second.token) != asking.read(first.token)
    assert second.expires_at > first.expires_at
    provider.forgets("employee")
    clock.shift(6 * MINUTE)
    assert not is_in(client)


def test_one_that_cannot_be_renewed_asks_for_a_log_in_and_takes_nothing(
    client: Client, clock: time_machine.Traveller, own: IdentityProvider, person: User
) -> None:
    known(own, "eu")
    log_in_there(client, "employee")
    clock.shift(90 * MINUTE)
    assert not is_in(client)
    assert has_seat()


def test_who_takes_the_link_away_is_out(
    client: Client, clock: time_machine.Traveller, provider: IdentityProvider, person: User
) -> None:
    known(provider)
    log_in_there(client, "employee")
    SocialAccount.objects.all().delete()
    clock.shift(6 * MINUTE)
    assert not is_in(client)


def test_tokens_are_encrypted(client: Client, provider: IdentityProvider, person: User) -> None:
    known(provider)
    for _time in range(2):
        log_in_there(client, "employee")
        (kept,) = SocialToken.objects.values_list("token", "token_secret")
        for text in kept:
            assert text.startswith("encrypted:gAAAAA")
            assert len(asking.read(text)) > 20
            assert asking.read(text) not in text
