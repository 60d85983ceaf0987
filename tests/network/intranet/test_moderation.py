"""What the coordination pins and hides, and who reads it then."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.core import mail

from core.access.visibility import can_view
from core.models import AuditEvent, User
from network.models import Comment, Post, Seat, UnitMember
from tests.as_read import as_read
from tests.factories.core import UserFactory
from tests.factories.network import group, member, unit
from tests.network.intranet.people import AT, CANARY, as_somebody, comment, post, somebody

pytestmark = pytest.mark.django_db
REASON = "Det står en persons namn i det."


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def moderate(user: User, record: Post | Comment, **data: str) -> Any:
    of = f"kommentarer/{record.pk}/" if isinstance(record, Comment) else ""
    on = record.post if isinstance(record, Comment) else record
    return as_somebody(user).post(f"{on.get_absolute_url()}{of}moderera/", data)


@pytest.mark.any_database
@pytest.mark.parametrize("visibility", Post.Readers.values)
def test_a_hidden_post_is_there_for_its_author_and_the_coordination_alone(visibility: str) -> None:
    author, hides = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.COORDINATOR)
    office, working = unit(), group()
    made = post(author, visibility=visibility, unit=office, group=working)
    colleague = UserFactory.create()
    UnitMember.objects.create(unit=office, person=colleague)
    assert moderate(hides, made, action="hide", reason=REASON).status_code == 302
    made.refresh_from_db()
    people = {
        "stranger": (None, 302),
        "staff": (UserFactory.create(), 404),
        "same unit": (colleague, 404),
        "contact": (somebody(Seat.Kind.CONTACT), 404),
        "in the group": (member(UserFactory.create(), working).person, 404),
        "author": (author, 200),
        "coordinator": (somebody(Seat.Kind.COORDINATOR), 200),
        "superuser": (UserFactory.create(is_superuser=True), 200),
    }
    for name, (user, status) in people.items():
        client, reads = as_somebody(user), status == 200
        for path in ("", "historik/", "kommentera/"):
            answer = client.get(f"{made.get_absolute_url()}{path}", follow=reads)
            assert answer.status_code == status, (name, path)
        shown = client.get("/sv/natverk/", follow=True).content.decode()
        assert (CANARY in shown) == reads, name
        shown = client.get("/sv/sok/?q=Kanariefågel").content.decode()
        assert made.get_absolute_url() not in shown or reads, name
        if user:
            assert can_view(user, made) == reads, name
            assert Post.objects.visible_to(user).filter(pk=made.pk).exists() == reads, name
    assert REASON in as_somebody(author).get(made.get_absolute_url()).content.decode()
    assert not Post.objects.pinned(AT.date()).exists()
    moderate(hides, made, action="show")
    assert Post.objects.visible_to(author).get(pk=made.pk).hidden_reason == ""
    actions = list(AuditEvent.objects.filter(action__startswith="posts.").values_list("action"))
    assert actions == [("posts.show",), ("posts.hide",)]


def test_a_hidden_comment_leaves_its_place_and_is_no_answer() -> None:
    asks, wrote, hides = (somebody(kind) for kind in ("contact", "contact", "coordinator"))
    made = post(asks, title="Fråga", text="Vem vet?", kind="question")
    own = comment(made, wrote)
    Post.objects.filter(pk=made.pk).update(answer=own)
    assert moderate(hides, own, action="hide", reason=REASON)["Location"] == own.get_absolute_url()
    assert list(Post.objects.unanswered()) == [made]
    for user, reads in ((asks, False), (wrote, True), (hides, True)):
        client = as_somebody(user)
        shown = client.get(made.get_absolute_url()).content.decode()
        assert ((CANARY in shown), (REASON in shown)) == (reads, reads)
        assert ("Dold av samordningen" in shown) is not reads
        assert f'id="kommentar-{own.pk}"' in shown
        listed = client.get("/sv/natverk/").content.decode()
        assert "1 kommentar" not in listed
    answer = as_somebody(asks).post(f"{made.get_absolute_url()}svar/", {"comment": own.pk})
    assert answer.status_code == 403
    moderate(hides, own, action="show")
    assert CANARY in as_somebody(asks).get(made.get_absolute_url()).content.decode()


@pytest.mark.parametrize("is_comment", [False, True])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_author_is_told_why_by_mail(
    *, is_comment: bool, language: str, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    author, hides = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.COORDINATOR)
    made = post(author, title="Om avtalet", text="Hemlig", language=language)
    record = comment(made, author, "Hemlig", language=language) if is_comment else made
    with django_capture_on_commit_callbacks(execute=True):
        moderate(hides, record, action="hide", reason=REASON)
        moderate(hides, record, action="hide", reason="En gång till")
    (letter,) = mail.outbox
    assert letter.to == [author.email]
    assert REASON in letter.body
    assert "Hemlig" not in letter.body
    noun = {"sv": ("inlägg", "kommentar"), "en": ("post", "comment")}[language][is_comment]
    assert noun in letter.subject
    assert "Om avtalet" in letter.subject
    path = {"sv": "/sv/natverk/inlagg/", "en": "/en/network/posts/"}[language]
    assert f"http://testserver{path}{made.pk}/" in letter.body


@pytest.mark.parametrize("kind", [kind for kind in ("", *Seat.Kind) if kind != "coordinator"])
def test_nobody_but_the_coordination_pins_or_hides(kind: str) -> None:
    author = somebody(kind)
    made = post(author, visibility="staff")
    own = comment(made, author)
    for record in (made, own):
        for data in ({"action": "hide", "reason": REASON}, {"action": "pin"}, {"action": "show"}):
            assert moderate(author, record, **data).status_code == 403
    assert "moderera" not in as_somebody(author).get(made.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"action": "hide", "reason": " "}, "Skriv varför: den som skrev får veta det."),
        ({"action": "pin", "until": "2026-11-29"}, "Den dagen har varit"),
        ({"action": "pin", "until": "snart"}, "Skriv dagen som 2026-12-31."),
        ({"action": "dance"}, "Fäst eller dölj ett inlägg"),
    ],
)
def test_what_is_wrong_is_said(data: dict[str, str], sentence: str) -> None:
    made = post(somebody())
    answer = moderate(somebody(Seat.Kind.COORDINATOR), made, **data)
    assert answer.status_code == 422
    assert sentence in as_read(answer.content.decode())
    made.refresh_from_db()
    assert (made.hidden_at, made.pinned_until) == (None, None)


def test_what_is_pinned_stands_first_until_its_day_and_hides_none_of_the_newest_ten() -> None:
    author, pins = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.COORDINATOR)
    old = post(author, title="Fäst inlägg", published_at=datetime(2026, 1, 1, 12, tzinfo=AT.tzinfo))
    for number in range(10):
        post(author, title=f"Nr {number}", text="Nytt")
    client = as_somebody(author)
    assert "Fäst inlägg" not in client.get("/sv/natverk/").content.decode()
    form = as_somebody(pins).get(f"{old.get_absolute_url()}moderera/").content.decode()
    assert 'value="2026-12-14"' in form
    moderate(pins, old, action="pin", until="2026-12-14")
    shown = client.get("/sv/natverk/").content.decode()
    assert shown.index("Fäst inlägg") < shown.index("Nr 9")
    assert all(f"Nr {number}" in shown for number in range(10))
    assert '<b class="post-mark">Fäst</b>' in shown
    for day, first in ((date(2026, 12, 14), True), (date(2026, 12, 15), False)):
        assert Post.objects.pinned(day).exists() == first
    moderate(pins, old, action="unpin")
    assert "Fäst inlägg" not in client.get("/sv/natverk/").content.decode()
