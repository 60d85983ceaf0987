"""A post that asks to be confirmed: by whom it is for, said to its author, reminded once a day."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent, User
from core.operation.personal.erasing import erase
from network.models import Card, MailPreference, Post, ReadingConfirmed, Seat
from tests.factories.core import UserFactory
from tests.network.intranet.people import AT, CANARY, as_somebody, post, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def author() -> User:
    return somebody(Seat.Kind.CONTACT)


@pytest.fixture
def asks(author: User) -> Post:
    return post(author, asks_reading=True, title="Nya regler")


def confirm(client: Client, asked: Post) -> int:
    return client.post(reverse("confirm_reading", args=[asked.pk])).status_code


def page_of(asked: Post) -> str:
    return reverse("who_has_read", args=[asked.pk])


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def test_a_reader_is_asked_on_the_page_and_among_what_waits_until_they_confirm(asks: Post) -> None:
    reader = somebody(Seat.Kind.CONTACT)
    Card.objects.create(person=reader, updated_at=AT)
    client, path = as_somebody(reader), asks.get_absolute_url()
    assert "Ska läsas Nya regler" in text(client, "/sv/natverk/")
    client.get(reverse("confirm_reading", args=[asks.pk]))  # as a mail scanner does
    assert "Jag har läst" in text(client, path)
    for _click in range(2):
        assert confirm(client, asks) == 302
    assert "Den 30 november 2026 bekräftade du" in text(client, path)
    assert "Ska läsas" not in text(client, "/sv/natverk/")
    assert ReadingConfirmed.objects.count() == 1
    assert AuditEvent.objects.filter(action="posts.confirm_reading").count() == 1


def test_only_whom_it_is_for_confirms_and_only_what_asks(author: User, asks: Post) -> None:
    plain = post(author)
    for person, on, status in (
        (UserFactory.create(), asks, 404),
        (author, asks, 403),
        (UserFactory.create(is_superuser=True), asks, 403),
        (somebody(Seat.Kind.CONTACT), plain, 403),
        (somebody(Seat.Kind.CONTACT), asks, 302),
    ):
        assert confirm(as_somebody(person), on) == status
    assert "Jag har läst" not in text(as_somebody(author), asks.get_absolute_url())
    assert "Ska läsas" not in text(
        as_somebody(UserFactory.create(is_superuser=True)), "/sv/natverk/"
    )


def test_its_author_and_who_coordinates_see_who_has_and_has_not(author: User, asks: Post) -> None:
    has, has_not, gone, left = (somebody(Seat.Kind.CONTACT) for _n in range(4))
    coordinator = somebody(Seat.Kind.COORDINATOR)
    for person in (has, left):
        confirm(as_somebody(person), asks)
    left.appointments.update(ends=AT.date() - timedelta(days=1))
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for person in (author, coordinator):
        said = text(as_somebody(person), page_of(asks))
        assert "1 av 3 har läst" in said
        missing, _heading, read = said.partition("Har läst")
        assert str(has_not) in missing
        assert str(has) in read
        assert str(left) not in said
        assert str(gone) not in said
    assert as_somebody(has).get(page_of(asks)).status_code == 403


def test_who_has_not_is_reminded_once_a_day_in_their_language(author: User, asks: Post) -> None:
    has, has_not = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.CONTACT)
    MailPreference.objects.create(person=has_not, language="en")
    confirm(as_somebody(has), asks)
    client = as_somebody(author)
    for _click in range(2):
        assert client.post(page_of(asks))["Location"] == page_of(asks)
    [letter] = mail.outbox
    assert letter.to == [has_not.email]
    assert letter.subject == "Please read: Nya regler"
    assert f"http://testserver/en/network/posts/{asks.pk}/" in letter.body
    assert CANARY not in letter.body
    assert "I morgon går det att påminna igen" in text(client, page_of(asks))
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        later = as_somebody(author)
        assert "Senast påminda den 30 november 2026" in text(later, page_of(asks))
        later.post(page_of(asks))
    assert len(mail.outbox) == 2
    assert AuditEvent.objects.filter(action="posts.remind_of_reading").count() == 2


def test_the_form_offers_it_to_who_is_of_the_network_and_it_stays_when_changed() -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    assert 'name="asks_reading"' in client.get("/sv/natverk/nytt/").content.decode()
    typed = {"title": "T", "text": "T", "asks_reading": "on"}
    client.post("/sv/natverk/nytt/", typed)
    made = Post.objects.get()
    assert made.asks_reading
    edit = reverse("edit_post", args=[made.pk])
    client.post(edit, {"title": "T2", "text": "T", "version": "1"})
    assert not Post.objects.get().asks_reading


def test_it_is_forgotten_with_the_person(author: User, asks: Post) -> None:
    reader = somebody(Seat.Kind.CONTACT)
    confirm(as_somebody(reader), asks)
    erase(person=reader, by=author, at=AT)
    assert not ReadingConfirmed.objects.exists()
