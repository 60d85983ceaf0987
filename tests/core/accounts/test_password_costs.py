"""A log-in and a new password cost the same whoever is asked for: nobody learns who is here."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from core.access.backends import account_named
from core.models import User
from tests.factories.core import PASSWORD, UserFactory
from tests.fakes.hashers import CountingHasher

pytestmark = pytest.mark.django_db

KINDS: dict[str, dict[str, object]] = {
    "known": {},
    "inactive": {"is_active": False},
    "without_password": {"password": "!unusable"},
}


@pytest.fixture
def people(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["tests.fakes.hashers.CountingHasher"]
    for name, values in KINDS.items():
        user = UserFactory.create(username=name, email=f"{name}@example.org")
        User.objects.filter(pk=user.pk).update(**values)
    for number in (1, 2):
        UserFactory.create(username=f"sharing-{number}", email="shared@example.org")


def cost(ask: Callable[[str], object], of: str) -> tuple[int, int]:
    """Hashes and queries."""
    before = CountingHasher.hashes
    with CaptureQueriesContext(connection) as queries:
        ask(of)
    return CountingHasher.hashes - before, len(queries)


NAMES = [*KINDS, "nobody"]
ADDRESSES = [*(f"{name}@example.org" for name in NAMES), "shared@example.org", "KNOWN@example.org"]


def test_a_log_in_that_fails_costs_one_hash_and_the_same_queries(
    client: Client, people: None
) -> None:
    def fail(name: str) -> None:
        data = {"login": name, "password": "wrong"}
        answer = client.post(reverse("account_login"), data)
        assert answer.status_code == HTTPStatus.OK

    fail("warmed-up")
    costs = {name: cost(fail, name) for name in [*NAMES, *ADDRESSES]}
    assert {hashes for hashes, _queries in costs.values()} == {1}, costs
    assert len({queries for _hashes, queries in costs.values()}) == 1, costs


def test_a_new_password_costs_the_same_queries(client: Client, people: None) -> None:
    def reset(address: str) -> None:
        answer = client.post(reverse("account_reset_password"), {"email": address})
        assert answer.status_code == HTTPStatus.FOUND
        assert answer["Location"] == reverse("account_reset_password_done")

    reset("warmed-up@example.org")
    costs = {address: cost(reset, address) for address in ADDRESSES}
    assert len(set(costs.values())) == 1, costs
    assert costs["known@example.org"][0] == 0
    assert mail.outbox == []  # the worker's


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("known@example.org", ["known@example.org"]),
        ("Known@Example.org", ["known@example.org"]),
        ("without_password@example.org", ["without_password@example.org"]),
        ("shared@example.org", ["shared@example.org"] * 2),
        ("inactive@example.org", []),
        ("nobody@example.org", []),
    ],
)
def test_the_worker_writes_to_those_who_have_an_account(
    client: Client, people: None, settings: Settings, address: str, to: list[str]
) -> None:
    settings.TASKS = settings.TASKS | {"queue": settings.TASKS["default"]}
    client.post(reverse("account_reset_password"), {"email": address})
    assert [to for message in mail.outbox for to in message.to] == to


def test_the_link_in_the_mail_opens_the_account(
    client: Client, people: None, settings: Settings
) -> None:
    settings.TASKS = settings.TASKS | {"queue": settings.TASKS["default"]}
    client.post(reverse("account_reset_password"), {"email": "known@example.org"})
    (message,) = mail.outbox
    (link,) = (line for line in str(message.body).splitlines() if line.startswith("http"))
    form = client.get(link.removeprefix("http://testserver"))
    data = {"password1": "another long password", "password2": "another long password"}
    client.post(form["Location"], data)
    data = {"login": "known", "password": "another long password"}
    client.post(reverse("account_login"), data)
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("known", "known"),
        ("KNOWN", "known"),
        ("known@example.org", "known"),
        ("shared@example.org", None),
        ("sharing-2", "sharing-2"),
        ("", None),
        ("nobody", None),
    ],
)
def test_which_account_a_name_means(people: None, name: str, found: str | None) -> None:
    user = account_named(name)
    assert (user and user.username) == found


def test_a_user_name_comes_before_an_address(people: None, client: Client) -> None:
    UserFactory.create(username="shared@example.org", email="own@example.org")
    data = {"login": "shared@example.org", "password": PASSWORD}
    client.post(reverse("account_login"), data)
    user = User.objects.get(username="shared@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
