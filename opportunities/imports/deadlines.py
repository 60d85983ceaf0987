"""The deadlines of a call from a feed, each with the key by which calendars know it again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count

from opportunities.imports.changes import Change, deadline_change
from opportunities.imports.rows import ParsedDeadline
from opportunities.models import Call, CallDeadline
from opportunities.models.calls import deadline_key


def timing(old: Iterable[CallDeadline], new: Iterable[ParsedDeadline]) -> list[Change | None]:
    """Empty where the deadlines are the same; else what to note of their change, if anything."""
    stored = sorted((d.at, d.assumed, d.kind, d.uncertain) for d in old)
    stated = [(d.at, d.assumed, d.kind.value, d.uncertain) for d in new]
    if stored == stated:
        return []
    return [deadline_change([at for at, *_rest in stored], [at for at, *_rest in stated])]


def renewed(
    call: Call,
    stated: Sequence[ParsedDeadline],
    *,
    before: Iterable[CallDeadline] = (),
    at: datetime,
) -> list[CallDeadline]:
    """Rows for what the source states, to replace those there were `before`.

    A deadline that stays keeps its key, and so does one that has been moved.
    """
    known = list(before)
    same = _same(known, stated, at)
    taken = {old.key for old in known}
    return [
        _row(call, deadline, position, same.get(deadline.at), taken)
        for position, deadline in enumerate(stated, start=1)
    ]


def _row(
    call: Call,
    deadline: ParsedDeadline,
    position: int,
    old: CallDeadline | None,
    taken: set[str],
) -> CallDeadline:
    row = CallDeadline(
        call=call,
        kind=deadline.kind.value,
        at=deadline.at,
        assumed=deadline.assumed,
        uncertain=deadline.uncertain,
        position=position,
    )
    if old:
        changed = (old.at, old.assumed, old.uncertain) != (row.at, row.assumed, row.uncertain)
        row.key, row.sequence = old.key, old.sequence + changed
    else:
        row.key = _new_key(deadline_key(row.kind, row.at), taken)
    return row


def _new_key(key: str, taken: set[str]) -> str:
    """`key`, with a number where a deadline that was moved has it already."""
    while key in taken:
        key = next(f"{key}-{n}" for n in count(2) if f"{key}-{n}" not in taken)
    taken.add(key)
    return key


def _same(
    known: Sequence[CallDeadline], stated: Sequence[ParsedDeadline], at: datetime
) -> dict[datetime, CallDeadline]:
    """Which deadline each of the stated ones was before.

    Those of the same moment stay. Of the rest, one that was still ahead `at` the import has been
    moved to what is nearest, though never past one that stays: then one was dropped and another
    added, as cut-off dates are.
    """
    by_moment = {old.at: old for old in known}
    same = {new.at: by_moment[new.at] for new in stated if new.at in by_moment}
    pairs = sorted(
        (abs(old.at - new.at), new.at, old.at)
        for old in known
        for new in stated
        if old.at >= at
        and not {old.at, new.at} & set(same)
        and _between(old.at, same) == _between(new.at, same)
    )
    moved: set[datetime] = set()
    for _distance, new_at, old_at in pairs:
        if new_at not in same and old_at not in moved:
            same[new_at] = by_moment[old_at]
            moved.add(old_at)
    return same


def _between(moment: datetime, staying: Iterable[datetime]) -> int:
    """Behind how many of the staying ones it lies."""
    return sum(other < moment for other in staying)
