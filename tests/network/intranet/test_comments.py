"""Comments, thanks, answers and follows: for those who read the post, and for nobody else."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from core.models import AuditEvent, User
from core.operation.personal.erasing import erase
from network.intranet.notifications.mailing.digests import send_digests
from network.models import Comment, Follow, Post, Seat, Thanks, UnitMember
from tests.as_read import as_read
from tests.factories.core import UserFactory
from tests.factories.network import group, member, unit
from tests.network.intranet.people import AT, CANARY, as_somebody, comment, post, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def page(client: Client, of: Post) -> str:
    return as_read(client.get(of.get_absolute_url()).content.decode())


def send(client: Client, of: Post, what: str, **data: Any) -> Any:
    with override("sv"):
        return client.post(reverse(what, args=[of.pk]), data)


def key_in(shown: str) -> str:
    return shown.partition('name="key" value="')[2].partition('"')[0]


def test_a_comment_stands_below_the_post_with_a_link_of_its_own() -> None:
    made, reader = post(somebody(Seat.Kind.CONTACT)), somebody(Seat.Kind.CONTACT)
    client = as_somebody(reader)
    answer = send(client, made, "comment_on_post", text="# Ja\nVi har *också* gjort så.")
    written = Comment.objects.get()
    assert answer["Location"] == f"{made.get_absolute_url()}#kommentar-{written.pk}"
    shown = page(client, made)
    assert f'id="kommentar-{written.pk}" tabindex="-1"' in shown
    assert "<h3>Ja</h3><p>Vi har <em>också</em> gjort så.</p>" in shown
    assert "1 kommentar" in client.get("/sv/natverk/").content.decode()
    event = AuditEvent.objects.get(action="posts.comment")
    assert (event.actor, event.object_id) == (reader, str(written.pk))


def test_the_same_form_sent_twice_is_one_comment_and_another_text_another() -> None:
    made, client = post(somebody()), as_somebody(somebody(Seat.Kind.CONTACT))
    shown = page(client, made)
    key = key_in(shown)
    assert key
    assert key != key_in(page(client, made))
    first = send(client, made, "comment_on_post", text="Samma", key=key)
    again = send(client, made, "comment_on_post", text="Samma", key=key)
    assert first["Location"] == again["Location"]
    send(client, made, "comment_on_post", text="Efter bakåtknappen", key=key)
    assert [each.text for each in Comment.objects.all()] == ["Samma", "Efter bakåtknappen"]
    assert AuditEvent.objects.filter(action="posts.comment").count() == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" ", "Det står inget i den än: skriv en mening först."),
        (CANARY * 500, "En kommentar har högst 5000 tecken och den här har 6000"),
    ],
)
def test_what_is_wrong_with_a_comment_is_said_and_nothing_is_lost(text: str, sentence: str) -> None:
    author = somebody(Seat.Kind.CONTACT)
    made, client = post(author), as_somebody(author)
    own = comment(made, author)
    for answer in (
        send(client, made, "comment_on_post", text=text),
        client.post(f"{made.get_absolute_url()}kommentarer/{own.pk}/andra/", {"text": text}),
    ):
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in shown
        assert text in shown
    own.refresh_from_db()
    assert (Comment.objects.count(), own.text) == (1, CANARY)


def test_its_author_and_nobody_else_changes_a_comment_or_takes_it_away() -> None:
    author = somebody(Seat.Kind.CONTACT)
    made = post(somebody(Seat.Kind.CONTACT))
    own = comment(made, author)
    path = f"{made.get_absolute_url()}kommentarer/{own.pk}/andra/"
    for other in (made.author, somebody(Seat.Kind.COORDINATOR)):
        assert as_somebody(other).post(path, {"text": "Inte mitt"}).status_code == 403
    client = as_somebody(author)
    assert CANARY in client.get(path).content.decode()
    client.post(path, {"text": CANARY})  # the same
    assert "ändrad</span>" not in page(client, made)
    assert client.post(path, {"text": "Bättre"})["Location"].endswith(f"#kommentar-{own.pk}")
    shown = page(as_somebody(made.author), made)
    assert "Bättre" in shown
    assert "<span>ändrad</span>" in shown
    assert "kommentarer/" not in shown  # no way to a form that is not theirs
    for _click in range(2):
        assert client.post(path, {"action": "delete"})["Location"] == made.get_absolute_url()
    assert not Comment.objects.exists()
    assert AuditEvent.objects.filter(action="posts.delete_comment").count() == 1


# Who may read a post of each visibility, and answer it; its author, who holds no seat any more,
# only reads it on.
TAKE_PART = {
    "stranger": set(),
    "staff": {"staff"},
    "same unit": {"staff", "department"},
    "contact": {"staff", "network"},
    "in the group": {"staff", "group"},
    "coordinator": {"staff", "network", "department", "group", "coordination"},
    "author who left": {"staff"},
}
SENT = {
    "comment_on_post": ({"text": CANARY}, lambda: Comment.objects.exists()),
    "thank": ({}, lambda: Thanks.objects.exists()),
    "follow": ({}, lambda: Follow.objects.exists()),
    "mark_answer": ({}, lambda: False),
}


@pytest.mark.parametrize("visibility", Post.Readers.values)
@pytest.mark.parametrize("what", SENT)
def test_who_a_post_is_for_answers_it_and_nobody_else(visibility: str, what: str) -> None:
    data, is_there = SENT[what]
    office, working, author = unit(), group(), somebody(Seat.Kind.CONTACT)
    made = post(author, visibility=visibility, unit=office, group=working, kind="question")
    author.appointments.update(ends="2026-11-29")
    colleague = UserFactory.create()
    UnitMember.objects.create(unit=office, person=colleague)
    people = {
        "stranger": None,
        "staff": UserFactory.create(),
        "same unit": colleague,
        "contact": somebody(Seat.Kind.CONTACT),
        "in the group": member(UserFactory.create(), working).person,
        "coordinator": somebody(Seat.Kind.COORDINATOR),
        "author who left": author,
    }
    for name, user in people.items():
        answers = visibility in TAKE_PART[name]
        status = send(as_somebody(user), made, what, **data).status_code
        if what == "mark_answer":  # asks and may answer, or coordinates
            answers = answers and name in ("coordinator", "author who left")
        if what == "thank" and name == "author who left":
            answers = False
        assert (status == 302) == (answers or user is None), name
        assert is_there() == (answers and what != "mark_answer"), name
        Comment.objects.all().delete()
        Thanks.objects.all().delete()
        Follow.objects.all().delete()
        if user and status == 403 and what == "comment_on_post":
            assert "<textarea" not in page(as_somebody(user), made), name


def test_thanks_are_counted_named_and_taken_back_where_one_was() -> None:
    author, reader = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.CONTACT)
    made = post(author)
    own, client = comment(made, author), as_somebody(reader)
    for data, anchor in (({}, "thanks"), ({"comment": own.pk}, f"thanks-{own.pk}")):
        for _click in range(2):
            answer = send(client, made, "thank", thanks="yes", **data)
            assert answer["Location"] == f"{made.get_absolute_url()}#{anchor}"
        shown = page(client, made)
        assert f'id="{anchor}" name="thanks" value="no"' in shown
        assert f"<summary>1 tackar</summary>{reader}" in shown
        assert send(as_somebody(author), made, "thank", **data).status_code == 403
        send(client, made, "thank", thanks="no", **data)
        assert f'id="{anchor}" name="thanks" value="yes"' in page(client, made)
    assert not Thanks.objects.exists()
    elsewhere = comment(post(author), author)
    assert send(client, made, "thank", comment=elsewhere.pk).status_code == 404
    assert send(client, made, "thank", comment="x").status_code == 404


def test_the_answer_stands_right_below_the_question() -> None:
    asks, reader = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.CONTACT)
    question, news = post(asks, kind="question"), post(asks)
    first, second = (
        comment(question, reader, "Fråga skolan"),
        comment(question, reader, "Ja, i mars"),
    )
    posts = Post.objects.unanswered()
    assert list(posts) == [question]
    client = as_somebody(asks)
    answer = send(client, question, "mark_answer", comment=second.pk)
    assert answer["Location"].endswith(f"#kommentar-{second.pk}")
    assert list(posts.all()) == []
    shown = page(as_somebody(reader), question)
    assert shown.index("Ja, i mars") < shown.index("Fråga skolan")
    assert shown.count("Ja, i mars") == 1
    assert "Svaret, som står ovanför" in shown
    assert "Det här är svaret" not in shown
    assert "Besvarad" in client.get("/sv/natverk/").content.decode()
    send(as_somebody(somebody(Seat.Kind.COORDINATOR)), question, "mark_answer")
    assert list(posts.all()) == [question]
    send(client, question, "mark_answer", comment=first.pk)
    first.delete()
    assert list(posts.all()) == [question]
    for on, who, which in (
        (news, client, comment(news, reader)),
        (question, as_somebody(reader), second),
    ):
        assert send(who, on, "mark_answer", comment=which.pk).status_code == 403
    assert (
        send(client, question, "mark_answer", comment=comment(news, reader).pk).status_code == 404
    )


@pytest.mark.any_database
def test_who_follows_a_post_is_told_of_comments_while_they_may_read_it() -> None:
    author = somebody(Seat.Kind.CONTACT)
    as_somebody(author).post("/sv/natverk/nytt/", {"title": "Egen tid", "text": CANARY})
    made = Post.objects.get()
    people = {name: somebody(Seat.Kind.CONTACT) for name in ("english", "left", "closed", "stops")}
    for person in people.values():
        as_somebody(person).post(f"/en/network/posts/{made.pk}/follow/")
    people["left"].appointments.update(ends="2026-11-29")
    User.objects.filter(pk=people["closed"].pk).update(is_active=False)
    send(as_somebody(people["stops"]), made, "follow", follow="no")
    writes = somebody(Seat.Kind.CONTACT)
    send(as_somebody(writes), made, "comment_on_post", text="Hemlig text")
    send_digests(at=AT)
    told = {letter.to[0]: letter for letter in mail.outbox}
    assert set(told) == {author.email, people["english"].email}
    swedish, english = told[author.email], told[people["english"].email]
    assert swedish.subject == "Ny kommentar: Egen tid"
    assert english.subject == "New comment: Egen tid"
    anchor = f"#kommentar-{Comment.objects.get().pk}"
    assert f"http://testserver/sv/natverk/inlagg/{made.pk}/{anchor}" in swedish.body
    assert f"/en/network/posts/{made.pk}/{anchor}" in english.body
    assert "/sv/natverk/notiser/val/" in swedish.body
    assert "/en/network/notifications/choices/" in english.body
    for letter in mail.outbox:
        assert "Hemlig" not in f"{letter.subject} {letter.body}"
        assert CANARY not in letter.body
    mail.outbox.clear()
    send(as_somebody(author), made, "comment_on_post", text="Tack!")  # who commented follows too
    send_digests(at=AT)
    assert {letter.to[0] for letter in mail.outbox} == {writes.email, people["english"].email}


def test_following_is_said_and_ended_on_the_page() -> None:
    made, client = post(somebody()), as_somebody(somebody(Seat.Kind.CONTACT))
    for value, after in (("yes", "Sluta följa"), ("no", "Följ: ett brev")):
        answer = send(client, made, "follow", follow=value)
        assert answer["Location"] == f"{made.get_absolute_url()}#follow"
        assert after in page(client, made)


@pytest.mark.parametrize("what", SENT)
def test_whoever_logs_in_on_the_way_is_led_to_the_post(what: str) -> None:
    made = post(somebody())
    with override("sv"):
        path = reverse(what, args=[made.pk])
    assert Client().post(path, {"text": CANARY})["Location"].endswith(f"?next={path}")
    answer = as_somebody(somebody(Seat.Kind.CONTACT)).get(path)
    assert answer["Location"] == made.get_absolute_url()


@pytest.mark.any_database
def test_a_post_costs_the_same_for_one_comment_and_fifty(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    made, client = post(somebody()), as_somebody(somebody(Seat.Kind.CONTACT))

    def more(number: int) -> None:
        for each in range(number):
            author = somebody(Seat.Kind.CONTACT)
            one = comment(made, author, written_at=AT + timedelta(minutes=each))
            Thanks.objects.give(post=made, comment=one, person=somebody(), at=AT)

    numbers = []
    for number in (1, 49):
        more(number)
        client.get(made.get_absolute_url())  # what is kept between requests
        with django_assert_max_num_queries(14) as asked:
            client.get(made.get_absolute_url())
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_what_a_person_clicked_is_forgotten_with_them_and_what_they_wrote_stays() -> None:
    author, person = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.CONTACT)
    made = post(author)
    own, client = comment(made, person), as_somebody(person)
    send(client, made, "thank")
    send(client, made, "follow")
    erase(person=person, by=author, at=AT)
    assert not Thanks.objects.exists()
    assert not Follow.objects.exists()
    own.refresh_from_db()
    assert own.text == CANARY
