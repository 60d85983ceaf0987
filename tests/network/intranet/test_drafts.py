"""What somebody writes is not lost, by a lost log-in, a second window or a second try."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from core.models import AuditEvent, User
from core.operation.personal.erasing import erase
from network.intranet.writing.drafts import KEPT, MOST, Note, forget_old, save
from network.models import Comment, Draft, Post, Seat
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.network.intranet.people import AT, as_somebody, post, somebody
from tests.required import required

pytestmark = pytest.mark.django_db

WRITE, MINE = "/sv/natverk/nytt/", "/sv/natverk/mina-uppgifter/"
TEXT = "Vi har lärt oss – och ångrar inget 🦉"


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    municipality()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def author() -> User:
    return somebody(Seat.Kind.CONTACT)


def form(client: Client, path: str = WRITE) -> dict[str, Any]:
    """The fields of the form as the page has them, those that say which text it is among them."""
    page = BeautifulSoup(client.get(path).content, "html.parser")
    inputs = page.select(".form-post input[type=hidden], .form-post input[name=title]")
    fields = {str(each["name"]): str(each.get("value", "")) for each in inputs}
    text = required(page.select_one("textarea[name=text]")).text.removeprefix("\n")
    return {**fields, "text": text}


def typed(client: Client, path: str = WRITE, **facts: Any) -> dict[str, Any]:
    return {**form(client, path), "title": "Erfarenhet", "text": TEXT, **facts}


def test_a_draft_is_saved_gone_on_with_and_published_without_script(author: User) -> None:
    client = as_somebody(author)
    answer = client.post(WRITE, {**typed(client), "areas": [], "action": "draft"}, follow=True)
    assert "Utkastet är sparat" in answer.content.decode()
    draft = Draft.objects.get()
    for page in (WRITE, MINE):
        listed = BeautifulSoup(client.get(page).content, "html.parser").select(".drafts a")
        assert [link["href"] for link in listed] == [draft.url]
    again = form(client, draft.url)
    assert (again["title"], again["text"]) == ("Erfarenhet", TEXT)
    assert client.post(draft.url, again).status_code == 302
    assert Post.objects.get().text == TEXT
    assert not Draft.objects.exists()
    assert not AuditEvent.objects.filter(action__contains="draft").exists()


def test_a_new_form_is_of_news_unless_the_way_there_asks_otherwise(author: User) -> None:
    for query, kind in (("", "news"), ("?kind=question", "question"), ("?kind=x", "news")):
        page = BeautifulSoup(as_somebody(author).get(WRITE + query).content, "html.parser")
        assert [box["value"] for box in page.select("[name=kind][checked]")] == [kind]


def test_a_draft_is_nobody_elses(author: User) -> None:
    client = as_somebody(author)
    client.post(WRITE, {**typed(client), "action": "draft"})
    draft = Draft.objects.get()
    other = as_somebody(somebody(Seat.Kind.COORDINATOR))
    assert TEXT not in other.get(draft.url).content.decode()
    assert other.post(f"/sv/natverk/utkast/{draft.pk}/ta-bort/").status_code == 302
    assert Draft.objects.exists()
    client.post(f"/sv/natverk/utkast/{draft.pk}/ta-bort/")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("action", ["publish", "draft", ""])
def test_a_log_in_that_has_ended_costs_nothing_that_was_typed(author: User, action: str) -> None:
    client = as_somebody(author)
    sent = {**typed(client), "action": action}
    client.logout()
    answer = client.post(WRITE, sent)
    assert not Post.objects.exists()
    draft = Draft.objects.get(author=author)
    assert parse_qs(urlsplit(answer["Location"]).query)["next"] == [draft.url]
    client.force_login(author)
    assert form(client, draft.url)["text"] == TEXT


@pytest.mark.parametrize("note", ["", "stulen", str(Note(999_999, uuid4()))])
def test_without_its_note_a_stranger_saves_nothing(note: str) -> None:
    answer = Client().post(WRITE, {"title": "x", "text": TEXT, "note": note, "action": "draft"})
    assert answer.status_code == 302
    assert "/konto/" in answer["Location"]
    assert not Draft.objects.exists()


def test_a_seat_that_has_ended_keeps_the_text_from_the_others_and_for_its_author(
    author: User,
) -> None:
    client = as_somebody(author)
    sent = typed(client)
    author.appointments.all().delete()
    answer = client.post(WRITE, sent, follow=True)
    assert not Post.objects.exists()
    assert "Din text är sparad" in answer.content.decode()
    assert Draft.objects.get().typed["text"] == [TEXT]


def test_a_page_from_before_another_log_in_publishes_nothing_and_loses_nothing(
    author: User,
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    stale = typed(client)
    client.logout()
    client.force_login(author)
    client.cookies["csrftoken"] = "n" * 32
    answer = client.post(WRITE, stale)
    assert (answer.status_code, Post.objects.count()) == (302, 0)
    draft = Draft.objects.get()
    assert client.post(draft.url, form(client, draft.url)).status_code == 302
    assert Post.objects.get().text == TEXT
    assert client.post(WRITE, {"title": "x", "text": "y"}).status_code == 403


def test_a_script_saves_while_somebody_writes_and_two_windows_lose_nothing(author: User) -> None:
    client = as_somebody(author)
    sent = {**typed(client), "action": "draft"}

    def autosave(**facts: Any) -> dict[str, Any]:
        answer = client.post(WRITE, {**sent, **facts}, headers={"X-Requested-With": "fetch"})
        told: dict[str, Any] = answer.json()
        return told

    first = autosave()
    assert (first["version"], first["logged_in"]) == (1, True)
    assert re.fullmatch(r"\d\d\.\d\d", first["saved"])
    here = autosave(draft_version=1, text="Här")
    there = autosave(draft_version=1, text="I det andra fönstret")
    assert here["note"] != there["note"]
    assert {d.typed["text"][0] for d in Draft.objects.all()} == {"Här", "I det andra fönstret"}
    client.logout()
    out = autosave(note=here["note"], draft_version=here["version"], text="Utloggad")
    assert not out["logged_in"]
    assert "next=" in out["log_in"]
    assert Draft.objects.filter(typed__text=["Utloggad"]).count() == 1


def test_what_is_sent_twice_is_one_post_and_what_was_changed_between_is_two(author: User) -> None:
    client = as_somebody(author)
    sent = typed(client)
    there = [client.post(WRITE, sent)["Location"] for _ in range(2)]
    assert there[0] == there[1]
    assert client.post(WRITE, {**sent, "text": "Ändrat efter ett steg tillbaka"})["Location"]
    assert Post.objects.count() == 2


def test_a_change_of_a_post_is_a_draft_of_that_post(author: User) -> None:
    written = post(author)
    edit = f"/sv/natverk/inlagg/{written.pk}/andra/"
    client = as_somebody(author)
    client.post(edit, {**typed(client, edit), "action": "draft"})
    draft = Draft.objects.get()
    assert draft.url.startswith(edit)
    assert form(client, draft.url)["text"] == TEXT
    client.post(edit, form(client, draft.url))
    written.refresh_from_db()
    assert (written.text, Draft.objects.count()) == (TEXT, 0)


def test_drafts_are_forgotten_in_time_beyond_a_number_and_with_their_author(author: User) -> None:
    def draft(**facts: Any) -> Draft:
        note = Note(author.pk, uuid4())
        facts = {"typed": {"title": ["x"]}, "at": AT, **facts}
        return save(author=author, note=note, of={}, version=0, **facts)

    old = draft(at=AT - KEPT - timedelta(days=1))
    kept = draft()
    forget_old(AT)
    assert list(Draft.objects.all()) == [kept] != [old]
    for number in range(MOST):
        draft(at=AT + timedelta(seconds=number))
    assert Draft.objects.count() == MOST
    erase(person=author, by=UserFactory.create(is_superuser=True), at=AT)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("changes", [False, True])
def test_a_comment_is_kept_for_whoever_was_logged_out(author: User, *, changes: bool) -> None:
    """New or changed, its text is there again after the log-in, and goes once it is sent."""
    made = post(somebody(Seat.Kind.CONTACT))
    client, page = as_somebody(author), made.get_absolute_url()
    if changes:
        client.post(f"{page}kommentera/", form(client, page) | {"text": "Först"})
        to = f"{page}kommentarer/{Comment.objects.get().pk}/andra/"
        sent = form(client, to) | {"text": TEXT}
    else:
        to, sent = f"{page}kommentera/", form(client, page) | {"text": TEXT}
    client.logout()
    answer = client.post(to, sent)
    assert not Comment.objects.filter(text=TEXT).exists()
    draft = Draft.objects.get(author=author)
    assert parse_qs(urlsplit(answer["Location"]).query)["next"] == [draft.url]
    assert TEXT not in Client().get(draft.url, follow=True).content.decode()
    client.force_login(author)
    again = form(client, draft.url)
    assert again["text"] == TEXT
    assert str(draft) in client.get(MINE).content.decode()
    assert client.post(to, again).status_code == 302
    assert Comment.objects.get().text == TEXT
    assert not Draft.objects.exists()


def test_a_comment_on_what_one_reads_no_more_is_kept_as_a_text_of_its_own(author: User) -> None:
    made = post(somebody(Seat.Kind.CONTACT), title="Hemlig rubrik")
    client, page = as_somebody(author), made.get_absolute_url()
    sent = form(client, page) | {"text": TEXT}
    author.appointments.all().delete()
    answer = client.post(f"{page}kommentera/", sent, follow=True)
    assert "Din text är sparad" in answer.content.decode()
    assert "Hemlig rubrik" not in answer.content.decode()
    assert (Draft.objects.get().comment_on, Draft.objects.get().text) == (None, TEXT)
