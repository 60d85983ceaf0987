"""For the first days of a seat: what it means, and what was before in the unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.models import MunicipalityProfile, User
from network.intranet.posts.models import Post
from network.organisation.models import Appointment, Unit
from network.organisation.models.duties import duties_of

NEW = timedelta(days=30)
MOST = 5  # of who held it before, and of posts


@dataclass(frozen=True)
class Checklist:
    """What somebody who has just taken a seat is to know."""

    held: Appointment
    duties: list[str]
    names: list[Unit]  # what the unit was before
    before: list[Appointment]  # who held such a seat there, the latest first
    posts: list[Post]  # of the unit, that they may read


def checklists(
    user: User, profile: MunicipalityProfile, seats: Iterable[Appointment], on: date
) -> list[Checklist]:
    """One for each of the seats of `user` that began less than NEW ago: for the start page."""
    new = [held for held in seats if held.starts and held.starts > on - NEW]
    return [_checklist(held, user, profile, on) for held in new]


def _checklist(held: Appointment, user: User, profile: MunicipalityProfile, on: date) -> Checklist:
    unit = held.seat.unit
    duties = held.duties.splitlines() or duties_of(profile, held.seat.kind)
    if unit is None:
        return Checklist(held, duties, [], [], [])
    names = list(unit.predecessors.all())
    before = Appointment.objects.filter(
        seat__unit__in=[unit, *names], seat__kind=held.seat.kind, ends__lt=on
    ).exclude(person=user)
    posts = Post.objects.visible_to(user).filter(unit=unit)
    return Checklist(
        held,
        duties,
        names,
        list(before.select_related("person", "seat__unit").order_by("-ends", "pk")[:MOST]),
        list(posts[:MOST]),
    )
