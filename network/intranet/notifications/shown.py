"""Notices as somebody is shown them: what has happened, and the title as it is now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.access.visibility import is_known
from core.models import PriorityArea, User
from network.intranet.notifications.kinds import Told, kinds
from network.intranet.notifications.models import Notification
from network.intranet.notifications.topics import ALL
from network.organisation.models import Group, Unit

ORDER = ("event", "post", "group", "unit", "area", ALL)  # of what is named as the reason
NAMED: dict[str, Any] = {"group": Group, "unit": Unit, "area": PriorityArea}


@dataclass(frozen=True)
class Line:
    """A notice with what its reader may be told of it, and why they are told."""

    notice: Notification
    told: Told
    says: str
    why: str


def lines(notices: Iterable[Notification], user: User, language: str) -> Sequence[Line]:
    """Those of the notices that `user` may read now, in their order and in that language.

    A query for each kind of record and of topic. Whoever is deactivated reads none.
    """
    rows = list(notices)
    if not is_known(user):
        return []
    with override(language):
        records = _records(rows, user)
        names = _names(rows)
        return [
            Line(row, kinds[row.kind].told(record), _says(row), names[_reason(row)])
            for row in rows
            if (record := records.get((row.kind, row.object_id)))
        ]


def _records(rows: Sequence[Notification], user: User) -> dict[tuple[str, int], Any]:
    keys: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        keys[row.kind].add(row.object_id)
    return {
        (name, pk): record
        for name, wanted in keys.items()
        if name in kinds
        for pk, record in kinds[name].readable(user).in_bulk(list(wanted)).items()
    }


def _says(row: Notification) -> str:
    return str(kinds[row.kind].says.get(row.step, ""))


def _reason(row: Notification) -> str:
    """The topic that says best why they are told."""
    topics = row.topics.split()
    return min(topics, key=lambda topic: ORDER.index(topic.partition(":")[0]), default=ALL)


def _names(rows: Sequence[Notification]) -> dict[str, str]:
    """What each topic is called where it is a reason."""
    reasons = {_reason(row) for row in rows}
    names = {reason: _called(reason.partition(":")[0]) for reason in reasons}
    for name, model in NAMED.items():
        keys = [reason.split(":")[1] for reason in reasons if reason.startswith(f"{name}:")]
        if keys:
            found = model.objects.in_bulk([int(key) for key in keys])
            names |= {f"{name}:{key}": str(record) for key, record in found.items()}
    return names


def _called(kind: str) -> str:
    """What has no name of its own, or is not there any more."""
    return {
        "post": _("Posts that you follow"),
        "event": _("Meetings that you come to"),
    }.get(kind, _("The EU network"))
