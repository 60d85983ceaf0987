"""Who may use the admin sets up a second factor first, and its secret is kept encrypted."""

from http import HTTPStatus
from io import StringIO
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page

from core.models import AuditEvent, User
from core.web import logged_in
from tests.factories.core import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.MFA_REQUIRED = True


@pytest.fixture
def editor() -> User:
    user = UserFactory.create(username="editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def to_set_up(going: str) -> str:
    return reverse("mfa_activate_totp") + "?" + urlencode({"next": going})


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/?q=x", "/sv/", "/en/?page=2"])
@pytest.mark.parametrize("rights", ["editor", "superuser"])
def test_nothing_is_shown_before_it_is_set_up(
    home: Page, client: Client, editor: User, path: str, rights: str
) -> None:
    client.force_login(editor if rights == "editor" else UserFactory.create(is_superuser=True))
    assert client.get(path)["Location"] == to_set_up(path)
    assert client.post("/admin/reports/")["Location"] == to_set_up("/admin/")


def test_others_are_not_asked(home: Page, client: Client, editor: User) -> None:
    assert client.get("/sv/").status_code == HTTPStatus.OK
    client.force_login(UserFactory.create())
    assert client.get("/sv/").status_code == HTTPStatus.OK
    assert client.get("/admin/").status_code == HTTPStatus.FORBIDDEN
    TOTP.activate(editor, SECRET)
    client.force_login(editor)
    assert client.get("/admin/").status_code == HTTPStatus.OK


def test_it_is_asked_in_production_alone(home: Page, client: Client, settings: Settings) -> None:
    settings.MFA_REQUIRED = False
    client.force_login(UserFactory.create(is_superuser=True))
    assert client.get("/admin/").status_code == HTTPStatus.OK


@pytest.mark.parametrize("path", ["/admin/logout/", "account_logout"])
def test_one_gets_out_without_it(home: Page, client: Client, editor: User, path: str) -> None:
    client.force_login(editor)
    client.post(path if path.startswith("/") else reverse(path))
    assert "_auth_user_id" not in client.session


def test_one_way_leads_from_the_log_in_to_where_one_was_going(
    home: Page, client: Client, editor: User
) -> None:
    data = {"login": "editor", "password": PASSWORD, "next": "/admin/account/"}
    going = client.post(reverse("account_login"), data)["Location"]
    asked = client.get(going)["Location"]
    again = client.get(asked)["Location"]  # the password
    assert again.startswith(reverse("account_reauthenticate"))
    assert client.get(again).status_code == HTTPStatus.OK
    form = client.post(again, {"password": PASSWORD})["Location"]
    assert form == asked
    assert client.get(form).status_code == HTTPStatus.OK
    answer = client.post(form, {"code": code(client.session[SECRET_SESSION_KEY])})
    codes = client.get(answer["Location"])
    assert f'href="{going}"' in codes.content.decode()
    assert client.get(going).status_code == HTTPStatus.OK


def test_without_a_password_a_mailed_code_comes_before_it(
    home: Page, client: Client, editor: User
) -> None:
    editor.set_unusable_password()
    editor.save()
    client.force_login(editor)
    asked = client.get("/admin/")["Location"]
    again = client.get(asked)["Location"]
    assert again.startswith(reverse("account_request_reauthentication_code"))
    form = client.post(again, {"recipient": editor.email})["Location"]
    (message,) = mail.outbox
    lines = [line.strip() for line in str(message.body).splitlines()]
    (sent,) = (line for line in lines if len(line) == 9 and line[4] == "-")
    done = client.post(form, {"code": sent})["Location"]
    assert client.get(done).status_code == HTTPStatus.OK
    assert SECRET_SESSION_KEY in client.session


def test_every_way_to_it_is_a_view_that_is_there() -> None:
    assert all(callable(view) for view in logged_in.WAYS_TO_IT)


def test_secrets_are_encrypted(editor: User, settings: Settings) -> None:
    TOTP.activate(editor, SECRET)
    RecoveryCodes.activate(editor)
    kept = {row.type: row.data for row in Authenticator.objects.all()}
    assert SECRET not in str(kept)
    assert {kept["totp"]["secret"][:6], kept["recovery_codes"]["seed"][:6]} == {"gAAAAA"}
    totp = TOTP(Authenticator.objects.get(type="totp"))
    assert totp.validate_code(code(SECRET))


def test_a_secret_under_another_key_lets_nobody_in(editor: User, settings: Settings) -> None:
    totp = TOTP.activate(editor, SECRET)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    assert not totp.validate_code(code(SECRET))
    assert not totp.validate_code(code(""))
    settings.SECRET_KEY_FALLBACKS = [old]
    assert totp.validate_code(code(SECRET))


def test_a_secret_from_before_still_counts(editor: User) -> None:
    row = Authenticator.objects.create(user=editor, type="totp", data={"secret": SECRET})
    assert TOTP(row).validate_code(code(SECRET))


def by_command() -> User:
    address = ["--username=new", "--email=New@example.org"]
    call_command("createsuperuser", "--no-input", *address, stdout=StringIO())
    return User.objects.get(username="new")


def in_the_admin() -> User:
    client = Client()
    admin = UserFactory.create(is_superuser=True)
    TOTP.activate(admin, SECRET)
    client.force_login(admin)
    form = {
        "username": "new",
        "email": "New@example.org",
        "first_name": "N",
        "last_name": "N",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    client.post(reverse("wagtailusers_users:add"), form)
    return User.objects.get(username="new")


def in_code() -> User:
    return User.objects.create_user("new", "New@example.org")


@pytest.mark.parametrize(
    "make", [by_command, in_the_admin, in_code], ids=lambda made: made.__name__
)
def test_every_account_has_its_address_as_a_verified_row(home: Page, make: object) -> None:
    assert callable(make)
    user = make()
    rows = EmailAddress.objects.filter(user=user)
    assert list(rows.values_list("email", "verified", "primary")) == [
        ("new@example.org", True, True)
    ]
    user.email = "newer@example.org"
    user.save()
    assert list(rows.values_list("email", "verified", "primary")) == [
        ("newer@example.org", True, True)
    ]


def test_of_accounts_that_share_an_address_one_has_the_row() -> None:
    first, second = (UserFactory.create(email="shared@example.org") for _ in range(2))
    assert EmailAddress.objects.get().user == first
    first.email = ""
    first.save()
    second.save()
    assert EmailAddress.objects.get().user == second


def test_who_has_lost_it_is_freed_by_a_command(editor: User) -> None:
    TOTP.activate(editor, SECRET)
    RecoveryCodes.activate(editor)
    call_command("remove_second_factor", "editor@example.org", stdout=StringIO())
    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.of(editor).filter(action="core.remove_second_factor").exists()
    for name in ("editor", "nobody"):
        with pytest.raises(CommandError, match="Inget ändrades"):
            call_command("remove_second_factor", name)
