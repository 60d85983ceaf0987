"""Staff log in at their own organisation's provider, and only those who have an account here."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

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
from tests.factories.core import UserFactory
from tests.fakes.identity_provider import IdentityProvider, identity_provider

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


@pytest.fixture
def provider(
    home: Page, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[IdentityProvider]:
    """A running provider that the site knows of."""
    with identity_provider() as running:
        values = {**COMPLETE, "OIDC_ISSUER": running.url}
        settings.SOCIALACCOUNT_PROVIDERS = configured(monkeypatch, values)
        yield running


def come_back(client: Client, provider: IdentityProvider, **person: object) -> Any:
    """Log in as `person` at the provider, from the log-in page on."""
    provider.person = person
    start = client.get(reverse("openid_connect_login", args=["oidc"]))
    assert start.status_code == HTTPStatus.FOUND
    asked = parse_qs(urlsplit(start["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = asked["redirect_uri"][0]
    assert back == "http://testserver/accounts/oidc/oidc/login/callback/"
    return client.get(back, {"code": "c", "state": asked["state"][0]}, follow=True)


def test_a_person_with_an_account_is_let_in_and_known_the_next_time(
    client: Client, provider: IdentityProvider
) -> None:
    user = UserFactory.create(email="Anyone@Example.org")
    password = user.password
    come_back(client, provider, email="anyone@example.org", email_verified=True)
    assert client.session["_auth_user_id"] == str(user.pk)
    user.refresh_from_db()
    assert user.password == password
    User.objects.update(email="changed@example.org")
    second = Client()
    come_back(second, provider, email="anyone@example.org", email_verified=True)
    assert second.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    "person",
    [
        {"email": "nobody@example.org", "email_verified": True},
        {"email": "person@example.org", "email_verified": False},
        {"email": "person@example.org"},
        {"email": "former@example.org", "email_verified": True},
        {"email": "two@example.org", "email_verified": True},
        {},
    ],
    ids=["no account", "not verified", "not said", "deactivated", "two accounts", "no address"],
)
def test_others_are_refused_with_a_sentence_and_get_no_account(
    client: Client, provider: IdentityProvider, person: dict[str, object]
) -> None:
    UserFactory.create(email="person@example.org")
    UserFactory.create(email="former@example.org", is_active=False)
    UserFactory.create_batch(2, email="two@example.org")
    before = User.objects.count()
    answer = come_back(client, provider, **person)
    assert "_auth_user_id" not in client.session
    assert [str(m) for m in answer.context["messages"]] != []
    assert urlsplit(answer.redirect_chain[-1][0]).path == reverse("account_login")
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


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
    come_back(client, provider, email="person@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_account_that_was_closed_is_out_although_the_provider_knows_it(
    client: Client, provider: IdentityProvider
) -> None:
    user = UserFactory.create(email="person@example.org")
    come_back(client, provider, email=user.email, email_verified=True)
    user.is_active = False
    user.save()
    again = Client()
    come_back(again, provider, email=user.email, email_verified=True)
    assert "_auth_user_id" not in again.session


def test_a_provider_that_fails_is_said_on_the_log_in_page(
    client: Client, provider: IdentityProvider
) -> None:
    provider.broken = True
    answer = come_back(client, provider)
    assert urlsplit(answer.redirect_chain[-1][0]).path == reverse("account_login")
    assert answer.status_code == HTTPStatus.OK
