"""Å is å where people are looked up, and a sign is only itself."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models import F, Value
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.access.accounts import account_for
from core.models import User
from tests.factories.core import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


class Verified:
    """What an identity provider vouches for."""

    def __init__(self, email: Any) -> None:
        self.email_addresses = [self]
        self.email, self.verified = email, True


def listed(client: Client, wanted: str) -> set[str]:
    answer = client.get(reverse("wagtailusers_users:index"), {"q": wanted})
    return {user.username for user in answer.context["object_list"]}


@pytest.mark.parametrize("written", ["Åsa.Öberg", "åsa.öberg", "ÅSA.ÖBERG"])
def test_a_person_logs_in_in_capitals_or_small_letters(
    home: Page, client: Client, written: str
) -> None:
    user = UserFactory.create(username="Åsa.Öberg")
    client.post(reverse("account_login"), {"login": written, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_identity_provider_may_write_the_address_in_capitals() -> None:
    user = UserFactory.create(email="åsa@exempel.se")
    assert account_for(Verified("ÅSA@Exempel.SE")) == user
    assert account_for(Verified("asa@exempel.se")) is None


def test_an_administrator_finds_people_however_the_name_is_written(client: Client) -> None:
    client.force_login(UserFactory.create(username="admin", is_superuser=True))
    UserFactory.create(username="a1", first_name="Östen", last_name="Åkerlund")
    UserFactory.create(username="a2", first_name="Osten", last_name="Akerlund")
    UserFactory.create(username="a3", first_name="100%_säker")
    assert listed(client, "ÅKER") == listed(client, "åker") == {"a1"}
    assert listed(client, "Aker") == {"a2"}
    assert listed(client, "öSTEN") == {"a1"}
    assert listed(client, "%") == listed(client, "_SÄ") == {"a3"}
    assert listed(client, "\\") == set()


@pytest.mark.parametrize(
    ("lookup", "wanted", "found"),
    [
        ("iexact", "ÄLG I ÅN", True),
        ("iexact", "älg i", False),
        ("icontains", "LG I Å", True),
        ("icontains", "lg i a", False),
        ("istartswith", "älg", True),
        ("istartswith", "i ån", False),
        ("iendswith", "I ÅN", True),
        ("iendswith", "älg", False),
        ("contains", "lg i å", True),
        ("startswith", "Älg", True),
        ("icontains", F("first_name"), True),
        ("istartswith", F("first_name"), True),
        ("iexact", F("first_name"), False),
        ("iexact", Value("äLG I ån"), True),
    ],
)
def test_the_lookups(lookup: str, wanted: Any, found: bool) -> None:
    UserFactory.create(username="x", first_name="ÄLG", last_name="Älg i ån")
    assert User.objects.filter(**{f"last_name__{lookup}": wanted}).exists() == found


def test_nothing_is_not_looked_for() -> None:
    Group.objects.create(name="Åtta")
    assert not Group.objects.filter(name__iexact=None).exists()
    assert Group.objects.exclude(name__icontains="å").count() == Group.objects.count() - 1
