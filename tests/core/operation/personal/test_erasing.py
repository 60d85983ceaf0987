"""Forgetting a person leaves a row without a name, and no way in."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.users.models import UserProfile

from core.access.visibility import Visibility
from core.models import AuditEvent, User
from core.operation.personal import erasing
from core.registry import Registry
from tests.factories.core import PASSWORD, DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture
def person() -> User:
    user = UserFactory.create(first_name="First", last_name="Last", is_superuser=True)
    assert EmailAddress.objects.filter(user=user).exists()
    SocialAccount.objects.create(user=user, provider="oidc", uid="42")
    Authenticator.objects.create(user=user, type="totp", data={})
    UserProfile.objects.create(user=user, avatar=get_test_image_file("face.png"))
    user.groups.add(Group.objects.create(name="Any"))
    return user


def test_nothing_that_names_the_person_is_left(person: User) -> None:
    admin = UserFactory.create(is_superuser=True)
    avatar = UserProfile.objects.get(user=person).avatar
    document = DocumentFactory.create(uploaded_by_user=person, visibility=Visibility.STAFF)
    erasing.erase(person=person, by=admin, at=AT)
    row = User.objects.filter(pk=person.pk).values().get()
    assert not {"First", "Last", "person"} & {str(value) for value in row.values()}
    assert row["email"] == ""
    assert row["username"] == f"erased-{person.pk}"
    assert not row["is_superuser"]
    for model in (EmailAddress, SocialAccount, Authenticator, UserProfile):
        assert not model.objects.filter(user=person.pk).exists()
    assert not avatar.storage.exists(avatar.name)
    assert not person.groups.exists()
    document.refresh_from_db()
    assert (document.author_id, document.uploaded_by_user_id) == (None, None)


def test_the_person_is_out_at_once_and_does_not_come_in_again(person: User, client: Client) -> None:
    other, old = Client(), (person.username, person.email)
    other.force_login(UserFactory.create())
    client.force_login(person)
    erasing.erase(person=person, by=UserFactory.create(is_superuser=True), at=AT)
    assert client.get(reverse("mfa_index"))["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" in other.session
    for name in (*old, f"erased-{person.pk}"):
        client.post(reverse("account_login"), {"login": name, "password": PASSWORD})
        assert "_auth_user_id" not in client.session


def fails(person: User) -> None:
    raise ZeroDivisionError


def test_all_apps_forget_or_none(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    registry: Registry[Callable[[User], None]] = Registry("part")
    monkeypatch.setattr(erasing, "parts", registry)
    registry.register("account", erasing.forget_account)
    registry.register("broken", fails)
    with pytest.raises(ZeroDivisionError):
        erasing.erase(person=person, by=UserFactory.create(is_superuser=True), at=AT)
    assert User.objects.get(pk=person.pk).first_name == "First"


def test_what_the_person_did_is_kept_without_a_name(person: User) -> None:
    admin = UserFactory.create(is_superuser=True)
    document = DocumentFactory.create()
    AuditEvent.objects.write("tests.change", record=document, by=person, at=AT)
    erasing.erase(person=person, by=admin, at=AT)
    change = AuditEvent.objects.of(document).get()
    assert (change.action, change.actor_id, str(change.actor)) == (
        "tests.change",
        person.pk,
        f"erased-{person.pk}",
    )
    erased = AuditEvent.objects.of(person).get(action="core.erase_person")
    assert (erased.action, erased.actor, erased.at) == ("core.erase_person", admin, AT)
    person.delete()
    change.refresh_from_db()
    assert change.actor is None


def test_nobody_erases_themselves(person: User) -> None:
    with pytest.raises(ValueError, match="sitt eget konto"):
        erasing.erase(person=person, by=person, at=AT)


def test_the_last_administrator_stays_and_nobody_is_erased_twice(person: User) -> None:
    with pytest.raises(erasing.CannotErase, match="den enda administratören"):
        erasing.erase(person=person, by=None, at=AT)
    assert User.objects.get(pk=person.pk).first_name == "First"
    UserFactory.create(is_superuser=True)
    erasing.erase(person=person, by=None, at=AT)
    with pytest.raises(erasing.CannotErase, match="redan raderad"):
        erasing.erase(person=person, by=None, at=AT)
    events = AuditEvent.objects.of(person).filter(action="core.erase_person")
    assert [event.actor for event in events] == [None]
