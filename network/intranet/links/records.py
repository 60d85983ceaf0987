"""Records that a post can be about: found by words, named in a form, shown as a link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from core.models import User
from core.search.find import search
from core.search.kinds import kinds
from core.search.lines import Line, Reading
from core.search.query import Query
from core.search.results import Result
from network.intranet.links.models import PostLink
from network.intranet.posts.models import Post

MOST = 8  # that are offered for some words
Reader = User | AnonymousUser


@dataclass(frozen=True)
class Linked:
    """A record as a form carries it ("call:17") and as a page links to it."""

    value: str
    line: Line


def linkable() -> Sequence[str]:
    """The names of the kinds whose records a post can be about."""
    return [name for name, kind in kinds if kind.linkable]


def read(values: Iterable[str], user: Reader, *, at: datetime) -> list[Linked]:
    """Those of the named records that `user` may read, in the order they were named.

    Each kind is asked once. What is no name of a record is none.
    """
    wanted = [pair for value in values if (pair := _named(value))]
    ids: dict[str, list[int]] = {}
    for name, pk in wanted:
        ids.setdefault(name, []).append(pk)
    records = {name: kinds[name].load(keys, user) for name, keys in ids.items()}
    there = [(name, pk) for name, pk in dict.fromkeys(wanted) if pk in records[name]]
    return _linked([Result(records[name][pk], name, "sv") for name, pk in there], user, at)


def is_posted_about(kind: str) -> Exists:
    """Whether somebody has posted about a row of that kind, whoever may read it."""
    return Exists(PostLink.objects.filter(kind=kind, object_id=OuterRef("pk")))


def posts_about(kind: str, pk: int, user: Reader) -> list[Post]:
    """The latest posts about a record that `user` may read, each with its author; one query."""
    posts = Post.objects.visible_to(user).filter(links__kind=kind, links__object_id=pk)
    return list(posts.select_related("author", "unit")[:MOST])


def matches(text: str, user: Reader, *, at: datetime) -> list[Linked]:
    """The best that the one search finds for some words."""
    found = search(Query(text=text, kinds=tuple(linkable()), page_size=MOST), user=user, at=at)
    return _linked(found.results, user, at)


def _linked(results: Sequence[Result], user: Reader, at: datetime) -> list[Linked]:
    reading = Reading(results, user, at)
    return [
        Linked(f"{each.kind}:{each.record.pk}", kinds[each.kind].line(each, reading))
        for each in results
    ]


def _named(value: str) -> tuple[str, int] | None:
    name, _colon, key = value.partition(":")
    if name not in linkable() or not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return name, int(key)
