"""One way in: every log-in leads to it, nobody signs up, and the second factor is asked for."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings
from wagtail.models import Page

from core.models import User
from tests.factories.core import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LANGUAGES = ["sv", "en"]


def login_url(language: str = "sv") -> str:
    with translation.override(language):
        return reverse("account_login")


def log_in(client: Client, user: User, **extra: str) -> Any:
    data = {"login": user.username, "password": PASSWORD, **extra}
    return client.post(login_url(), data)


@pytest.fixture
def editor() -> User:
    user = UserFactory.create(username="editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_account_pages_are_in_the_readers_language(
    home: Page, client: Client, language: str, name: str
) -> None:
    with translation.override(language):
        answer = client.get(reverse(name))
    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_logging_out_is_asked_for_and_done(home: Page, client: Client, language: str) -> None:
    client.force_login(UserFactory.create())
    with translation.override(language):
        url = reverse("account_logout")
    assert client.get(url).status_code == HTTPStatus.OK
    assert client.post(url).status_code == HTTPStatus.FOUND
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["username", "email"])
def test_a_person_logs_in_by_user_name_or_address(client: Client, name: str) -> None:
    user = UserFactory.create()
    client.post(login_url(), {"login": getattr(user, name), "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_deactivated_person_does_not_log_in_and_is_out_at_once(
    home: Page, client: Client
) -> None:
    user = UserFactory.create()
    log_in(client, user)
    change = reverse("account_change_password")
    assert client.get(change).status_code == HTTPStatus.OK
    user.is_active = False
    user.save()
    assert client.get(change).status_code == HTTPStatus.FOUND
    log_in(client, user)
    assert client.get(change).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/django-admin/login/", "/_util/login/", "/accounts/login/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_other_log_ins_lead_to_the_one(client: Client, path: str, method: str) -> None:
    answer = getattr(client, method)(path + "?next=/admin/pages/")
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == login_url() + "?next=%2Fadmin%2Fpages%2F"


def test_wagtails_log_in_takes_no_password(client: Client) -> None:
    admin = UserFactory.create(is_superuser=True)
    client.post("/admin/login/", {"username": admin.username, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path",
    [
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/set-password/",
        "/admin/password_reset/complete/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_resets_lead_to_the_one(client: Client, path: str, method: str) -> None:
    answer = getattr(client, method)(path)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == reverse("account_reset_password")


@pytest.mark.parametrize(
    "path",
    ["/_util/authenticate_with_password/1/1/", "/documents/authenticate_with_password/1/"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_password_is_shared(home: Page, client: Client, path: str, method: str) -> None:
    call = getattr(client, method)
    assert call(path, follow=True).status_code == HTTPStatus.NOT_FOUND
    client.force_login(UserFactory.create(is_superuser=True))
    assert call(path, follow=True).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "\\\\x"]
)
def test_the_way_on_stays_on_the_site(client: Client, target: str) -> None:
    answer = client.get("/_util/login/", {"next": target})
    assert answer["Location"] == login_url()
    answer = log_in(client, UserFactory.create(), next=target)
    assert answer["Location"] == "/"


def test_after_log_in_one_comes_where_one_was_going(client: Client) -> None:
    assert log_in(client, UserFactory.create(), next="/sv/plats/")["Location"] == "/sv/plats/"


def test_the_admin_asks_a_stranger_to_log_in(client: Client) -> None:
    answer = client.get("/admin/pages/")
    assert answer["Location"] == login_url() + "?next=/admin/pages/"


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/nothing/here/"])
def test_the_admin_is_forbidden_without_the_right_to_it(
    home: Page, client: Client, path: str
) -> None:
    client.force_login(UserFactory.create())
    assert client.get(path).status_code == HTTPStatus.FORBIDDEN


def test_the_admin_opens_for_an_editor_and_lets_them_out(
    home: Page, client: Client, editor: User
) -> None:
    client.force_login(editor)
    assert client.get("/admin/").status_code == HTTPStatus.OK
    assert client.get("/admin/jsi18n/").status_code == HTTPStatus.OK
    assert client.get("/admin/sprite/").status_code == HTTPStatus.OK
    client.post("/admin/logout/")
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(home: Page, client: Client) -> None:
    person = {
        "username": "new",
        "email": "new@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    client.post(reverse("account_signup"), person)
    client.post(reverse("socialaccount_signup"), person)
    assert not User.objects.filter(username="new").exists()


def test_nobody_changes_the_address_they_are_known_by(home: Page, client: Client) -> None:
    client.force_login(UserFactory.create())
    other = {"email": "somebody.else@example.org", "action_add": "1"}
    assert client.post(reverse("account_email"), other).status_code == HTTPStatus.NOT_FOUND
    assert not EmailAddress.objects.filter(email=other["email"]).exists()


def test_the_second_factor_is_asked_for(client: Client) -> None:
    user = UserFactory.create()
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    answer = log_in(client, user)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    counter = next(iter(yield_hotp_counters_from_time()))
    client.post(answer["Location"], {"code": format_hotp_value(hotp_value(secret, counter))})
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.fixture
def rate_limits(settings: Settings) -> Iterator[None]:
    del settings.ACCOUNT_RATE_LIMITS
    cache.clear()
    yield
    cache.clear()


def test_one_visitor_behind_the_proxy_locks_out_no_other(
    client: Client, rate_limits: None, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(40):
        client.post(
            login_url(),
            {"login": f"guess-{number}", "password": "wrong"},
            headers={"x-forwarded-for": "203.0.113.9"},
        )
    user = UserFactory.create()
    data = {"login": user.username, "password": PASSWORD}
    client.post(login_url(), data, headers={"x-forwarded-for": "203.0.113.9"})
    assert "_auth_user_id" not in client.session
    client.post(login_url(), data, headers={"x-forwarded-for": "203.0.113.10"})
    assert client.session["_auth_user_id"] == str(user.pk)
