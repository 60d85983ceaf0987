"""What happens to accounts and rights is kept, and of persons nothing but their keys."""

import logging
from http import HTTPStatus

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from core.models import AuditEvent, User
from tests.factories.core import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
Events = list[tuple[str, str, int | None]]


def since(last: int) -> Events:
    """Action, key of the record, and who."""
    events = AuditEvent.objects.filter(pk__gt=last).order_by("pk")
    return list(events.values_list("action", "object_id", "actor"))


def last() -> int:
    newest = AuditEvent.objects.order_by("-pk").first()
    return newest.pk if newest else 0


def log_in(client: Client, name: str, password: str = PASSWORD) -> None:
    client.post(reverse("account_login"), {"login": name, "password": password})


def test_log_ins(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    user = UserFactory.create(username="canary", email="canary@example.org")
    before = last()
    log_in(client, "canary", "wrong")
    log_in(client, "canary@example.org", "wrong")
    log_in(client, "hunter2", "wrong")
    log_in(client, "canary")
    key = str(user.pk)
    assert since(before) == [
        ("core.fail_log_in", key, None),
        ("core.fail_log_in", key, None),
        ("core.fail_log_in", "", None),
        ("core.log_in", key, user.pk),
    ]
    said = [record.getMessage() for record in caplog.records if record.name == "core.models.audit"]
    assert said[-2:] == [
        "core.fail_log_in core.User - by -",
        f"core.log_in core.User {key} by {user.pk}",
    ]
    assert "canary" not in str(said)
    assert "hunter2" not in caplog.text


def test_a_wrong_second_factor(client: Client) -> None:
    user = UserFactory.create()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    log_in(client, user.username)
    before = last()
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert since(before) == [("core.fail_log_in", str(user.pk), None)]


def test_refusals(home: Page, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    user = UserFactory.create()
    client.get("/admin/pages/")  # a stranger is asked to log in, and nothing is noted
    client.force_login(user)
    before = last()
    assert client.get("/admin/pages/?q=canary").status_code == HTTPStatus.FORBIDDEN
    assert since(before) == [("core.refuse", str(user.pk), user.pk)]
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("core.")]
    assert f"core.refuse by account {user.pk} at admin/pages/" in ours
    assert "canary" not in str(ours)


def test_exports(home: Page, client: Client) -> None:
    admin = UserFactory.create(is_superuser=True)
    client.force_login(admin)
    before = last()
    url = reverse("wagtailadmin_reports:site_history")
    for query in ("", "?export=csv", "?export=xlsx"):
        assert client.get(url + query).status_code == HTTPStatus.OK
    assert since(before) == [("core.export", str(admin.pk), admin.pk)] * 2


def test_rights_changed_in_the_admin(home: Page, client: Client) -> None:
    admin, user = UserFactory.create(is_superuser=True), UserFactory.create()
    group = Group.objects.create(name="Any")
    client.force_login(admin)
    form: dict[str, object] = {
        "username": user.username,
        "email": user.email,
        "first_name": "N",
        "last_name": "N",
        "is_active": "on",
    }
    edit = reverse("wagtailusers_users:edit", args=[user.pk])
    changed = ("core.change_rights", str(user.pk), admin.pk)
    changes: list[tuple[dict[str, object], Events]] = [
        ({}, []),
        ({"groups": [group.pk]}, [changed]),
        ({"groups": [group.pk], "is_superuser": "on"}, [changed]),
        ({"groups": []}, [changed, changed]),
        ({"is_active": ""}, [changed]),
    ]
    for change, noted in changes:
        before = last()
        assert client.post(edit, form | change).status_code == HTTPStatus.FOUND
        assert since(before) == noted


def test_rights_changed_in_code(home: Page) -> None:
    group = Group.objects.create(name="Any")
    user = UserFactory.create()
    before = last()
    User.objects.create_superuser("new")
    group.user_set.add(user)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=home, permission=Permission.objects.get(codename="change_page")
    )
    user.save()
    UserFactory.create()
    assert since(before) == [
        ("core.change_rights", str(User.objects.get(username="new").pk), None),
        ("core.change_rights", str(user.pk), None),
        ("core.change_rights", str(group.pk), None),
        ("core.change_rights", str(group.pk), None),
    ]


def test_a_new_password(home: Page, client: Client) -> None:
    user = UserFactory.create()
    client.force_login(user)
    before = last()
    new = "another long password"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), data)
    assert ("core.change_password", str(user.pk), user.pk) in since(before)
