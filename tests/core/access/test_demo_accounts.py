"""Demo accounts, whose password everybody knows, open nothing where there is no demo."""

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page

from core.access import demo_accounts
from core.models import AuditEvent, User
from home.loading.demo import people
from tests.factories.core import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
HOW = "manage.py load_demo --remove-accounts"


@pytest.fixture
def admin(home: Page) -> User:
    """The demo's administrator, as `load_demo` makes it."""
    people.store()
    return User.objects.get(username="admin")


def logs_in(name: str, password: str) -> bool:
    client = Client()
    client.post(reverse("account_login"), {"login": name, "password": password})
    return "_auth_user_id" in client.session


def test_it_logs_in_where_there_is_a_demo_and_nowhere_else(admin: User, settings: Settings) -> None:
    somebody = UserFactory.create()
    for allowed in (True, False):
        settings.DEMO_ALLOWED = allowed
        assert logs_in(somebody.username, PASSWORD)
        for name in ("admin", "admin@example.org"):
            assert logs_in(name, people.EVERYBODY_KNOWS) == allowed


def test_a_session_that_was_open_ends(admin: User, settings: Settings, client: Client) -> None:
    client.force_login(admin)
    assert client.get("/admin/").status_code == 200
    settings.DEMO_ALLOWED = False
    answer = client.get("/admin/")
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_another_name_and_address_do_not_help(admin: User, settings: Settings) -> None:
    User.objects.filter(pk=admin.pk).update(username="chief", email="chief@example.com")
    settings.DEMO_ALLOWED = False
    assert not logs_in("chief", people.EVERYBODY_KNOWS)


def test_production_says_that_they_are_there_and_how_they_go(
    admin: User, settings: Settings, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DEMO_ALLOWED, settings.HEALTH_TOKEN = False, "t0ken"
    demo_accounts.say()
    assert HOW in caplog.text
    (warning,) = (
        m for m in run_checks(tags=["core"], include_deployment_checks=True) if m.id == "core.W002"
    )
    assert HOW in warning.msg
    answer = client.get("/healthz?token=t0ken").json()
    assert answer["status"] == "ok"
    assert HOW in answer["checks"]["demo_accounts"]


def test_they_are_taken_away_under_any_settings(admin: User, settings: Settings) -> None:
    somebody = UserFactory.create()
    settings.DEMO_ALLOWED, settings.HEALTH_TOKEN = False, "t0ken"
    said = StringIO()
    call_command("load_demo", "--remove-accounts", stdout=said)
    assert list(User.objects.all()) == [somebody]
    assert "5" in said.getvalue()
    assert AuditEvent.objects.filter(action="core.remove_demo_account").count() == 5
    assert demo_accounts.remark() == ""


def test_an_account_of_somebodys_own_is_left_alone(home: Page) -> None:
    own = UserFactory.create(username="admin", email="ann@example.com")
    assert "admin" not in people.store()
    own.refresh_from_db()
    assert own.check_password(PASSWORD)
    assert not own.is_superuser


def test_those_of_an_older_database_are_marked(home: Page) -> None:
    somebody = UserFactory.create(username="editor", email="editor@example.com")
    User.objects.create(username="admin", email="admin@example.org")
    import_module("core.migrations.0009_demo_accounts").mark(apps, connection.schema_editor())
    assert [user.username for user in User.objects.filter(is_demo=True)] == ["admin"]
    assert not User.objects.get(pk=somebody.pk).is_demo
