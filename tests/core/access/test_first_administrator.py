"""The first administrator is made by a command and chooses a password by a link in a mail."""

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core.models import AuditEvent, User
from tests.factories.core import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
EMAIL = "it@kommunen.example"


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> Iterator[None]:
    settings.BASE_URL = "https://eu.kommunen.example"
    with translation.override("en"):
        yield


def run(capture: DjangoCaptureOnCommitCallbacks, *words: str) -> str:
    out = StringIO()
    with capture(execute=True):
        call_command("first_administrator", *words, stdout=out)
    return out.getvalue()


def choose(client: Client, password: str) -> bool:
    """Follow the link of the last mail as a browser does; whether a password could be chosen."""
    (address,) = re.findall(r"https://eu\.kommunen\.example(/\S+)", str(mail.outbox[-1].body))
    form = client.get(address, follow=True)
    client.post(
        form.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True
    )
    return client.login(username=EMAIL, password=password)


def test_the_first_administrator_chooses_a_password(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, client: Client
) -> None:
    assert EMAIL in run(django_capture_on_commit_callbacks, EMAIL)
    user = User.objects.get(is_superuser=True)
    assert (user.email, user.is_active, user.has_usable_password()) == (EMAIL, True, False)
    (address,) = EmailAddress.objects.filter(user=user)
    assert (address.email, address.verified, address.primary) == (EMAIL, True, True)
    assert AuditEvent.objects.of(user).filter(action="core.make_administrator").count() == 1
    assert mail.outbox[-1].to == [EMAIL]
    assert choose(client, PASSWORD)
    assert client.get("/admin/").status_code == 200
    client.logout()
    assert not choose(client, "another long password")  # the link works once


def test_an_administrator_is_sent_a_new_link(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, client: Client
) -> None:
    run(django_capture_on_commit_callbacks, EMAIL)
    run(django_capture_on_commit_callbacks, EMAIL.upper(), "--again")
    run(django_capture_on_commit_callbacks, "second@kommunen.example", "--again")
    assert sorted(User.objects.values_list("username", flat=True)) == [
        EMAIL,
        "second@kommunen.example",
    ]
    del mail.outbox[-1]
    assert choose(client, PASSWORD)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["no address"], "no address is no e-mail address"),
        (["other@kommunen.example"], "There is an administrator already"),
        ([EMAIL, "--again"], "belongs to an account that is no administrator"),
    ],
)
def test_what_is_refused_changes_nothing(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    words: list[str],
    sentence: str,
) -> None:
    UserFactory.create(username="admin", is_superuser=True)
    UserFactory.create(email=EMAIL)
    before = list(User.objects.order_by("pk").values())
    with pytest.raises(CommandError, match=sentence):
        run(django_capture_on_commit_callbacks, *words)
    assert list(User.objects.order_by("pk").values()) == before
    assert mail.outbox == []


def test_one_who_is_no_longer_active_is_no_administrator(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    UserFactory.create(username="admin", is_superuser=True, is_active=False)
    run(django_capture_on_commit_callbacks, EMAIL)
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1
