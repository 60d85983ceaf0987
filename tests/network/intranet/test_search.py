"""The one search finds posts for those who may read them, and says nothing of them to others."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.access.visibility import Visibility
from core.models import User
from network.models import Post, Seat, UnitMember
from tests.factories.calls import area, municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, group, member, unit
from tests.required import required

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
CANARY = "kanariefågel"
# Who finds what, besides what they wrote.
FINDS = {
    "stranger": set(),
    "staff": {"staff"},
    "member of the department": {"staff", "department"},
    "member of the group": {"staff", "group"},
    "contact": {"staff", "network"},
    "coordinator": {"staff", "network", "department", "group", "coordination"},
    "superuser": {"staff", "network", "department", "group", "coordination"},
    "author": {"staff", "network", "department", "group", "coordination"},
}


@pytest.fixture
def readers() -> dict[str, User | None]:
    """Everybody of the table, and a post for each class of readers."""
    people = {name: UserFactory.create(is_superuser=name == "superuser") for name in FINDS}
    department = unit(name="Miljö och samhällsbyggnad")
    UnitMember.objects.create(person=people["member of the department"], unit=department)
    yards = group()
    member(people["member of the group"], yards)
    appointed(people["contact"], Seat.Kind.CONTACT, unit=unit())
    appointed(people["coordinator"], Seat.Kind.COORDINATOR)
    for visibility in Post.Readers.values:
        made = Post.objects.create(
            profile=municipality(),
            author=people["author"],
            unit=department,
            group=yards,
            visibility=visibility,
            title=f"Om {CANARY}: {visibility}",
            text="Vi har lärt oss att **fjädrar** flyger.",
            published_at=AT,
        )
        made.areas.add(area("vatten"))
    return {**people, "stranger": None}


def asked(user: User | None, **question: str) -> BeautifulSoup:
    client = Client()
    if user:
        client.force_login(user)
    return BeautifulSoup(client.get("/sv/sok/", question).content, "html.parser")


@pytest.mark.parametrize("who", FINDS)
@pytest.mark.parametrize("words", [CANARY, "fjäder", "samhällsbyggnad"])
def test_posts_are_found_by_those_they_are_for(
    readers: dict[str, User | None], who: str, words: str
) -> None:
    page = asked(readers[who], q=words, kind="post")
    lines = page.select(".hit-group .line-title a")
    assert {line.text.rpartition(" ")[2] for line in lines} == FINDS[who]
    assert all(str(line["href"]).startswith("/sv/natverk/inlagg/") for line in lines)
    headings = [heading.text for heading in page.select(".hit-group h2")]
    assert headings == (["Inlägg i EU-nätverket"] if FINDS[who] else [])


@pytest.mark.parametrize("who", FINDS)
def test_no_title_of_a_post_is_suggested(readers: dict[str, User | None], who: str) -> None:
    client = Client()
    if user := readers[who]:
        client.force_login(user)
    told = client.get("/sv/sok/forslag/", {"q": "kanarie", "part": "1"}).content.decode()
    assert CANARY not in told


def test_who_leaves_the_seat_finds_nothing_more_and_the_intranet_has_a_box(
    readers: dict[str, User | None],
) -> None:
    user = readers["contact"]
    assert user
    assert asked(user, q=CANARY, kind="post").select(".hit")
    client = Client()
    client.force_login(user)
    markup = BeautifulSoup(client.get("/sv/natverk/").content, "html.parser")
    form = required(markup.select_one(".intranet-search"))
    assert form["action"] == "/sv/sok/"
    assert required(form.select_one("[name=kind]"))["value"] == "post"
    user.appointments.all().delete()
    assert len(asked(user, q=CANARY, kind="post").select(".hit")) == len(FINDS["staff"])


def test_words_are_found_in_the_language_of_the_post(readers: dict[str, User | None]) -> None:
    Post.objects.filter(visibility=Visibility.STAFF).delete()
    english = Post.objects.create(
        profile=municipality(),
        author=readers["author"],
        visibility=Post.Readers.STAFF,
        language="en",
        title="About feathers",
        text="They fly.",
        published_at=AT,
    )
    page = asked(readers["staff"], q="feather", kind="post")
    assert [line.text for line in page.select(".line-title")] == [english.title]
    assert "engelska" in str(page.select_one(".hit .meta"))
