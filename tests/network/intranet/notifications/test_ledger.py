"""What is written into the ledger, for whom: once for each occasion, in the deed's transaction."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache

from core.access.visibility import Visibility
from core.models import User
from core.operation.personal.erasing import erase
from network.intranet.events.following import Step, follow
from network.intranet.notifications.forgetting import KEPT, forget_old, pass_follows
from network.intranet.posts.actions import publish_post
from network.models import Card, Event, Follow, MailPreference, Notification, Post, Seat, UnitMember
from tests.factories.calls import area, municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, group, member, unit
from tests.network.intranet.people import AT, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(AT, tick=False):
        yield


def published(author: User, **facts: object) -> Post:
    areas = facts.pop("areas", ())
    facts = {"title": "Rubrik", "text": "Text", "kind": Post.Kind.NEWS, "language": "sv", **facts}
    return publish_post(
        profile=municipality(),
        author=author,
        facts=facts,
        areas=areas,  # type: ignore[arg-type]
        key=uuid4(),
        at=AT,
    )


def told() -> dict[User, set[str]]:
    """Who has a notice, and why."""
    return {row.person: set(row.topics.split()) for row in Notification.objects.all()}


def test_who_follows_something_of_a_post_and_may_read_it_is_told_and_why() -> None:
    office, water = unit(), area("water")
    author = somebody(Seat.Kind.CONTACT, unit=office)
    colleague = somebody(Seat.Kind.SUPPORT, unit=office)
    on_card, chose, gone, strange = (somebody(Seat.Kind.CONTACT) for _n in range(4))
    for person in (on_card, gone, outside := UserFactory.create()):
        Card.objects.create(person=person, updated_at=AT).areas.add(water)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    Follow.objects.start("all", person=chose, at=AT)
    made = published(author, unit=office, areas=[water], visibility="network")
    assert told() == {
        colleague: {f"unit:{office.pk}"},
        on_card: {f"area:{water.pk}"},
        chose: {"all"},
    }
    assert {author, strange, outside}.isdisjoint(told())
    assert {row.key for row in Notification.objects.all()} == {f"post:{made.pk}:published"}


@pytest.mark.parametrize("visibility", [Visibility.DEPARTMENT, Visibility.GROUP])
def test_what_is_for_few_is_told_to_them_alone(visibility: str) -> None:
    office, working, author = unit(), group(), somebody(Seat.Kind.CONTACT)
    inside = {"department": UserFactory.create(), "group": UserFactory.create()}
    UnitMember.objects.create(unit=office, person=inside["department"])
    member(inside["group"], working)
    other = somebody(Seat.Kind.CONTACT)
    for topic in ("all", f"unit:{office.pk}", f"group:{working.pk}"):
        Follow.objects.start(topic, person=other, at=AT)
    published(author, visibility=visibility, unit=office, group=working)
    assert set(told()) == {inside[visibility]}


def test_an_occasion_is_in_the_ledger_once_however_often_it_is_written(
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    organiser, person = somebody(Seat.Kind.COORDINATOR), somebody(Seat.Kind.CONTACT)
    Follow.objects.start("all", person=person, at=AT)
    event = Event.objects.create(
        profile=municipality(),
        title="Möte",
        starts=AT,
        ends=AT,
        visibility="network",
        created_at=AT,
        changed_at=AT,
    )
    event.sign_ups.create(person=(comes := somebody(Seat.Kind.CONTACT)), answer="comes", at=AT)

    def steps() -> list[tuple[User, str]]:
        rows = Notification.objects.order_by("pk")
        return [(row.person, row.key.partition(f":{event.pk}:")[2]) for row in rows]

    for _twice in range(2):
        follow(event, Step.CREATED, by=organiser, at=AT)
        follow(event, Step.CHANGED, by=organiser, at=AT)  # of which no calendar is told
        follow(event, Step.ANSWERED, by=organiser, at=AT)
    assert sorted(steps(), key=lambda step: step[0].pk) == [(person, "created"), (comes, "created")]
    for event.sequence in (1, 1, 2):
        follow(event, Step.CHANGED, by=person, at=AT)
    assert steps()[2:] == [(comes, "changed:1"), (comes, "changed:2")]


def test_whoever_was_sent_an_invitation_gets_no_second_mail_of_the_same() -> None:
    organiser, person = somebody(Seat.Kind.COORDINATOR), somebody(Seat.Kind.CONTACT)
    Follow.objects.start("all", person=person, at=AT)
    facts = {"profile": municipality(), "title": "Möte", "author": organiser, "invites": True}
    times = {"starts": AT + timedelta(days=7), "ends": AT + timedelta(days=7)}
    event = Event.objects.create(
        visibility="network", created_at=AT, changed_at=AT, **facts, **times
    )
    for step, minutes in ((Step.CREATED, 0), (Step.CHANGED, 1), (Step.MINUTES, 2)):
        Event.objects.filter(pk=event.pk).update(sequence=minutes)
        event.refresh_from_db()
        follow(event, step, by=organiser, at=AT + timedelta(minutes=minutes))
    rows = Notification.objects.filter(person=person).order_by("pk")
    assert [(row.step, row.mail) for row in rows] == [
        *(("created", "none"), ("changed", "none"), ("minutes", "waits"))
    ]
    assert event.invitations.filter(person=person).count() == 2


def test_what_is_old_and_settled_is_forgotten_and_what_waits_is_not() -> None:
    person = somebody(Seat.Kind.CONTACT)
    for number, mail in enumerate(Notification.Mail):
        Notification.objects.create(
            person=person, key=str(number), kind="post", object_id=1, step="x", at=AT, mail=mail
        )
    forget_old(AT + KEPT)
    assert Notification.objects.count() == 4
    forget_old(AT + KEPT + timedelta(seconds=1))
    assert [row.mail for row in Notification.objects.all()] == ["waits"]


def test_a_merged_unit_is_followed_in_its_successor_and_a_person_is_forgotten() -> None:
    old, new, person, both = unit(), unit(), UserFactory.create(), UserFactory.create()
    for who, what in ((person, old), (both, old), (both, new)):
        Follow.objects.start(f"unit:{what.pk}", person=who, at=AT)
    pass_follows(old, new, AT.date())
    rows = sorted(Follow.objects.values_list("person", "what"))
    assert rows == sorted((each.pk, f"unit:{new.pk}") for each in (person, both))
    MailPreference.objects.speaks(person, "en")
    appointed(author := UserFactory.create(), Seat.Kind.COORDINATOR)
    published(author, unit=new)
    erase(person=person, by=author, at=AT)
    for model in (Follow, MailPreference, Notification):
        assert not model.objects.filter(person=person).exists()
