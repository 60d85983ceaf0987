"""A post put forward as public news: a draft for the editors, that nobody else finds anywhere."""

from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from core.models import AuditEvent, User
from home.models import NewsPage
from network.models import NewsSuggestion, Post, Seat
from tests.as_read import as_read
from tests.factories.calls import area, municipality
from tests.factories.core import UserFactory
from tests.factories.news import news_index
from tests.network.intranet.people import AT, CANARY, as_somebody, comment, post, somebody
from tests.network.intranet.test_files import pdf, publish

pytestmark = pytest.mark.django_db

TEXT = """# Rubrik

Vi *lärde* oss [mycket](https://example.org/a) – **Kanariefågel**.

> Sagt av andra

#### Djupt

```
kod <script>alert(1)</script>
```
"""


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    municipality()
    news_index("en")
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def editor() -> User:
    person = UserFactory.create(email="redaktion@example.org")
    person.groups.add(Group.objects.get(name="Moderators"))
    return person


def suggest(client: Client, written: Post) -> Any:
    return client.post(f"{written.get_absolute_url()}nyhet/", follow=True)


def test_a_post_becomes_a_draft_that_names_nobody_and_an_editor_is_told(editor: User) -> None:
    author = somebody(Seat.Kind.CONTACT)
    written = post(author, text=TEXT)
    written.areas.add(area("vatten"))
    client = as_somebody(author)
    path = f"{written.get_absolute_url()}nyhet/"
    assert f'href="{path}"' in client.get(written.get_absolute_url()).content.decode()
    assert "En av dem går igenom utkastet" in client.get(path).content.decode()
    assert not NewsPage.objects.exists()
    for _twice in range(2):
        shown = as_read(suggest(client, written).content.decode())
        assert "Föreslaget som nyhet på den öppna webbplatsen, 30 november 2026" in shown
        assert "/admin/" not in shown
    page = NewsPage.objects.get()
    assert (page.title, page.live, page.owner, page.locale.language_code) == (
        CANARY,
        False,
        None,
        "sv",
    )
    assert page.latest_revision.user is None
    assert page.latest_revision.as_object().body == page.body
    assert list(page.areas.all()) == [area("vatten")]
    blocks = [(block.block_type, str(block.value)) for block in page.body]
    assert [kind for kind, _text in blocks] == ["text", "quote", "text"]
    assert '<a href="https://example.org/a">mycket</a>' in blocks[0][1]
    assert "Sagt av andra" in blocks[1][1]
    assert "<h3>Djupt</h3>" in blocks[2][1]
    assert "<script>" not in blocks[2][1]
    event = AuditEvent.objects.get(action="posts.suggest_news")
    assert (event.actor, event.object_id) == (author, str(written.pk))
    [letter] = mail.outbox
    assert letter.to == ["redaktion@example.org"]
    assert f"/admin/pages/{page.pk}/edit/" in letter.body
    assert "Kanariefågel**" not in letter.body


def test_an_editor_finds_the_draft_from_the_post(editor: User) -> None:
    coordinator = somebody(Seat.Kind.COORDINATOR)
    coordinator.groups.add(Group.objects.get(name="Moderators"))
    written = post(somebody(Seat.Kind.CONTACT))
    shown = suggest(as_somebody(coordinator), written).content.decode()
    edit = f"/admin/pages/{NewsPage.objects.get().pk}/edit/"
    assert f'href="{edit}"' in shown
    for person in (coordinator, editor):
        assert CANARY in as_somebody(person).get(edit).content.decode()
    NewsPage.objects.get().delete()
    shown = as_read(as_somebody(coordinator).get(written.get_absolute_url()).content.decode())
    assert "Föreslaget som nyhet" in shown
    assert "/admin/pages/" not in shown


MAY = {"author": True, "coordinator": True, "contact": False, "staff": False, "stranger": False}


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("state", ["shown", "hidden", "no news"])
def test_its_author_and_the_coordination_may(who: str, state: str) -> None:
    author = somebody(Seat.Kind.CONTACT)
    hidden = {"hidden_at": AT, "hidden_reason": "x"} if state == "hidden" else {}
    written = post(author, **hidden)
    if state == "no news":
        news_index("sv").unpublish()
    people: dict[str, Any] = {
        "author": author,
        "coordinator": somebody(Seat.Kind.COORDINATOR),
        "contact": somebody(Seat.Kind.CONTACT),
        "staff": UserFactory.create(),
        "stranger": None,
    }
    client = as_somebody(people[who])
    may = MAY[who] and state == "shown"
    path = f"{written.get_absolute_url()}nyhet/"
    assert (path in client.get(written.get_absolute_url()).content.decode()) == may
    answer = client.post(path)
    assert NewsSuggestion.objects.exists() == may
    if not may:
        assert answer.status_code in (302, 403, 404)
        assert not NewsPage.objects.exists()


def test_a_stranger_finds_nothing_and_neither_comments_nor_files_go_along(editor: User) -> None:
    author = somebody(Seat.Kind.CONTACT)
    written = publish(author, pdf("Bilaga.pdf"), title=f"{CANARY} landar", text=CANARY)
    comment(written, author, text="Kommentaren")
    suggest(as_somebody(author), written)
    page = NewsPage.objects.get()
    for where in ("Bilaga", "Kommentaren", author.get_full_name() or author.username):
        assert where not in str(page.body) + page.title
    stranger = Client()
    assert stranger.get(f"/sv/nyheter/{page.slug}/").status_code == 404
    for path in (
        "/sv/",
        "/sv/nyheter/",
        "/sv/nyheter/2026/11/",
        "/sv/sok/?q=landar",
        "/sv/sok/forslag/?q=kanari",
        "/sitemap.xml",
        "/sitemap-pages.xml",
    ):
        found = stranger.get(path, follow=True).content.decode()
        assert CANARY not in found, path
