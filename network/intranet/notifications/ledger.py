"""Writing into the ledger: in the transaction of what has happened, for those who follow it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from core.access.visibility import VisibleModel
from core.models import User
from core.words.dates import local
from network.intranet.notifications.models import Notification
from network.intranet.notifications.topics import followers
from network.intranet.notifications.unread import has_grown
from network.intranet.readers import readers_of_record

LONGEST = 400  # characters of the topics of a notice


@dataclass(frozen=True)
class Occasion:
    """Something that has happened: to which record, and what. `number` tells one from the next."""

    kind: str
    object_id: int
    step: str
    number: int | None = None

    @property
    def key(self) -> str:
        """The fact, written in one way."""
        key = f"{self.kind}:{self.object_id}:{self.step}"
        return key if self.number is None else f"{key}:{self.number}"


@transaction.atomic
def write(
    occasion: Occasion,
    *,
    topics: Iterable[str],
    within: VisibleModel,
    but: User | None,
    at: datetime,
    others: Mapping[int, str] | None = None,
) -> None:
    """A notice for each who follows a topic and may read the record that it happens `within`.

    Whoever did it (`but`) knows. `others` are people with a topic of their own, whoever follows it.
    Written once more, it is what it was.
    """
    on = local(at).date()
    found = {person: set(theirs) for person, theirs in followers(topics, on).items()}
    for person, topic in (others or {}).items():
        found.setdefault(person, set()).add(topic)
    if but is not None:
        found.pop(but.pk, None)
    readers = readers_of_record(within, on).filter(pk__in=found, is_active=True)
    people = list(readers.values_list("pk", flat=True))
    Notification.objects.bulk_create(
        [
            Notification(
                person_id=person,
                key=occasion.key,
                kind=occasion.kind,
                object_id=occasion.object_id,
                step=occasion.step,
                topics=_joined(found[person]),
                at=at,
            )
            for person in people
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(lambda: has_grown(people))


def _joined(topics: Iterable[str]) -> str:
    joined = " ".join(sorted(topics))
    return joined if len(joined) <= LONGEST else joined[:LONGEST].rpartition(" ")[0]
