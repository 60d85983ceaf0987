"""The agenda, the minutes and who does what: what is left stands first at the next meeting."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from core.access.visibility import Visibility
from network.models import ActionItem, AgendaItem, Event, Seat
from tests.as_read import as_read
from tests.factories.core import UserFactory
from tests.factories.events import STARTS, event, task
from tests.factories.network import group, member
from tests.network.intranet.people import AT, as_somebody, somebody
from tests.required import required

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


def filled(client: Client, path: str) -> dict[str, Any]:
    """What the form on the page would send as it stands."""
    page = BeautifulSoup(client.get(path).content, "html.parser")
    form = required(page.select_one("main form.form-post"))
    sent = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        chosen = field.select_one("option[selected]") if field.name == "select" else None
        value = chosen["value"] if chosen else field.get("value", "")
        sent[str(field["name"])] = field.text.strip("\n") if field.name == "textarea" else value
    return sent


def titles(of: Event) -> list[str]:
    return list(of.agenda.values_list("title", flat=True))


def test_items_are_added_changed_ordered_and_taken_away_without_script() -> None:
    author = somebody(Seat.Kind.CONTACT)
    client, made = as_somebody(author), event("Möte", author)
    url = f"{made.get_absolute_url()}dagordning/"
    sent = filled(client, url)
    sent |= {"items-0-title": "Budget", "items-1-title": "Partner", "items-2-title": "Övrigt"}
    assert client.post(url, {**sent, "action": "more"})["Location"] == url
    assert titles(made) == ["Budget", "Partner", "Övrigt"]
    budget = made.agenda.get(title="Budget")
    AgendaItem.objects.filter(pk=budget.pk).update(decision="Vi söker.")
    sent = filled(client, url)
    assert sent["items-TOTAL_FORMS"] == "6"
    sent |= {"items-0-order": "9", "items-0-title": "Budgeten", "items-1-DELETE": "on"}
    sent |= {"items-3-title": "Val av ordförande", "items-3-order": "1"}
    assert client.post(url, sent)["Location"].endswith("#agenda")
    assert titles(made) == ["Val av ordförande", "Övrigt", "Budgeten"]
    budget.refresh_from_db()
    assert budget.decision == "Vi söker."
    late = client.post(url, sent)
    assert late.status_code == 422
    assert "Mötet har ändrats under tiden" in late.content.decode()
    assert "Budgeten" in late.content.decode()
    assert len(titles(made)) == 3


def test_minutes_decisions_and_who_does_what_by_when() -> None:
    author, other = (somebody(Seat.Kind.CONTACT) for _n in range(2))
    stranger = UserFactory.create()
    client, made = as_somebody(author), event("Möte", author)
    item = made.agenda.create(title="Budget")
    url = f"{made.get_absolute_url()}protokoll/"
    sent = filled(client, url)
    decided = {f"decision-{item.pk}": "Vi söker *inte*.", "minutes": "Alla var **eniga**."}
    tasks = {"tasks-0-text": "Ring", "tasks-0-person": other.pk, "tasks-0-due": "2027-01-15"}
    wrong = client.post(url, {**sent, **decided, "tasks-0-person": other.pk})
    assert wrong.status_code == 422
    assert "Skriv vad som ska göras" in wrong.content.decode()
    assert "Alla var **eniga**." in wrong.content.decode()
    not_one_of_us = {**tasks, "tasks-0-person": stranger.pk}
    assert client.post(url, {**sent, **decided, **not_one_of_us}).status_code == 422
    assert client.post(url, {**sent, **decided, **tasks}).status_code == 302
    made_task = ActionItem.objects.get()
    assert (made_task.person, made_task.due) == (other, date(2027, 1, 15))
    page = as_read(client.get(made.get_absolute_url()).content.decode())
    assert "<strong>eniga</strong>" in page
    assert "Vi söker *inte*." in page
    assert "senast 15 januari 2027" in page
    again = filled(client, url)
    assert again["tasks-0-person"] == str(other.pk)
    client.post(url, {**again, "tasks-0-DELETE": "on"})
    assert not ActionItem.objects.exists()


def test_the_next_meeting_opens_with_what_was_left_of_all_before() -> None:
    author, other, outside = (somebody(Seat.Kind.CONTACT) for _n in range(3))
    first = event("Första", author, starts=STARTS - timedelta(days=60))
    second = event("Andra", author, starts=STARTS - timedelta(days=30), follows=first)
    oldest = task(first, "Ring partnern", other, due=date(2026, 11, 1))
    task(second, "Skriv sammanfattningen", author)
    task(second, "Är redan klart", author, done_at=AT)
    client = as_somebody(author)
    form = f"/sv/natverk/moten/nytt/?after={second.pk}"
    sent = {**filled(client, form), "day": "2026-12-10"}
    assert sent["title"] == "Andra"
    url = client.post("/sv/natverk/moten/nytt/", sent)["Location"]
    third = Event.objects.get(follows=second)
    page = BeautifulSoup(client.get(url).content, "html.parser")
    left = required(page.select_one("#left-open"))
    assert [each.text for each in left.select("li > div > p")] == [
        "Ring partnern",
        "Skriv sammanfattningen",
    ]
    assert str(other) in left.text
    done = f"{url}uppgifter/{oldest.pk}/klar/"
    assert as_somebody(outside).post(done).status_code == 403
    assert client.post(done).status_code == 302
    oldest.refresh_from_db()
    assert (oldest.done_at, oldest.done_by) == (AT, author)
    assert "Ring partnern" not in client.get(url).content.decode()
    client.post(f"{first.get_absolute_url()}uppgifter/{oldest.pk}/klar/", {"done": "no"})
    assert "Ring partnern" in client.get(url).content.decode()
    assert as_somebody(other).post(done).status_code == 302, "who does it says when it is done"
    elsewhere = task(event("Ett annat", author), "Något annat")
    assert client.post(f"{url}uppgifter/{elsewhere.pk}/klar/").status_code == 404
    assert third.follows == second


def test_what_is_left_shows_nothing_of_a_meeting_that_the_reader_may_not_read() -> None:
    team, coordinator = group(), somebody(Seat.Kind.COORDINATOR)
    inside = event("Hemligt möte", coordinator, visibility=Visibility.GROUP, group=team)
    task(inside, "Hemlig uppgift", coordinator)
    after = event("Öppet för nätverket", coordinator, follows=inside)
    page = as_read(as_somebody(coordinator).get(after.get_absolute_url()).content.decode())
    assert "Hemlig uppgift" in page
    reader = as_somebody(somebody(Seat.Kind.CONTACT))
    page = as_read(reader.get(after.get_absolute_url()).content.decode())
    assert "Öppet för nätverket" in page
    assert "Hemlig" not in page
    assert reader.post(f"{after.get_absolute_url()}uppgifter/1/klar/").status_code == 404


def test_meetings_that_follow_each_other_in_a_circle_end() -> None:
    author = somebody(Seat.Kind.CONTACT)
    one = event("Ett", author)
    other = event("Två", author, follows=one)
    Event.objects.filter(pk=one.pk).update(follows=other)
    task(other, "Ring", author)
    page = as_somebody(author).get(one.get_absolute_url())
    assert page.content.decode().count("<p>Ring</p>") == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("author", 200), ("coordinator", 200), ("colleague", 403), ("member", 404)],
)
def test_who_runs_a_meeting_of_the_network(who: str, status: int) -> None:
    author = somebody(Seat.Kind.CONTACT)
    people = {
        "author": author,
        "coordinator": somebody(Seat.Kind.COORDINATOR),
        "colleague": somebody(Seat.Kind.CONTACT),
        "member": UserFactory.create(),
    }
    member(people["member"], group())
    url = event("Möte", author).get_absolute_url()
    client = as_somebody(people[who])
    for form in ("dagordning", "protokoll", "narvaro", "filer", "andra", "avlys"):
        # Who may write nowhere is told so before it is asked of which meeting.
        assert client.get(f"{url}{form}/").status_code in {
            status,
            *([403] if status != 200 else []),
        }
