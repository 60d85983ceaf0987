"""The start page of the intranet: what waits for somebody first, then what is new to them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from core.models import User
from core.models.profile import NetworkForm
from network.models import Card, Draft, Duty, Post, PostLink, Seat, UnitMember
from tests.factories.calls import area, call, municipality
from tests.factories.core import UserFactory
from tests.factories.network import unit
from tests.network.intranet.people import AT, as_somebody, comment, post, somebody
from tests.required import required

pytestmark = pytest.mark.django_db

START = "/sv/natverk/"


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    municipality()
    cache.clear()
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def me() -> User:
    """A contact person who has told what they work with: nothing waits for them."""
    me = somebody(Seat.Kind.CONTACT, unit=unit(name="Teknik"))
    card = Card.objects.create(person=me, updated_at=AT)
    card.areas.add(area("vatten"))
    return me


def start(user: User, path: str = START) -> BeautifulSoup:
    answer = as_somebody(user).get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def tasks(page: BeautifulSoup) -> list[tuple[str, str]]:
    """Each thing that waits, as its day and what it is."""
    return [
        (
            str(day["datetime"]) if (day := task.select_one("time")) else "",
            required(task.select_one("h2")).text,
        )
        for task in page.select(".task")
    ]


def titles(page: BeautifulSoup) -> list[str]:
    return [link.text.strip() for link in page.select(".posts .post-title a")]


def test_nothing_waits_and_on_the_first_day_the_page_says_what_to_do(me: User) -> None:
    page = start(me)
    assert required(page.h1).text == "Inget väntar på dig."
    assert not tasks(page)
    assert "Inget inlägg är skrivet än" in page.text
    Card.objects.all().delete()
    assert tasks(start(me)) == [("", "Berätta för de andra vad du kan")]
    assert required(start(me).h1).text == "En sak väntar på dig."


def test_what_waits_stands_by_day_with_the_one_thing_to_do(me: User) -> None:
    me.appointments.update(ends=date(2027, 1, 31))
    asked = post(me, kind=Post.Kind.QUESTION, title="Vem vet?")
    comment(asked, me, "Ingen?")
    comment(asked, UserFactory.create(), "Jag", written_at=AT - timedelta(days=1))
    Draft.objects.create(author=me, typed={"title": ["Halvfärdigt"]}, saved_at=AT)
    Draft.objects.create(author=UserFactory.create(), typed={}, saved_at=AT)
    page = start(me)
    assert tasks(page) == [
        ("2026-11-29", "Någon har svarat dig"),
        ("2027-01-31", "Ditt uppdrag går ut"),
        ("", "Ett utkast ligger kvar"),
    ]
    assert required(page.h1).text == "Tre saker väntar på dig."
    ways = [str(way["href"]) for way in page.select(".task a.button")]
    draft = Draft.objects.get(author=me)
    assert ways == [
        f"{asked.get_absolute_url()}#comments",
        "/sv/natverk/mina-uppgifter/",
        draft.url,
    ]
    asked.answer = asked.comments.exclude(author=me).get()
    asked.save()
    assert "Någon har svarat dig" not in start(me).text


def test_what_concerns_somebody_stands_before_the_newest_ten_which_always_stand_there(
    me: User,
) -> None:
    other = somebody(Seat.Kind.CONTACT)
    of_unit = post(other, title="Till min enhet", unit=me.appointments.get().seat.unit)
    of_area = post(other, title="Om vatten")
    of_area.areas.add(area("vatten"))
    long_ago = post(other, title="För länge sedan")
    long_ago.areas.add(area("vatten"))
    days = {of_unit: 20, of_area: 25, long_ago: 31}
    for each, ago in days.items():
        Post.objects.filter(pk=each.pk).update(published_at=AT - timedelta(days=ago))
    newest = [post(other, title=f"Nr {number}").title for number in range(10)]
    hidden = post(other, title="Nr dold", visibility=Post.Readers.COORDINATION)
    assert titles(start(me)) == ["Till min enhet", "Om vatten", *reversed(newest)]
    assert hidden.title not in start(me).text


def test_how_much_is_new_is_told_in_the_head_until_they_look(
    me: User, the_clock_stands: Any
) -> None:
    other, client = somebody(Seat.Kind.CONTACT), as_somebody(me)

    def told(path: str = "/sv/") -> str:
        page = BeautifulSoup(client.get(path).content, "html.parser")
        return " ".join(required(page.select_one('a[href="/sv/natverk/"]')).text.split())

    client.get(START)
    assert told() == "Intranät"
    the_clock_stands.shift(timedelta(minutes=5))
    for title in ("Ett", "Två"):
        post(other, title=title, published_at=datetime.now(UTC))
    post(me, title="Mitt eget", published_at=datetime.now(UTC))
    assert told() == "Intranät 2 nya"
    the_clock_stands.shift(timedelta(minutes=5))
    page = BeautifulSoup(client.get(START).content, "html.parser")
    marked = [
        line for line in page.select(".post-line") if "Nytt" in str(line.select(".post-mark"))
    ]
    assert len(marked) == 3
    assert told() == "Intranät"
    assert (
        "Intranät"
        not in required(
            BeautifulSoup(
                as_somebody(UserFactory.create()).get("/sv/").content, "html.parser"
            ).header
        ).text
    )


def test_the_rail_has_questions_without_an_answer_and_calls_that_close_for_them(me: User) -> None:
    other = somebody(Seat.Kind.CONTACT)
    post(me, kind=Post.Kind.QUESTION, title="Min egen")
    open_question = post(other, kind=Post.Kind.QUESTION, title="Hur gör ni?")
    answered = post(other, kind=Post.Kind.QUESTION, title="Besvarad")
    answered.answer = comment(answered, me)
    answered.save()
    ours = call("Clean water", days=9, areas=("vatten",))
    call("Other things", days=3, areas=("skola",))
    PostLink.objects.create(post=post(other), kind="call", object_id=ours.pk)
    rail = required(start(me).select_one(".intranet-rail"))
    assert [link.text for link in rail.select("li a")] == ["Clean water", open_question.title]
    assert "1 inlägg av kollegor om den" in rail.text
    assert rail.select('form[action="/sv/natverk/kontakter/"] input[name=q]')


def test_all_posts_are_listed_by_kind_and_area(me: User) -> None:
    about_water = post(me, title="Vatten", kind=Post.Kind.EXPERIENCE)
    about_water.areas.add(area("vatten"))
    post(me, title="Skola").areas.add(area("skola"))
    post(somebody(Seat.Kind.COORDINATOR), title="Dold", visibility=Post.Readers.COORDINATION)
    posts = f"{START}inlagg/"
    for query, expected in (
        ("", ["Skola", "Vatten"]),
        ("?kind=experience", ["Vatten"]),
        ("?area=skola", ["Skola"]),
        ("?area=skola&kind=experience", []),
        ("?area=finns-inte&kind=x&page=99", ["Skola", "Vatten"]),
    ):
        assert titles(start(me, posts + query)) == expected, query
    assert as_somebody(None).get(posts).status_code == 302
    assert as_somebody(UserFactory.create()).get(posts).status_code == 403


def test_members_of_a_unit_without_a_seat_are_told_whom_to_ask() -> None:
    staff = UserFactory.create()
    UnitMember.objects.create(person=staff, unit=unit())
    client: Client = as_somebody(staff)
    assert client.get(START).status_code == 403


def test_where_there_is_no_network_the_page_speaks_of_none() -> None:
    profile = municipality()
    profile.network_form = NetworkForm.NONE
    profile.save()
    page = start(UserFactory.create())
    assert required(page.select_one("#new")).text.strip() == "Nytt"
    said = f"{required(page.title).text} {required(page.main).text}"
    assert "nätverk" not in said.casefold()


def test_who_coordinates_is_told_of_units_that_nobody_stands_for(me: User) -> None:
    profile = municipality()
    profile.network_form = NetworkForm.CONTACTS
    profile.save()
    unit(name="Skola")
    gap = ("", "Enheter utan kontaktperson")
    page = start(somebody(Seat.Kind.COORDINATOR))
    assert gap in tasks(page)
    assert "Skola" in required(page.select_one(".tasks")).text
    assert gap not in tasks(start(me))


def test_a_duty_with_a_day_waits_until_it_is_done_and_again_the_next_year(me: User) -> None:
    """Each year from 45 days before until half a year after; nobody says it of another's seat."""
    facts = {"profile": municipality(), "text_sv": "Rapportera årets EU-arbete"}
    duty = Duty.objects.create(key="report", month=1, day=31, kind=Seat.Kind.CONTACT, **facts)
    Duty.objects.create(key="other", month=1, kind=Seat.Kind.POLITICIAN, **facts)
    Duty.objects.create(key="always", kind=Seat.Kind.CONTACT, **facts)
    mine = "/sv/natverk/mina-uppgifter/"

    def waits(day: str) -> list[str]:
        with time_machine.travel(f"{day}T12:00:00+01:00", tick=False):
            listed = tasks(start(me))
        return [when for when, what in listed if what == "Rapportera årets EU-arbete"]

    def say(done: str, year: str = "2027", *, by: User = me) -> int:
        held = me.appointments.get().pk
        sent = {"held": held, "year": year, "done": done}
        return as_somebody(by).post(f"{mine}uppdrag/{duty.pk}/", sent).status_code

    assert waits("2026-12-10") == []
    assert waits("2027-01-10") == waits("2027-06-01") == ["2027-01-31"]
    with time_machine.travel("2027-01-10T12:00:00+01:00", tick=False):
        assert say("yes", by=somebody(Seat.Kind.CONTACT)) == 404
        assert say("yes", year="2031") == say("yes", year="x") == 404
        assert waits("2027-01-10") == ["2027-01-31"]
        assert say("yes") == say("yes") == 302
        assert waits("2027-01-10") == []
        assert "31 januari 2027" in as_somebody(me).get(mine).content.decode()
        assert say("no") == 302
        assert waits("2027-01-10") == ["2027-01-31"]
        assert say("yes") == 302
    assert waits("2028-01-10") == ["2028-01-31"]
