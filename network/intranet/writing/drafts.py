"""Keeping what somebody writes: every few seconds, whatever becomes of the window or the log-in."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.http import HttpRequest

from core.models import User
from network.intranet.posts.models import Post
from network.intranet.writing.models import Draft

KEPT = timedelta(days=90)
LONGEST = 100_000  # characters of a field; what a post may have is said when it is published
MOST = 100  # drafts of one person
SALT = "network.intranet.writing"
NOTE_HOLDS = timedelta(days=2)
Typed = Mapping[str, Sequence[str]]
Of = Mapping[
    str, Post | None
]  # the post that is changed, or that the comment is on: Draft's fields


@dataclass(frozen=True)
class Note:
    """What a form carries along: whose text it is, and which draft it is saved as.

    It is signed, so that what is sent when the log-in has ended still reaches its author's drafts.
    """

    author: int
    key: uuid.UUID

    def __str__(self) -> str:
        return signing.dumps([self.author, self.key.hex], salt=SALT)

    @classmethod
    def read(cls, text: str) -> "Note | None":
        """The note, unless it is too old or somebody else wrote it."""
        try:
            author, key = signing.loads(text, salt=SALT, max_age=NOTE_HOLDS)
        except signing.BadSignature:
            return None
        return cls(author, uuid.UUID(key))


@transaction.atomic
def save(*, author: User, note: Note, of: Of, typed: Typed, version: int, at: datetime) -> Draft:
    """Keep what was typed, as of the `version` it goes on from.

    Where another window has saved the draft meanwhile, this text becomes a draft of its own.
    """
    kept = {name: [value[:LONGEST] for value in values] for name, values in typed.items()}
    facts = {"author": author, **of, "typed": kept, "saved_at": at}
    draft, new = Draft.objects.get_or_create(key=note.key, defaults=facts)
    if new:
        _keep_the_latest(author)
        return draft
    same = Draft.objects.filter(key=note.key, author=author, version=version)
    if same.update(typed=kept, saved_at=at, version=version + 1):
        draft.refresh_from_db()
        return draft
    if draft.author_id == author.pk and draft.typed == kept:
        return draft
    return Draft.objects.create(**facts)


def _keep_the_latest(author: User) -> None:
    latest = Draft.objects.filter(author=author).values_list("pk", flat=True)[:MOST]
    Draft.objects.filter(author=author).exclude(pk__in=list(latest)).delete()


def draft_asked_for(request: HttpRequest) -> Draft | None:
    """The one that the address names, if it is theirs and not published yet."""
    try:
        key = uuid.UUID(request.GET.get("draft", ""))
    except ValueError:
        return None
    return Draft.objects.filter(pk=key, author=request.user.pk).first()


def as_initial(typed: Typed, lists: Sequence[str]) -> dict[str, Any]:
    """What a form shows of what was typed; the fields in `lists` have several values."""
    return {
        name: values if name in lists else "".join(values[:1]) for name, values in typed.items()
    }


def forget_old(at: datetime) -> None:
    """The daily job: a draft that nobody has gone on with for a long time."""
    Draft.objects.filter(saved_at__lt=at - KEPT).delete()


def forget_of(person: User) -> None:
    """What was never published goes with its author."""
    Draft.objects.filter(author=person).delete()
