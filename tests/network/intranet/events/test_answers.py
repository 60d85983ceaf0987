"""Who comes to a meeting: places, the waiting list, and who was there."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from core.models import User
from core.operation.personal.erasing import parts as forgotten
from network.intranet.events.models import SignUp
from network.models import ActionItem, Event, Seat
from tests.as_read import as_read
from tests.factories.core import UserFactory
from tests.factories.events import STARTS, event, sign_up, task
from tests.network.intranet.people import AT, as_somebody, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


def answers(of: Event) -> list[str]:
    return list(of.sign_ups.order_by("pk").values_list("answer", flat=True))


def say(client: Client, to: Event, answer: str = "comes") -> int:
    return client.post(f"{to.get_absolute_url()}svara/", {"answer": answer}).status_code


def test_who_comes_after_the_last_place_waits_and_gets_the_first_that_is_left() -> None:
    made = event("Studiebesök", cap=1)
    clients = [as_somebody(somebody(Seat.Kind.CONTACT)) for _n in range(3)]
    for client in clients:
        assert say(client, made) == 302
    assert answers(made) == ["comes", "waits", "waits"]
    page = as_read(clients[2].get(made.get_absolute_url()).content.decode())
    assert "Du är nummer 2 på väntelistan" in page
    assert say(clients[1], made) == 302, "once more is as once"
    assert answers(made) == ["comes", "waits", "waits"]
    say(clients[0], made, "declines")
    assert answers(made) == ["declines", "comes", "waits"]
    with time_machine.travel(AT + timedelta(minutes=1), tick=False):
        say(clients[0], made)  # behind who waits already
        say(clients[1], made, "declines")
    assert answers(made) == ["waits", "declines", "comes"]


def test_more_places_are_given_to_those_who_wait() -> None:
    author = somebody(Seat.Kind.CONTACT)
    made = event("Studiebesök", author, cap=1)
    for answer in ("comes", "waits", "waits"):
        sign_up(made, UserFactory.create(), answer)
    sent = {"title": made.title, "day": "2026-12-10", "begins": "9", "finishes": "11", "version": 1}
    as_somebody(author).post(f"{made.get_absolute_url()}andra/", {**sent, "cap": 2})
    assert answers(made) == ["comes", "comes", "waits"]
    sent["version"] = 2
    as_somebody(author).post(f"{made.get_absolute_url()}andra/", {**sent, "cap": ""})
    assert answers(made) == ["comes", "comes", "comes"]


@pytest.mark.parametrize(
    ("facts", "before", "answer", "status"),
    [
        ({}, "", "comes", 302),
        ({"sign_up_until": AT.replace(day=29)}, "", "comes", 422),
        ({"sign_up_until": AT.replace(day=29)}, "comes", "declines", 302),
        ({"cancelled_at": AT}, "comes", "declines", 422),
        ({"starts": AT.replace(day=1)}, "", "comes", 422),
    ],
)
def test_until_when_somebody_may_answer(
    facts: dict[str, Any], before: str, answer: str, status: int
) -> None:
    made, reader = event("Möte", **facts), somebody(Seat.Kind.CONTACT)
    if before:
        sign_up(made, reader, before)
    assert say(as_somebody(reader), made, answer) == status
    expected = [answer] if status == 302 else [before] if before else []
    assert answers(made) == expected


def test_whoever_reads_it_only_as_its_author_does_not_answer() -> None:
    former = UserFactory.create()
    made = event("Möte", former)
    client = as_somebody(former)
    assert "Kommer du?" not in client.get(made.get_absolute_url()).content.decode()
    assert say(client, made) == 403
    assert client.get(f"{made.get_absolute_url()}dagordning/").status_code == 403


def test_who_came_is_ticked_and_also_who_had_not_said_so() -> None:
    author, absent, other = (somebody(Seat.Kind.CONTACT) for _n in range(3))
    made = event("Utbildning", author)
    for person in (author, absent):
        sign_up(made, person)
    client, url = as_somebody(author), f"{made.get_absolute_url()}narvaro/"
    assert "Det har inte börjat än" in client.get(url).content.decode()
    client.post(url, {"came": [absent.pk]})
    assert not SignUp.objects.filter(came=True).exists()
    with time_machine.travel(STARTS, tick=False):
        client = as_somebody(author)
        assert client.get(url).status_code == 200
        sent = {"came": [author.pk], "others": [other.pk]}
        assert client.post(url, sent).status_code == 302
        stranger = UserFactory.create()
        assert client.post(url, {"others": [stranger.pk]}).status_code == 422
        page = as_read(client.get(made.get_absolute_url()).content.decode())
    came = {each.person: each.came for each in made.sign_ups.all()}
    assert came == {author: True, absent: False, other: True}
    assert "var inte där" in page


def test_a_person_who_is_forgotten_leaves_the_place_and_tasks_without_a_name() -> None:
    leaving, waits = UserFactory.create(), UserFactory.create()
    made = event("Möte", cap=1)
    sign_up(made, leaving)
    sign_up(made, waits, "waits")
    task(made, "Ring partnern", leaving)
    forgotten["meetings"](leaving)
    assert [(each.person, each.answer) for each in made.sign_ups.all()] == [(waits, "comes")]
    assert ActionItem.objects.get().person is None


def test_what_waits_is_an_answer_and_what_one_has_taken_on() -> None:
    reader = somebody(Seat.Kind.CONTACT)
    soon = event("Nätverksmötet", starts=AT.replace(hour=14), place="Rådhuset")
    sign_up(soon, reader)
    event("Utbildningen")
    task(soon, "Ring partnern", reader, due=AT.date())
    task(soon, "Klart sedan länge", reader, done_at=AT)
    client = as_somebody(reader)
    page = as_read(client.get("/sv/natverk/").content.decode())
    assert "I dag 15.00, Rådhuset" in page
    assert "Utbildningen, 10/12 kl. 09.00" in page
    assert "Ring partnern" in page
    assert "Klart sedan länge" not in page
    assert "Nästa möten" in page
    assert "Nätverksmötet" in as_read(client.get("/sv/natverk/mina-uppgifter/").content.decode())
    say(client, Event.objects.get(title="Utbildningen"), "declines")
    again = as_read(client.get("/sv/natverk/").content.decode())
    assert "Kommer du?" not in again


def test_the_page_of_a_meeting_asks_the_same_whoever_comes(
    django_assert_max_num_queries: Any,
) -> None:
    reader: User = somebody(Seat.Kind.CONTACT)
    made = event("Möte", reader)
    for number in range(8):
        person = UserFactory.create()
        sign_up(made, person)
        task(made, f"Uppgift {number}", person)
        made.agenda.create(title=f"Punkt {number}", order=number)
    client = as_somebody(reader)
    client.get(made.get_absolute_url())
    with django_assert_max_num_queries(30):
        client.get(made.get_absolute_url())
