"""The canaries of records. One for everybody leads, where it may lead somewhere, to one for few."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from core.models import Document, Image, User
from network.models import (
    Award,
    Card,
    Comment,
    Event,
    Exchange,
    ExternalOrganisation,
    NetworkMembership,
    Notification,
    Post,
    PostLink,
    PostVersion,
    SignUp,
    Training,
    Unit,
)
from projects.models import Project
from tests.factories import calls, projects, towns
from tests.factories.core import UserFactory
from tests.leaks import readers
from tests.leaks.marks import AREA, PROGRAMME, facts, few, mark, title
from tests.leaks.table import For
from tests.required import required

Make = Callable[[For, User | None], None]


def _call(each: For, author: User | None) -> None:
    name = mark("call", each)
    calls.call(
        title("call", each),
        identifier=name,
        description=f"<p>{name}</p>",
        areas=(AREA,),
        programme_slug=PROGRAMME,
        **facts(each, author),
    )


def _town(each: For, author: User | None) -> None:
    made = towns.town(mark("town", each), name=title("town", each), **facts(each, author))
    made.areas.add(calls.area(AREA))
    made.save()


def _organisation(each: For, author: User | None) -> None:
    ExternalOrganisation.objects.create(
        profile=calls.municipality(),
        key=mark("organisation", each),
        name=title("organisation", each),
        **facts(each, author),
    )


def _agreement(each: For, author: User | None) -> None:
    town = towns.TwinTown.objects.filter(key=few("town", each)).first()
    towns.agreement(title("agreement", each), town=town, **facts(each, author))
    whose = ExternalOrganisation.objects.filter(key=few("organisation", each)).first()
    if whose:
        towns.agreement(title("agreement", each), organisation=whose, **facts(each, author))


def _exchange(each: For, author: User | None) -> None:
    """With an organisation, and in a town that everybody may read."""
    name, own = title("exchange", each), {**facts(each, author), "unit": _unit(each)}
    whose = ExternalOrganisation.objects.filter(key=few("organisation", each)).first()
    towns.exchange(name, organisation=whose, **own)
    visited = towns.TwinTown.objects.get(key=mark("town", For.PUBLIC))
    made = towns.exchange(name, town=visited, **own)
    made.areas.add(calls.area(AREA))
    made.save()


def _sent(each: For, author: User | None) -> None:
    """By a unit: it waits for an editor."""
    state = {"state": Exchange.State.SENT, "unit": readers.our_unit()}
    towns.exchange(title("sent", each), **state, **facts(each, author))


def _training(each: For, _author: User | None) -> None:
    """Of somebody whom nobody of the table answers for."""
    Training.objects.create(
        profile=calls.municipality(),
        person=UserFactory.create(),
        title=title("training", each),
        gave=title("training", each),
        when="2026-11",
        done=True,
    )


def _membership(each: For, author: User | None) -> None:
    for of in (For.PUBLIC, For.COORDINATION):
        NetworkMembership.objects.create(
            profile=calls.municipality(),
            key=f"{mark('membership', each)}-{of}",
            organisation=ExternalOrganisation.objects.get(key=mark("organisation", of)),
            unit=_unit(each),
            **dict.fromkeys(("purpose_sv", "purpose_en"), title("membership", each)),
            **facts(each, author),
        )


def _award(each: For, author: User | None) -> None:
    Award.objects.create(
        profile=calls.municipality(),
        key=mark("award", each),
        kind="national",
        **dict.fromkeys(("name_sv", "name_en"), title("award", each)),
        **facts(each, author),
    )


def _project(each: For, author: User | None) -> None:
    """What is for everybody has a page."""
    name = title("project", each)
    made = projects.project(name, title_en=name, programme_slug=PROGRAMME, areas=(AREA,))
    call = calls.Call.objects.filter(identifier=few("call", each)).first()
    Project.objects.filter(pk=made.pk).update(call=call, **facts(each, author))
    if each == For.PUBLIC:
        projects.project_page(Project.objects.get(pk=made.pk))


def _image(each: For, author: User | None) -> None:
    file = get_test_image_file(f"{mark('image', each)}.png")
    made = Image.objects.create(title=title("image", each), file=file, **facts(each, author))
    made.tags.add(title("image", each))


def _document(each: For, author: User | None) -> None:
    file = ContentFile(mark("document", each).encode(), f"{mark('document', each)}.txt")
    made = Document.objects.create(title=title("document", each), file=file, **facts(each, author))
    made.tags.add(title("document", each))


def _unit(each: For) -> Unit | None:
    units = {For.OUR_UNIT: readers.our_unit, For.THEIR_UNIT: readers.their_unit}
    return units[each]() if each in units else None


def _event(each: For, author: User | None) -> None:
    """With what only those who are logged in read of it, whoever it is for.

    All are invited and have said that they come, whether they may read it or not.
    """
    units = {For.OUR_UNIT: readers.our_unit, For.THEIR_UNIT: readers.their_unit}
    groups = {For.OUR_GROUP: readers.our_group, For.THEIR_GROUP: readers.their_group}
    inside = title("inside", For.STAFF if each == For.PUBLIC else each)
    at = timezone.now()
    made = Event.objects.create(
        profile=calls.municipality(),
        title=title("event", each),
        text=mark("event", each),
        unit=units[each]() if each in units else None,
        group=groups[each]() if each in groups else None,
        starts=at + timedelta(days=7),
        ends=at + timedelta(days=7, hours=2),
        link=f"https://example.org/{inside.split()[-1]}",
        minutes=inside,
        created_at=at,
        changed_at=at,
        invites=True,
        **facts(each, author),
    )
    for person in User.objects.all():
        SignUp.objects.create(event=made, person=person, answer=SignUp.Answer.COMES, at=at)
    made.agenda.create(title=inside, decision=inside)
    made.action_items.create(text=inside)
    made.files.create(name=f"{inside.split()[-1]}.txt", file="x.txt", size=1, added_at=at)


def _post(each: For, author: User | None) -> None:
    """With what it said before, with a comment, and about a call for all and one for few."""
    groups = {For.OUR_GROUP: readers.our_group, For.THEIR_GROUP: readers.their_group}
    made = Post.objects.create(
        profile=calls.municipality(),
        title=title("post", each),
        text=mark("post", each),
        unit=_unit(each),
        group=groups[each]() if each in groups else None,
        published_at=timezone.now(),
        **facts(each, author),
    )
    PostVersion.objects.create(
        post=made,
        number=1,
        title=title("version", each),
        text=mark("version", each),
        until=timezone.now(),
    )
    _comment(made, title("comment", each), author)
    _tell_all(made)
    for whose in (For.PUBLIC, For.COORDINATION):
        call = calls.Call.objects.get(identifier=mark("call", whose))
        PostLink.objects.create(post=made, kind="call", object_id=call.pk)


def _tell_all(post: Post) -> None:
    """A notice for everybody, as if they all had read it when it was written."""
    facts = {"kind": "post", "object_id": post.pk, "step": "published", "topics": "all"}
    key = f"post:{post.pk}:published"
    Notification.objects.bulk_create(
        Notification(person=person, key=key, at=timezone.now(), **facts)
        for person in User.objects.all()
    )


def _comment(post: Post, text: str, author: User | None, **facts: Any) -> None:
    facts |= {"written_at": timezone.now(), "sent_key": text}
    Comment.objects.create(post=post, text=text, author=author, **facts)


def _hidden(each: For, author: User | None) -> None:
    """A post and a comment for all staff, which a moderator has hidden."""
    hidden = {"hidden_at": timezone.now(), "hidden_reason": "Därför"}
    made = Post.objects.create(
        profile=calls.municipality(),
        title=title("hidden", each),
        text=mark("hidden", each),
        published_at=timezone.now(),
        **facts(For.STAFF, author) | hidden,
    )
    _tell_all(made)
    _comment(
        Post.objects.get(title=title("post", For.STAFF)), title("hush", each), author, **hidden
    )


def _card(each: For, _author: User | None) -> None:
    person = required(readers.who("contact person"))
    Card.objects.create(person=person, about=title("card", each), updated_at=timezone.now())


# In this order: a record leads to what is above it.
RECORDS: dict[str, Make] = {
    "call": _call,
    "town": _town,
    "organisation": _organisation,
    "agreement": _agreement,
    "exchange": _exchange,
    "membership": _membership,
    "award": _award,
    "project": _project,
    "image": _image,
    "document": _document,
    "post": _post,
    "event": _event,
    "hidden": _hidden,
    "card": _card,
    "sent": _sent,
    "training": _training,
}
