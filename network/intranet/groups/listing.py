"""Groups and who is in them, as pages show them: a few queries, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Collate

from core.models import User
from core.words.sorting import SWEDISH
from network.organisation.models import Group, GroupMember
from network.people.querysets import directory


@dataclass(frozen=True)
class GroupLine:
    """A group in the list, how many members it has today, and whether the reader is in it."""

    group: Group
    members: int
    is_member: bool
    reinforces: bool


@dataclass(frozen=True)
class Person:
    """Somebody in a group; `roles_of` is them as the directory has them, None where it does not."""

    member: GroupMember
    roles_of: User | None


def lines(groups: QuerySet[Group], user: User, on: date) -> Sequence[GroupLine]:
    """The reader's own first."""
    there = GroupMember.objects.current(on).filter(person__is_active=True)
    listed = [_line(group, user) for group in groups.prefetch_related(_now(there))]
    return sorted(listed, key=lambda line: not (line.is_member or line.reinforces))


def _now(members: QuerySet[GroupMember]) -> Prefetch:
    return Prefetch("members", members, to_attr="now")


def _line(group: Group, user: User) -> GroupLine:
    members: list[GroupMember] = group.now  # type: ignore[attr-defined]
    people = {each.person_id for each in members if not each.reinforces}
    return GroupLine(
        group=group,
        members=len(people),
        is_member=user.pk in people,
        reinforces=any(each.reinforces and each.person_id == user.pk for each in members),
    )


def people_in(group: Group, on: date) -> Sequence[Person]:
    """Who is in the group, members and others, today or on its last day; in Swedish order."""
    day = min(on, group.ends) if group.ends else on
    there = GroupMember.objects.current(day).filter(group=group, person__is_active=True)
    known = directory(on).in_bulk(there.values_list("person", flat=True))
    names = (Collate(f"person__{part}_name", SWEDISH) for part in ("first", "last"))
    members = there.select_related("person").prefetch_related("units", "bodies")
    members = members.order_by(*names, "pk")
    return [Person(each, known.get(each.person_id)) for each in members]
