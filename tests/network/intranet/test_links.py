"""What a post is about: found by words, shown on both pages, and to nobody who may not read it."""

from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from core.access.visibility import Visibility
from core.models import User
from network.models import Post, PostLink, Seat
from opportunities.models import Call
from tests.factories.calls import call, municipality
from tests.factories.core import UserFactory
from tests.factories.towns import town, with_pages
from tests.network.intranet.people import AT, CANARY, as_somebody, post, somebody
from tests.required import required

pytestmark = pytest.mark.django_db

WRITE = "/sv/natverk/nytt/"


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    municipality()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def member() -> User:
    return somebody(Seat.Kind.CONTACT)


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def choices(page: BeautifulSoup) -> dict[str, bool]:
    """Each record that is offered, and whether it is chosen."""
    return {str(box["value"]): box.has_attr("checked") for box in page.select("[name=about]")}


def says(client: Client, path: str) -> str | None:
    part = soup(client.get(path)).select_one(".network-says")
    return part.text if part else None


def test_a_call_is_looked_up_by_words_and_the_post_stands_on_its_page(member: User) -> None:
    about, client = call("Wastewater in small towns"), as_somebody(member)
    written = {"title": CANARY, "text": "Vi sökte förra året.", "find": "wastewater"}
    found = soup(client.post(WRITE, {**written, "action": "find"}))
    assert not found.select(".errorlist, .form-summary")
    assert required(found.select_one("[name=title]"))["value"] == CANARY
    assert choices(found) == {f"call:{about.pk}": False}
    sent = client.post(WRITE, {**written, "about": [f"call:{about.pk}", "call:999", "x", "user:1"]})
    assert [link.value for link in PostLink.objects.all()] == [f"call:{about.pk}"]
    linked = soup(client.get(sent["Location"])).select(".post-about a")
    assert [link["href"] for link in linked] == [about.get_absolute_url()]
    assert CANARY in (says(client, about.get_absolute_url()) or "")
    edit = f"/sv/natverk/inlagg/{Post.objects.get().pk}/andra/"
    assert choices(soup(client.get(edit))) == {f"call:{about.pk}": True}
    client.post(edit, {**written, "version": 1})
    assert not PostLink.objects.exists()


def test_the_page_of_a_record_leads_to_the_form_and_says_nothing_to_others(member: User) -> None:
    with_pages()
    for about, kind in ((call("Wastewater"), "call"), (town("rewal"), "town")):
        path = f"/sv/vanorter/{about.key}/" if kind == "town" else about.get_absolute_url()
        PostLink.objects.create(post=post(member), kind=kind, object_id=about.pk)
        client = as_somebody(member)
        assert CANARY in (says(client, path) or "")
        way = required(soup(client.get(path)).select_one(".network-says a.button"))["href"]
        assert choices(soup(client.get(str(way)))) == {f"{kind}:{about.pk}": True}
        for who in (None, UserFactory.create()):
            assert says(as_somebody(who), path) is None, path
            assert CANARY not in as_somebody(who).get(path).content.decode()


def test_what_a_reader_may_not_read_is_no_link_for_them(member: User) -> None:
    coordinator = somebody(Seat.Kind.COORDINATOR)
    secret = call("Kanarieutlysning", visibility=Visibility.COORDINATION)
    written = post(coordinator)
    PostLink.objects.create(post=written, kind="call", object_id=secret.pk)
    for who, reads in ((coordinator, True), (member, False)):
        page = as_somebody(who).get(written.get_absolute_url()).content.decode()
        assert ("Kanarieutlysning" in page) == reads
    asked = as_somebody(member).post(WRITE, {"find": "kanarieutlysning", "action": "find"})
    assert not choices(soup(asked))
    as_somebody(member).post(
        WRITE, {"title": "x", "text": "y", "about": [f"call:{secret.pk}"], "kind": "news"}
    )
    assert not PostLink.objects.exclude(post=written).exists()


def test_a_post_about_what_is_deleted_says_so_of_nothing(member: User) -> None:
    about = call("Wastewater")
    written = post(member)
    PostLink.objects.create(post=written, kind="call", object_id=about.pk)
    Call.objects.all().delete()
    page = soup(as_somebody(member).get(written.get_absolute_url()))
    assert not page.select(".post-about")
