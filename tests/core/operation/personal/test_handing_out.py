"""Who gets what is stored of somebody, by command and in the admin, and who erases them there."""

import io
import json
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, CommentReply

from core.access.visibility import Visibility
from core.models import AuditEvent, User
from core.operation.personal.erasing import is_erased
from tests.as_read import as_read
from tests.factories.core import PASSWORD, DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db
EMAIL = "berta.ek@example.org"


@pytest.fixture
def person() -> User:
    user = UserFactory.create(first_name="Berta", last_name="Ek", email=EMAIL, username="beek01")
    upload = SimpleUploadedFile("budget.txt", b"Tolv kronor")
    DocumentFactory.create(
        title="Budgeten", file=upload, uploaded_by_user=user, visibility=Visibility.STAFF
    )
    return user


@pytest.fixture
def admin() -> User:
    return UserFactory.create(is_superuser=True)


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", ["folder", "packed.zip"])
def test_a_command_writes_a_folder_or_an_archive(person: User, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    call_command("export_person", EMAIL.upper(), str(path))
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    if path.is_dir():
        files = {str(f.relative_to(path)): f.read_bytes() for f in path.rglob("*") if f.is_file()}
    else:
        with zipfile.ZipFile(path) as archive:
            files = {each: archive.read(each) for each in archive.namelist()}
    assert b"Tolv kronor" in files.values()
    data = json.loads(files["data.json"])
    assert data["person"] == person.pk
    account = next(sort for sort in data["records"] if sort["model"] == "core.user")
    lines = {line["name"]: line["value"] for line in account["rows"][0]["lines"]}
    assert (lines["email"], lines["password"]) == (EMAIL, None)
    assert person.password not in files["data.json"].decode()
    assert "Budgeten" in as_read(files["uppgifter.html"].decode())
    assert AuditEvent.objects.of(person).get(action="core.export_person").actor is None


@pytest.mark.parametrize(
    "words",
    [
        ["export_person", "nobody@example.org", "there"],
        ["export_person", EMAIL, "taken.zip"],
        ["export_person", EMAIL, "taken.zip/below"],
        ["export_person", EMAIL, "full"],
        ["erase_person", "nobody@example.org"],
    ],
)
def test_a_command_that_cannot_says_why_and_changes_nothing(
    person: User, tmp_path: Path, words: Sequence[str]
) -> None:
    (tmp_path / "taken.zip").write_text("x")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    command, email, *paths = words
    with pytest.raises(CommandError) as caught:
        call_command(command, email, *[str(tmp_path / path) for path in paths])
    assert caught.value.returncode == 1
    assert str(caught.value).endswith(".") or ":" in str(caught.value)
    assert (tmp_path / "taken.zip").read_text() == "x"
    person.refresh_from_db()
    assert person.email == EMAIL


def test_a_command_erases_once(person: User, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("erase_person", EMAIL)
    assert str(person.pk) in capsys.readouterr().out
    person.refresh_from_db()
    assert is_erased(person)
    for again in (EMAIL, person.username):
        with pytest.raises(CommandError, match=r"redan radera[dt]"):
            call_command("erase_person", again)


def test_an_administrator_hands_out_and_erases_in_the_admin(person: User, admin: User) -> None:
    client = as_user(admin)
    listed = as_read(client.get(reverse("wagtailusers_users:index")).content.decode())
    data = reverse("wagtailusers_users:personal_data", args=[person.pk])
    erasing = reverse("wagtailusers_users:delete", args=[person.pk])
    assert data in listed
    assert "Står kvar, av en tidigare kollega" in client.get(data).content.decode()
    answer = client.post(data)
    assert "no-store" in answer["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "data.json" in archive.namelist()
    assert "Det går inte att ångra" in client.get(erasing).content.decode()
    person.refresh_from_db()
    assert person.email == EMAIL
    said = client.post(erasing, follow=True).content.decode()
    assert f"numret {person.pk}" in said
    person.refresh_from_db()
    assert is_erased(person)
    events = client.get("/admin/snippets/core/auditevent/").content.decode()
    assert f"erased-{person.pk}" in events or "core.erase_person" in events
    assert client.post(data).status_code == 302
    assert "redan raderad" in client.get(erasing).content.decode()


def test_many_are_erased_at_once_and_what_others_answered_stays(
    person: User, admin: User, home: object
) -> None:
    comment = Comment.objects.create(page=home, user=person, text="Rätt?", contentpath="x")
    CommentReply.objects.create(comment=comment, user=admin, text="Ja")
    url = reverse("wagtail_bulk_action", args=["core", "user", "delete"])
    as_user(admin).post(f"{url}?id={person.pk}&id={admin.pk}")
    person.refresh_from_db()
    admin.refresh_from_db()
    assert (is_erased(person), is_erased(admin)) == (True, False)
    assert CommentReply.objects.get().text == "Ja"


def test_the_right_to_change_accounts_is_none_to_read_or_erase_what_they_wrote(
    person: User,
) -> None:
    keeper = UserFactory.create()
    rights = Permission.objects.filter(codename__in=["access_admin", "change_user", "delete_user"])
    keeper.user_permissions.set(rights)
    client = as_user(keeper)
    for name in ("personal_data", "delete"):
        url = reverse(f"wagtailusers_users:{name}", args=[person.pk])
        for answer in (client.get(url), client.post(url)):
            assert "Budgeten" not in answer.content.decode()
            assert answer.status_code == 302
    url = reverse("wagtail_bulk_action", args=["core", "user", "delete"])
    client.post(f"{url}?id={person.pk}")
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert person.email == EMAIL
