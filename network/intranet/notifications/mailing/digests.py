"""The mails: for each person one of all that is due, with what they may read at that moment."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from core.models import User
from network.intranet.notifications.mailing.due import Wishes, is_due, people_with_due, wishes_of
from network.intranet.notifications.mailing.letters import send
from network.intranet.notifications.models import How, Notification
from network.intranet.notifications.shown import lines

Mail = Notification.Mail


@dataclass(frozen=True)
class Counts:
    """Of a round: people with something due, mails and what stands in them, what was held back."""

    people: int = 0
    mails: int = 0
    items: int = 0
    held_back: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(mine + theirs for mine, theirs in zip(self._all, other._all, strict=True)))

    @property
    def _all(self) -> Sequence[int]:
        return list(asdict(self).values())


def send_digests(*, at: datetime) -> Counts:
    """Settle what is due, a person at a time: who is killed in between has settled some of them."""
    counts = Counts()
    for person in people_with_due(at=at):
        counts += _settle(person, at)
    return counts


def send_due(at: datetime) -> None:
    """The job of every minute."""
    send_digests(at=at)


@transaction.atomic
def _settle(person: User, at: datetime) -> Counts:
    """The mail and the notes of what stands in it are stored together, or not at all.

    The rows are locked, on SQLite with all others: a second round that comes meanwhile waits, and
    finds them settled.
    """
    rows = list(Notification.objects.waiting().filter(person=person).select_for_update())
    wishes = wishes_of([person.pk])[person.pk]
    due = [row for row in rows if is_due(row, wishes, at=at)]
    if not due:
        return Counts()
    wanted = [row for row in due if _is_wanted(row, person, wishes)]
    readable = lines(wanted, person, wishes.language)
    to_mail = {line.notice.pk for line in readable}
    held = [row for row in wanted if row.pk not in to_mail]
    unwanted = [row for row in due if row not in wanted]
    _note(unwanted, Mail.NONE, at)
    _note(held, Mail.HELD_BACK, at)
    sent = bool(readable) and send(person, readable, wishes.language)
    _note([line.notice for line in readable], Mail.MAILED if sent else Mail.NONE, at)
    return Counts(1, int(sent), len(readable) if sent else 0, len(held))


def _is_wanted(row: Notification, person: User, wishes: Wishes) -> bool:
    """Not what was read on the site meanwhile, nor what is never mailed; or nobody is there."""
    if row.read_at or not person.email:
        return False
    return wishes.of(row.topics.split()) != How.NEVER


def _note(rows: Sequence[Notification], became: str, at: datetime) -> None:
    keys = [row.pk for row in rows]
    Notification.objects.waiting().filter(pk__in=keys).update(mail=became, settled_at=at)
