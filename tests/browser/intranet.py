"""Every kind of page behind the log-in, on the site of Kristianstad with its demo content.

Who opens them are the demo log-ins; beside what the demo has there are a post with everything, a
draft, a group that has ended and a letter to the head of a unit.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from playwright.sync_api import Page

from core.models import User
from core.words.dates import local
from home.loading.demo import network as demo
from network.intranet.coordination.letters import key_of
from network.models import (
    Appointment,
    Comment,
    Draft,
    Event,
    Exchange,
    Group,
    NetworkMembership,
    Nomination,
    Post,
    PostFile,
    PostLink,
    PostVersion,
    Training,
    Unit,
)
from opportunities.models import Call

FULL, HIDDEN, DRAFT = "Allt på en gång", "En som är dold", "Halvfärdigt"
SEND = "main form[method=post] button"
ENDED = "ended-with-everything"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
TEXT = f"""
## Vad vi gjorde

Vi skrev **tre** ansökningar, se [programmets sida](https://example.org/). {LONG}{LONG}

1. Först det ena.
2. Sedan det andra.

> Det som inte är antecknat har inte hänt.
"""
STRANGER, STAFF = "", "member"  # without a log-in, and with one that has no seat
CONTACT, COORDINATOR, ADMINISTRATOR = "contact", "strategist", "admin"


@dataclass(frozen=True)
class Look:
    """A page as somebody gets it: what they press there first, and with what in its fields."""

    path: str
    status: int = 200
    press: str = ""
    fill: tuple[tuple[str, str], ...] = ()

    def open(self, page: Page, site: str) -> int | None:
        """Go there, press the button if there is one, and say which status came last."""
        answer = page.goto(site + self.path)
        if self.press:
            for field, text in self.fill:
                page.locator(f"main [name={field}]").first.fill(text)
            with page.expect_navigation() as pressed:
                page.locator(self.press).first.click()
            answer = pressed.value
        return answer.status if answer else None


def write_everything(*, at: datetime) -> None:
    """What the demo has not; `at` is when it was written."""
    contact = User.objects.get(username=CONTACT)
    coordinator = User.objects.get(username=COORDINATOR)
    of_demo = Post.objects.filter(author=contact).first()
    assert of_demo is not None
    facts = {"profile": of_demo.profile, "author": contact, "unit": of_demo.unit, "text": TEXT}
    facts |= {"visibility": Post.Readers.NETWORK, "published_at": at}
    post = Post.objects.create(
        title=FULL, kind=Post.Kind.QUESTION, version=2, edited_at=at, **facts
    )
    PostVersion.objects.create(post=post, number=1, title="Före", text="Kort.", until=at)
    PostLink.objects.create(post=post, kind="call", object_id=_call().pk)
    for author, text in ((coordinator, TEXT), (contact, "Tack!")):
        Comment.objects.create(
            post=post, author=author, text=text, written_at=at, sent_key=text[:9]
        )
    hiding = {"hidden_at": at, "hidden_by": coordinator, "hidden_reason": "Ett namn står i det."}
    Post.objects.create(title=HIDDEN, **facts, **hiding)
    draft = Draft.objects.create(author=contact, typed={"title": [DRAFT]}, saved_at=at)
    for owner in ({"post": post}, {"draft": draft}):
        for name, content in ((f"{LONG}.png", _picture()), ("Budget.pdf", b"%PDF-1.7\n")):
            PostFile.objects.create(
                **owner,
                name=name,
                file=ContentFile(content, name),
                size=len(content),
                is_picture=name.endswith("png"),
                alt="En turkos karta" if name.endswith("png") else "",
                added_at=at,
            )
    Group.objects.create(
        profile=post.profile,
        key=ENDED,
        kind=Group.Kind.WORKING,
        name_sv="En grupp som är klar",
        name_en="A group that is done",
        ends=local(at).date() - timedelta(days=1),
    )


def _call() -> Call:
    call = Call.objects.filter(is_demo=True).order_by("pk").first()
    assert call is not None
    return call


def _picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(file, "PNG")
    return file.getvalue()


def looks(language: str) -> Iterator[tuple[str, Look]]:
    """Who opens which page; one log-in after the other."""
    with override(language):
        for name, pages in ALL.items():
            yield from ((name, look) for look in pages())


def _for_strangers() -> Iterator[Look]:
    asked = Nomination.objects.filter(head_email__gt="")[:1].get()
    yield Look(reverse("meeting", args=[Event.objects.get(visibility="public").pk]))
    letter = reverse("letter", args=[key_of(asked)])
    yield Look(letter)
    yield Look(letter, 422, SEND)


def _for_staff() -> Iterator[Look]:
    for name in ("network", "write_post", "contacts", "coordination"):
        yield Look(reverse(name), 403)
    yield Look(reverse("competence"))
    for path in (reverse("groups"), reverse("group", args=[demo.GROUP]), reverse("my_data")):
        yield Look(path)


def _for_contacts() -> Iterator[Look]:
    for name in ("post", "edit_post", "post_history", "suggest_news"):
        yield Look(_of_post(name))
    yield Look(_of_post("post", HIDDEN))
    for name in ("network", "posts", "contacts", "groups", "my_data", "my_sessions", "write_post"):
        yield Look(reverse(name))
    yield Look(reverse("group", args=[demo.GROUP]))
    yield Look(reverse("person", args=[User.objects.get(username=COORDINATOR).pk]))
    yield Look(f"{reverse('contacts')}?language=de")
    yield Look(f"{reverse('contacts')}?q=xyzzy")
    yield Look(Draft.objects.get(typed__title=[DRAFT]).url)
    yield from _of_what_is_entered()
    yield Look(reverse("calendar_feed"), press=SEND)
    yield Look(reverse("calendar_feed"))
    for name in ("meetings", "new_meeting"):
        yield Look(reverse(name))
    yield Look(reverse("meetings") + "?when=past")
    yield Look(reverse("new_meeting"), 422, SEND)
    for event in Event.objects.exclude(visibility="public"):
        yield Look(event.get_absolute_url())
    yield Look(reverse("coordination"), 403)
    yield Look(reverse("write_post"), 422, ".form-post button[value=publish]")
    typed = (("title", LONG), ("text", TEXT))
    yield Look(reverse("write_post"), 200, ".form-post button[value=preview]", typed)


def _of_what_is_entered() -> Iterator[Look]:
    for name in ("exchanges", "competence", "memberships"):
        yield Look(reverse(name))
    for name in ("enter_exchange", "add_training", "enter_membership"):
        yield Look(reverse(name))
        yield Look(reverse(name), 422, f"{SEND}:not(.button-small)")
    exchange = Exchange.objects.get(key="demo-studiebesok")
    membership = NetworkMembership.objects.get(key="demo-gron-stad")
    training = Training.objects.filter(person__username=CONTACT).first()
    assert training is not None
    for name, record in (("exchange", exchange), ("training", training)):
        yield Look(reverse(f"change_{name}", args=[record.pk]))
        yield Look(reverse(f"remove_{name}", args=[record.pk]))
    yield Look(reverse("change_membership", args=[membership.pk]))
    yield Look(reverse("membership_year", args=[membership.pk]))
    yield Look(reverse("membership_year", args=[membership.pk]), 422, SEND)


def _for_coordinators() -> Iterator[Look]:
    for name in ("network", "coordination", "invite", "form_group", "competence", "exchanges"):
        yield Look(reverse(name))
    yield Look(reverse("enter_exchange"))
    for name in ("invite", "form_group"):
        yield Look(reverse(name), 422, SEND)
    for path in (_of_post("post"), _of_post("moderate_post"), _of_post("post", HIDDEN)):
        yield Look(path)
    for name in ("group", "group_members", "change_group"):
        yield Look(reverse(name, args=[demo.GROUP]))
    yield Look(reverse("group", args=[ENDED]))
    yield from _meetings()
    company = Unit.objects.get(key=demo.COMPANY[0])
    held = Appointment.objects.get(person__username=CONTACT)
    for name, key in (("ask_head", company), ("change_seat", held), ("change_unit", company)):
        yield Look(reverse(name, args=[key.pk]))
    yield Look(reverse("edit_person", args=[held.person_id]))


def _meetings() -> Iterator[Look]:
    """One that was, with what whoever runs it writes, and one to come."""
    held = Event.objects.exclude(minutes="").get()
    coming = Event.objects.get(follows=held)
    for name in ("meeting_agenda", "meeting_minutes", "meeting_attendance", "meeting_files"):
        yield Look(reverse(name, args=[held.pk]))
    for event in (held, coming):
        yield Look(event.get_absolute_url())
    for name in ("change_meeting", "cancel_meeting", "meeting_attendance"):
        yield Look(reverse(name, args=[coming.pk]))
    yield Look(reverse("cancel_meeting", args=[coming.pk]), 422, SEND)
    wrong = (("tasks-4-due", "2026-12-31"),)
    yield Look(reverse("meeting_minutes", args=[held.pk]), 422, SEND, wrong)


def _for_administrators() -> Iterator[Look]:
    """They have neither a seat nor a card: something waits for them."""
    yield Look(reverse("network"))
    yield Look(reverse("my_data"))
    yield Look(reverse("enter_membership"))


def _of_post(name: str, title: str = FULL) -> str:
    return reverse(name, args=[Post.objects.get(title=title).pk])


ALL: dict[str, Callable[[], Iterator[Look]]] = {
    STRANGER: _for_strangers,
    STAFF: _for_staff,
    CONTACT: _for_contacts,
    COORDINATOR: _for_coordinators,
    ADMINISTRATOR: _for_administrators,
}
