"""Of somebody who is everywhere, all is exported, and after erasure nothing is left."""

import io
import json
import re
import zipfile
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import Comment, CommentReply, Page

from config.apps import APPS
from core.models import AuditEvent, User
from core.operation.personal.erasing import ANSWERED, erase
from core.operation.personal.exporting import Export, export
from core.operation.personal.replacing import FORMER
from network.models import Post
from tests.core.operation.personal.everywhere import ADDRESS, KEY, LOGIN, NAME, scan, somebody
from tests.factories.core import UserFactory
from tests.required import required

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)
NEEDLES = (NAME, ADDRESS, LOGIN, str(KEY))
MARK = "[en tidigare kollega]"
# Tables that the export tells of otherwise, or that are made of other tables.
NOT_ROWS = {
    *("core_searchentry", "core_searchtext", "core_searchsignature", "wagtailsearch_indexentry"),
    *("wagtailsearch_sqliteftsindexentry", "wagtailsearch_sqliteftsindexentry_content"),
}
# What is only a person's own: it goes with the account. All else stays without them.
OWN = {
    *("core.User_groups", "core.User_user_permissions", "account.EmailAddress"),
    *("socialaccount.SocialAccount", "mfa.Authenticator", "usersessions.UserSession"),
    *("wagtailusers.UserProfile", "wagtailadmin.EditingSession", "wagtailadmin.FormState"),
    *("wagtailcore.APIToken", "wagtailcore.PageSubscription"),
    *("network.UnitMember", "network.GroupMember", "network.Thanks", "network.Follow"),
    *("network.SignUp", "network.Draft", "network.LastVisit", "network.Card"),
    *("network.CalendarFeed", "network.Invitation", "network.ReadingConfirmed"),
    *("network.MailPreference", "network.Notification"),
}


def unpacked(made: Export) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made.as_zip())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.long
@pytest.mark.django_db
def test_an_export_holds_all_and_after_erasure_only_the_audit_log_knows_the_number(
    home: Page,
) -> None:
    person, admin = somebody(), UserFactory.create(is_superuser=True)
    written = Post.objects.get(author=person)
    there = {(table, row) for table, row, *_rest in scan(*NEEDLES)} - {
        (table, row) for table, row, *_rest in scan(*NEEDLES) if table in NOT_ROWS
    }
    assert len({table for table, _row in there}) > 100
    files = unpacked(export(person=person, by=admin, at=AT))
    data = json.loads(files["data.json"])
    exported = {
        (apps.get_model(sort["model"])._meta.db_table, row["key"])
        for sort in data["records"]
        for row in sort["rows"]
    }
    assert sorted(there - exported) == []
    for name, word in (("uppgifter.html", "Det här finns om dig"), ("personal-data.html", "What")):
        page = files[name].decode()
        assert word in page
        assert page.count(NAME) > 100
        assert not re.search(r"<script|src=|href=\"http|@import|url\(", page.partition("<body")[0])

    numbers = Counter(model._meta.label for model in apps.get_models() if _stays(model))
    before = {label: apps.get_model(label)._base_manager.count() for label in numbers}
    erase(person=person, by=admin, at=AT)
    left = {(table, column) for table, _row, column, _text in scan(*NEEDLES)}
    assert left == {
        *(("core_user", "id"), ("core_user", "username")),
        *(("core_auditevent", "object_id"), ("core_auditevent", "actor_id")),
    } - ({("core_auditevent", "actor_id")} if not _acted(person) else set())
    after = {label: apps.get_model(label)._base_manager.count() for label in numbers}
    assert after == before, "what others wrote is gone"
    written.refresh_from_db()
    assert (written.author, MARK in written.text) == (None, True)


def _stays(model: type[models.Model]) -> bool:
    return model._meta.app_label in APPS[1:] and model._meta.label not in OWN


def _acted(person: User) -> bool:
    return AuditEvent.objects.filter(actor=person).exists()


def test_what_is_deleted_with_an_account_is_a_person_s_own() -> None:
    with_it = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.related_model is User and not field.null
    }
    assert with_it - OWN == {"wagtailcore.Comment", "wagtailcore.CommentReply"}
    assert {label.lower() for label in with_it - OWN} == ANSWERED
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if field.related_model is User and field.null:
                kept: tuple[Any, ...] = (models.SET_NULL, models.DO_NOTHING)
                assert required(field.remote_field).on_delete in kept, f"{model}: {field}"


@pytest.mark.django_db
def test_what_colleagues_answered_to_a_comment_of_an_editor_stays(home: Page) -> None:
    person, other = UserFactory.create(first_name="A", last_name="B"), UserFactory.create()
    comment = Comment.objects.create(page=home, user=person, text="Är det rätt?", contentpath="x")
    CommentReply.objects.create(comment=comment, user=other, text="Ja, A B!")
    erase(person=person, by=None, at=AT)
    reply = CommentReply.objects.get()
    assert (reply.user, reply.text) == (other, f"Ja, {MARK}!")
    assert reply.comment.user.username == FORMER
    assert not reply.comment.user.is_active


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Tack Berta Ek", f"Tack {MARK}"),
        ("Berta Eks förslag, BERTA&nbsp;EK", f"{MARK}s förslag, {MARK}"),
        ("Ek, Berta", MARK),
        ("Skriv till berta.ek@example.org.", f"Skriv till {MARK}."),
        ('<a href="mailto:berta.ek%40example.org">', f'<a href="mailto:{MARK}">'),
        ("Berta Ekman, alberta.ek@example.org, Berta, beek012", None),
        ("beek01!", f"{MARK}!"),
    ],
)
def test_who_is_meant_is_taken_out_and_nobody_else(text: str, left: str | None, home: Page) -> None:
    person = UserFactory.create(
        first_name="Berta", last_name="Ek", email="berta.ek@example.org", username="beek01"
    )
    page = home.specific
    type(page).objects.filter(pk=page.pk).update(lead=text)
    page.refresh_from_db()
    version = page.save_revision()
    erase(person=person, by=None, at=AT)
    page.refresh_from_db()
    version.refresh_from_db()
    assert page.lead == version.content["lead"] == (left or text)


@pytest.mark.django_db
def test_a_link_for_a_new_password_is_forgotten_with_whom_it_was_for(client: Client) -> None:
    person, other = UserFactory.create(), UserFactory.create()
    for user in (person, other):
        client.post(reverse("account_reset_password"), {"email": user.email})
    assert DBTaskResult.objects.count() == 2
    erase(person=person, by=None, at=AT)
    assert DBTaskResult.objects.get().args_kwargs["args"][0] == [other.pk]


@pytest.mark.django_db
def test_a_namesake_who_still_works_here_keeps_their_name(home: Page) -> None:
    person, _other = (UserFactory.create(first_name="Berta", last_name="Ek") for _ in range(2))
    type(home.specific).objects.update(lead="Tack Berta Ek")
    assert "Tack Berta Ek" not in export(person=person, by=None, at=AT).files["data.json"].decode()
    erase(person=person, by=None, at=AT)
    assert type(home.specific).objects.get(pk=home.pk).lead == "Tack Berta Ek"


@pytest.mark.django_db
def test_a_user_name_that_is_any_word_is_not_looked_for(home: Page) -> None:
    person = UserFactory.create(username="editor")
    type(home.specific).objects.update(lead="The editor answers")
    erase(person=person, by=None, at=AT)
    assert type(home.specific).objects.get(pk=home.pk).lead == "The editor answers"
