"""Staff log in at their own organisation's provider, and only those who have an account here."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page

from config import oidc
from core.models import User
from network.models import Appointment, Seat
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.fakes.identity_provider import (
    IdentityProvider,
    asks_to_log_in,
    identity_provider,
    log_in_there,
    proves_who,
)

COMPLETE = {
    "OIDC_ISSUER": "https://login.example.org/realm",
    "OIDC_CLIENT_ID": "omvarld",
    "OIDC_CLIENT_SECRET": "s",
}


def configured(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> dict:
    for name in (*oidc.NEEDED, "OIDC_NAME", "OIDC_EMAIL_TRUSTED"):
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return oidc.provider(environ.Env())


def test_nothing_is_configured_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert configured(monkeypatch, {}) == {}


def test_without_a_provider_there_is_no_such_log_in(home: Page, client: Client) -> None:
    url = reverse("openid_connect_login", args=["oidc"])
    assert client.get(url, follow=True).status_code == HTTPStatus.NOT_FOUND
    assert url not in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("missing", oidc.NEEDED)
def test_half_a_configuration_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    some = {name: value for name, value in COMPLETE.items() if name != missing}
    with pytest.raises(ImproperlyConfigured, match=f"set {missing} in the environment"):
        configured(monkeypatch, some)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IdentityProvider]:
    with identity_provider(tmp_path_factory.mktemp("provider")) as provider:
        yield provider


@pytest.fixture
def provider(
    home: Page, settings: Settings, monkeypatch: pytest.MonkeyPatch, running: IdentityProvider
) -> IdentityProvider:
    """A running provider that the site knows of."""
    values = {**COMPLETE, "OIDC_ISSUER": running.url}
    settings.SOCIALACCOUNT_PROVIDERS = configured(monkeypatch, values)
    return running


def said(answer: Any) -> str:
    """What a person reads who was sent back to the log-in page."""
    assert urlsplit(answer.redirect_chain[-1][0]).path == reverse("account_login")
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_person_with_an_account_is_let_in_and_known_the_next_time(
    client: Client, provider: IdentityProvider
) -> None:
    user = UserFactory.create(email="Anyone@Example.org")
    password = user.password
    provider.knows("known", email="anyone@example.org", email_verified=True)
    log_in_there(client, "known")
    assert client.session["_auth_user_id"] == str(user.pk)
    user.refresh_from_db()
    assert user.password == password
    User.objects.update(email="changed@example.org")
    second = Client()
    log_in_there(second, "known")
    assert second.session["_auth_user_id"] == str(user.pk)


def test_one_comes_where_one_was_going(client: Client, provider: IdentityProvider) -> None:
    user = UserFactory.create()
    provider.knows("goes", email=user.email, email_verified=True)
    start = reverse("openid_connect_login", args=["oidc"]) + "?next=/sv/konto/2fa/"
    back = proves_who(client.get(start)["Location"], "goes")
    assert client.get(back)["Location"] == "/sv/konto/2fa/"


NO_ACCOUNT, NOT_CHECKED = "finns inget konto för dig", "har kontrollerat din e-postadress"


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        ({"email": "nobody@example.org", "email_verified": True}, NO_ACCOUNT),
        ({"email": "person@example.org", "email_verified": False}, NOT_CHECKED),
        ({"email": "person@example.org"}, NOT_CHECKED),
        ({"email": "former@example.org", "email_verified": True}, NO_ACCOUNT),
        ({"email": "two@example.org", "email_verified": True}, NO_ACCOUNT),
        ({}, NOT_CHECKED),
    ],
    ids=["no account", "not verified", "not said", "deactivated", "two accounts", "no address"],
)
def test_others_are_refused_with_a_sentence_and_get_no_account(
    client: Client, provider: IdentityProvider, person: dict[str, object], sentence: str
) -> None:
    UserFactory.create(email="person@example.org")
    UserFactory.create(email="former@example.org", is_active=False)
    UserFactory.create_batch(2, email="two@example.org")
    before = User.objects.count()
    provider.knows("other", **person)
    answer = log_in_there(client, "other")
    assert "_auth_user_id" not in client.session
    assert sentence in said(answer)
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("seat", "address", "asked"),
    [
        ("eu@example.org", "info@example.org", "EU-samordnare, eu@example.org"),
        ("", "info@example.org", "Testberga kommun, info@example.org"),
        ("", "", "en administratör"),
    ],
)
def test_an_unknown_person_is_told_whom_to_ask(
    client: Client, provider: IdentityProvider, seat: str, address: str, asked: str
) -> None:
    profile = municipality()
    profile.email = address
    profile.save()
    coordinator = Seat.objects.create(
        profile=profile,
        key="coordinator",
        kind=Seat.Kind.COORDINATOR,
        role_sv="EU-samordnare",
        role_en="EU coordinator",
        email=seat,
    )
    Appointment.objects.create(seat=coordinator, person=UserFactory.create(last_name="Canary"))
    provider.knows("unknown", email="nobody@example.org", email_verified=True)
    told = said(log_in_there(client, "unknown"))
    assert asked in told
    assert "Canary" not in told


def test_a_provider_whose_people_cannot_choose_their_address_may_be_trusted(
    client: Client,
    provider: IdentityProvider,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = {**COMPLETE, "OIDC_ISSUER": provider.url, "OIDC_EMAIL_TRUSTED": "true"}
    trusted = configured(monkeypatch, values)
    settings.SOCIALACCOUNT_PROVIDERS = trusted
    user = UserFactory.create(email="person@example.org")
    provider.knows("trusted", email="person@example.org")
    log_in_there(client, "trusted")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_account_that_was_closed_is_out_although_the_provider_knows_it(
    client: Client, provider: IdentityProvider
) -> None:
    user = UserFactory.create(email="person@example.org")
    provider.knows("closed", email=user.email, email_verified=True)
    log_in_there(client, "closed")
    assert "_auth_user_id" in client.session
    user.is_active = False
    user.save()
    again = Client()
    log_in_there(again, "closed")
    assert "_auth_user_id" not in again.session


def test_a_provider_that_fails_is_said_on_the_log_in_page(
    client: Client,
    provider: IdentityProvider,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    with identity_provider(tmp_path) as failing:
        values = {**COMPLETE, "OIDC_ISSUER": failing.url}
        settings.SOCIALACCOUNT_PROVIDERS = configured(monkeypatch, values)
        back = proves_who(asks_to_log_in(client), "anybody")
        failing.stop()
        answers = [
            client.get(back, follow=True),
            client.get(reverse("openid_connect_login", args=["oidc"]), follow=True),
        ]
    for answer in answers:
        assert "fungerade inte" in said(answer)
        assert answer.status_code == HTTPStatus.OK


def test_a_code_is_no_good_in_another_browser(client: Client, provider: IdentityProvider) -> None:
    user = UserFactory.create()
    provider.knows("stolen", email=user.email, email_verified=True)
    back = proves_who(asks_to_log_in(client), "stolen")
    thief = Client()
    said(thief.get(back, follow=True))
    assert "_auth_user_id" not in thief.session
