"""When what pages say changes by the clock alone: a deadline passes, a message ends, a day begins.

Each app registers the question for its own records, so that a page that is kept is kept no longer.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.cache import cache

from core.registry import Registry
from core.web import content_version
from core.words.dates import local

# Given the time: the first moment after it at which something the app's pages say is different.
moments: Registry[Callable[[datetime], datetime | None]] = Registry("moment of change")


def midnight(at: datetime) -> datetime:
    """The next midnight in Swedish time: days left are counted by the calendar."""
    return datetime.combine(
        local(at).date() + timedelta(days=1), datetime.min.time(), local(at).tzinfo
    )


def next_change(at: datetime) -> datetime:
    """The first of all such moments after `at`; asked for once and kept while the content stays."""
    key = f"next-change:{content_version.current()}"
    change: datetime | None = cache.get(key)
    if change is None or change <= at:
        answers = (ask(at) for _name, ask in moments)
        change = min([midnight(at), *(moment for moment in answers if moment)])
        cache.set(key, change)
    return change
