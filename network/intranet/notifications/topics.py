"""Topics: what can be followed, as short words, and who follows them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from django.db.models import Q

from core.access.visibility import standing_of
from core.models import PriorityArea, User
from network.intranet.notifications.models import Follow
from network.intranet.readers import holders
from network.organisation.models import GroupMember, UnitMember
from network.people.models import Card

ALL = "all"
Followers = Mapping[int, set[str]]  # the topics of each person, by their key


class Placed(Protocol):
    """A record that belongs to areas, a unit and a group."""

    areas: Any  # the manager of a relation
    unit_id: int | None
    group_id: int | None


def topics_of(record: Placed) -> list[str]:
    """Those that what is new in a record belongs to."""
    topics = [f"area:{key}" for key in record.areas.values_list("pk", flat=True)]
    if record.unit_id:
        topics.append(f"unit:{record.unit_id}")
    if record.group_id:
        topics.append(f"group:{record.group_id}")
    return [*topics, ALL]


def own_topics(person: User) -> set[str]:
    """What somebody follows without a choice: their units and groups, the areas on their card."""
    standing = standing_of(person)
    areas = PriorityArea.objects.filter(cards__person=person).values_list("pk", flat=True)
    return {
        *(f"unit:{key}" for key in standing.units),
        *(f"group:{key}" for key in standing.groups),
        *(f"area:{key}" for key in areas),
    }


def followers(topics: Iterable[str], on: date) -> Followers:
    """Who follows any of the topics on a day, each with those of them that they follow."""
    asked = list(topics)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for person, what in Follow.objects.filter(what__in=asked).values_list("person", "what"):
        found[person].add(what)
    keys = _keys(asked)
    cards = Card.areas.through.objects.filter(priorityarea__in=keys["area"])
    for person, area in cards.values_list("card__person", "priorityarea"):
        found[person].add(f"area:{area}")
    for unit in keys["unit"]:
        staff = UnitMember.objects.current(on).filter(unit=unit).values_list("person", flat=True)
        seated = holders(Q(unit=unit), on).values_list("pk", flat=True)
        for person in {*staff, *seated}:
            found[person].add(f"unit:{unit}")
    members = GroupMember.objects.current(on).filter(group__in=keys["group"])
    for person, group in members.values_list("person", "group"):
        found[person].add(f"group:{group}")
    return found


def _keys(topics: Iterable[str]) -> Mapping[str, list[int]]:
    keys: defaultdict[str, list[int]] = defaultdict(list)
    for name, _colon, key in (topic.partition(":") for topic in topics):
        if key:
            keys[name].append(int(key))
    return keys
