"""When a notice is mailed: by what its reader has chosen, and by the clock of the municipality.

A daily mail has what was written before the latest seven o'clock, a weekly one what was written
before the latest Monday's: so that each day has one, whenever the job runs, and nothing has to be
remembered but the notices. What lies in the future was written by a clock that was ahead, and is
due: it would else wait for that day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from core.models import User
from core.words.dates import local
from network.intranet.notifications.models import Follow, How, MailPreference, Notification

HOUR = time(7)
MONDAY = 0
AHEAD = timedelta(minutes=1)  # by which another machine's clock may be ahead
# Without a choice: what others say where they have taken part, and what they come to, at once.
STANDARD = {"post": How.AT_ONCE, "event": How.AT_ONCE}
PROMPT = [How.AT_ONCE, How.DAILY, How.WEEKLY, How.NEVER]


@dataclass(frozen=True)
class Wishes:
    """How somebody wants to be told: by topic, and where nothing is chosen."""

    how: str = ""
    stopped: bool = False
    language: str = "sv"
    of_topics: Mapping[str, str] = field(default_factory=dict)

    def of(self, topics: Iterable[str]) -> How:
        """The promptest of what is wished for any of the topics."""
        wished = [self._of(topic) for topic in topics]
        return How.NEVER if self.stopped else min(wished, key=PROMPT.index, default=How.NEVER)

    def _of(self, topic: str) -> How:
        chosen = self.of_topics.get(topic) or self.how
        return How(chosen) if chosen else STANDARD.get(topic.partition(":")[0], How.DAILY)


def wishes_of(people: Iterable[int]) -> Mapping[int, Wishes]:
    """Of each of these people, by their keys. Two queries."""
    keys = list(people)
    chosen: dict[int, dict[str, str]] = {key: {} for key in keys}
    rows = Follow.objects.filter(person__in=keys).exclude(how="")
    for person, what, how in rows.values_list("person", "what", "how"):
        chosen[person][what] = how
    preferences = {row.person_id: row for row in MailPreference.objects.filter(person__in=keys)}
    return {key: _wishes(preferences.get(key), chosen[key]) for key in keys}


def _wishes(preference: MailPreference | None, of_topics: Mapping[str, str]) -> Wishes:
    if preference is None:
        return Wishes(of_topics=of_topics)
    stopped = preference.stopped_at is not None
    return Wishes(preference.how, stopped, preference.language, of_topics)


def is_due(notice: Notification, wishes: Wishes, *, at: datetime) -> bool:
    """Whether it is to be settled now: mailed, or noted as one that is not mailed."""
    if notice.at > at + AHEAD:
        return True
    how = wishes.of(notice.topics.split())
    if how == How.DAILY:
        return notice.at < _latest(at)
    if how == How.WEEKLY:
        return notice.at < _latest(at, on_monday=True)
    return True


def people_with_due(*, at: datetime) -> list[User]:
    """Those of whose notices some are due. Four queries, however many wait."""
    waiting = Notification.objects.waiting().only("person_id", "at", "topics")
    rows = list(waiting.order_by("person", "pk"))
    wishes = wishes_of({row.person_id for row in rows})
    keys = {row.person_id for row in rows if is_due(row, wishes[row.person_id], at=at)}
    return list(User.objects.filter(pk__in=keys).order_by("pk"))


def _latest(at: datetime, *, on_monday: bool = False) -> datetime:
    """The latest seven o'clock in Swedish time, of any day or of a Monday."""
    here = local(at)
    day = here.date() if here.time() >= HOUR else here.date() - timedelta(days=1)
    if on_monday:
        day -= timedelta(days=(day.weekday() - MONDAY) % 7)
    return datetime.combine(day, HOUR, here.tzinfo)
