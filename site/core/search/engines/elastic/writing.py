"""Changes to the index: in bulk, and never an older state over a newer one."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.search.engines.base import EngineError, IndexEntry, Record, Removal
from core.search.engines.elastic.client import Client, line, whole
from core.search.engines.elastic.documents import document, identity

log = logging.getLogger(__name__)

BYTES = 5_000_000  # of one request
MISSING, CONFLICT, REFUSED = 404, 409, 400


@dataclass(frozen=True)
class Action:
    """A change to be made under one alias, as the lines that ask for it."""

    record: Record
    alias: str
    lines: bytes


def bulk(
    client: Client,
    changes: Sequence[IndexEntry | Removal],
    aliases: Sequence[str],
    *,
    left: Callable[[], float],
    refresh: bool = False,
    may_vanish: str = "",
) -> set[Record]:
    """Make the changes under each alias; returns the records that the cluster refuses.

    `left` returns how many seconds the next request may take. Raises EngineError where something
    was not written that may be written later. An alias that `may_vanish` was that of an index being
    built, and that one is now searched.
    """
    params = {"require_alias": "true", "refresh": "true" if refresh else "false"}
    refused = set()
    for actions in _bodies(_actions(changes, aliases)):
        body = b"".join(action.lines for action in actions)
        seconds = left()
        params["timeout"] = f"{max(1, round(seconds * 1000))}ms"
        answer = client.request("POST", "/_bulk", seconds=seconds, params=params, body=body)
        with whole():
            for action, item in zip(actions, answer["items"], strict=True):
                (outcome,) = item.values()
                if _refused(action, outcome, may_vanish):
                    refused.add(action.record)
    return refused


def _refused(action: Action, outcome: Any, may_vanish: str) -> bool:
    status = outcome["status"]
    if status < 300 or status == CONFLICT:
        return False  # a conflict: the index has a newer version
    if status == MISSING and ("error" not in outcome or action.alias == may_vanish):
        return False  # the record was not in the index, or the index itself is gone
    reason = str(outcome.get("error"))[:500]
    if status != REFUSED:
        raise EngineError(f"{action.alias}: {status} {reason}")
    log.error("%s is refused for what is in it: %s", identity(action.record), reason)
    return True


def _actions(changes: Iterable[IndexEntry | Removal], aliases: Sequence[str]) -> Iterator[Action]:
    for change in changes:
        record = (change.kind, change.object_id)
        source = line(document(change)) if isinstance(change, IndexEntry) else b""
        for alias in aliases:
            target = {
                "_index": alias,
                "_id": identity(record),
                "version": change.version,
                "version_type": "external_gte",
            }
            kind = "index" if isinstance(change, IndexEntry) else "delete"
            yield Action(record, alias, line({kind: target}) + source)


def _bodies(actions: Iterable[Action]) -> Iterator[list[Action]]:
    """The actions of one request after the other."""
    body: list[Action] = []
    size = 0
    for action in actions:
        if body and size + len(action.lines) > BYTES:
            yield body
            body, size = [], 0
        body.append(action)
        size += len(action.lines)
    if body:
        yield body
