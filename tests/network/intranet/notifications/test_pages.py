"""The page of notices, what is chosen, and the link in a mail that ends it."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.test import Client

from core.models import AuditEvent, User
from network.intranet.notifications.mailing.digests import send_digests
from network.models import Card, Follow, MailPreference, Notification, Post, Seat
from tests.factories.calls import area
from tests.factories.core import UserFactory
from tests.network.intranet.people import AT, CANARY, as_somebody, post, somebody
from tests.required import required

pytestmark = pytest.mark.django_db

PAGE, CHOICES = "/sv/natverk/notiser/", "/sv/natverk/notiser/val/"


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(AT, tick=False):
        yield


def noted(person: User, about: Post, topic: str = "all") -> None:
    cache.clear()
    Notification.objects.create(
        person=person,
        key=f"post:{about.pk}",
        kind="post",
        object_id=about.pk,
        step="published",
        topics=topic,
        at=AT,
    )


def shown(client: Client, path: str = PAGE) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def number(page: BeautifulSoup) -> str:
    """What the head says is unread."""
    found = page.select_one(".notices-number")
    return found.text.split()[0] if found else ""


def test_the_page_has_titles_as_they_are_now_of_what_may_be_read_now() -> None:
    person, author = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.CONTACT)
    client = as_somebody(person)
    assert "Inget har hänt än" in shown(client).text
    renamed, closed = post(author, title="Gammal"), post(author, title=CANARY)
    for each in (renamed, closed):
        noted(person, each)
    Post.objects.filter(pk=renamed.pk).update(title="Ny rubrik")
    Post.objects.filter(pk=closed.pk).update(visibility="coordination")
    page = shown(client)
    assert [link.text for link in page.select(".notice-title a")] == ["Ny rubrik"]
    assert CANARY not in page.text
    assert number(page) == "1"
    assert not shown(as_somebody(author)).select(".notice-line")
    assert Client().get(PAGE)["Location"].startswith("/sv/konto/login/")


def test_what_is_opened_is_read_and_all_of_it_by_a_button() -> None:
    person = somebody(Seat.Kind.CONTACT)
    client, posts = as_somebody(person), [post(somebody()) for _n in range(3)]
    for each in posts:
        noted(person, each)
    assert number(shown(client, "/sv/natverk/")) == "3"
    client.get(posts[0].get_absolute_url())
    assert number(shown(client)) == "2"
    assert len(shown(client).select(".notice-unread")) == 2
    assert client.post(PAGE)["Location"] == PAGE
    page = shown(client)
    assert number(page) == ""
    assert len(page.select(".notice-line")) == 3
    assert not page.select(".notice-unread")


def chosen(person: User) -> dict[str, str]:
    return dict(Follow.objects.filter(person=person).values_list("what", "how"))


def test_what_is_chosen_is_kept_and_said() -> None:
    person, water, air = somebody(Seat.Kind.CONTACT), area("water"), area("air")
    Card.objects.create(person=person, updated_at=AT).areas.add(water)
    thread = post(somebody(), title="Tråden")
    Follow.objects.start(f"post:{thread.pk}", person=person, at=AT)
    client = as_somebody(person)
    page = shown(client, CHOICES)
    of_water = required(page.select_one(f"select[name=area-{water.pk}]"))
    assert required(of_water.option)["value"] == ""  # theirs
    of_air = required(page.select_one(f"select[name=area-{air.pk}]"))
    assert required(of_air.select_one("[selected]"))["value"] == "not"
    assert "Tråden" in page.text
    data: dict[str, Any] = {"how": "weekly", "language": "en", f"area-{water.pk}": "never"}
    data |= {f"area-{air.pk}": "", f"post-{thread.pk}": "not", "all": "not"}
    assert client.post(CHOICES, data)["Location"] == CHOICES
    assert chosen(person) == {f"area:{water.pk}": "never", f"area:{air.pk}": ""}
    kept = MailPreference.objects.get(person=person)
    assert (kept.how, kept.language) == ("weekly", "en")
    assert required(shown(client, CHOICES).select_one("input[checked]"))["value"] == "weekly"
    client.post(CHOICES, data | {f"area-{water.pk}": "", f"area-{air.pk}": "not"})
    assert chosen(person) == {}
    assert client.post(CHOICES, {**data, "how": "hourly"}).status_code == 422
    assert AuditEvent.objects.filter(action="notifications.choose").count() == 2


def test_nothing_is_offered_that_one_may_not_know_of() -> None:
    person, secret = UserFactory.create(), post(somebody(), title=CANARY)
    Follow.objects.start(f"post:{secret.pk}", person=person, at=AT)
    page = shown(as_somebody(person), CHOICES)
    assert CANARY not in page.text
    assert not page.select("select[name=all]")
    as_somebody(person).post(CHOICES, {"how": "", "language": "sv", "all": ""})
    assert "all" not in chosen(person)


def end_of(letter: mail.EmailMessage) -> str:
    address: str = letter.extra_headers["List-Unsubscribe"].strip("<>")
    return address.removeprefix("http://testserver")


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [("sv", "Avsluta mejlen?", "Mejlen är avslutade"), ("en", "End the mails?", "have ended")],
)
def test_one_click_ends_the_mails_and_looking_changes_nothing(
    language: str, before: str, after: str
) -> None:
    person, client = somebody(Seat.Kind.CONTACT), Client(enforce_csrf_checks=True)
    MailPreference.objects.create(person=person, language=language)
    noted(person, post(somebody()), "post:1")
    send_digests(at=AT)
    path = end_of(mail.outbox.pop())
    for _look in range(2):
        answer = client.get(path)
        assert before in answer.content.decode()
        assert f'<html lang="{language}"' in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert MailPreference.objects.get().stopped_at is None
    for _click in range(2):
        answer = client.post(path, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.get("Location")) == (200, None)
        assert after in answer.content.decode()
    assert AuditEvent.objects.filter(action="notifications.end_mails").count() == 1
    noted(person, post(somebody()), "post:1")
    send_digests(at=AT)
    assert not mail.outbox
    again = as_somebody(person)
    assert "avslutat alla mejl" in shown(again, CHOICES).text
    again.post(CHOICES, {"how": "", "language": language})
    assert MailPreference.objects.get().stopped_at is None


def test_a_made_up_link_and_that_of_another_purpose_end_nothing() -> None:
    person = somebody(Seat.Kind.CONTACT)
    noted(person, post(somebody()), "post:1")
    send_digests(at=AT)
    path = end_of(mail.outbox[0])
    for wrong in (path[:-3] + "aa/", f"/notiser/avsluta/{person.pk}/", "/notiser/avsluta/x:y/"):
        assert Client().post(wrong).status_code == 404
    User.objects.update(is_active=False)
    assert Client().post(path).status_code == 404
    assert not MailPreference.objects.exclude(stopped_at=None).exists()
