"""A version that changes whenever what strangers read may have changed, for what is cached.

It stands in the database and changes in the transaction that changes the content: what is closed
is closed when that is committed, whatever the cache can or cannot do, and not if it is rolled back.

A row that is saved or deleted on its own changes it, if strangers may read the row or could until
then (core.access.strangers), and so does any page that is live or was: menus are kept for others
too. What writes in bulk, which sends no signals, calls `change` itself: the search's index, which
every import brings up to date, and the loading of files do.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from core.access.strangers import never_shown, shown_to_strangers
from core.models import ContentVersion

KEPT_SECONDS = 3600
# What is saved of a row when nobody reads anything else because of it: a draft, a log-in.
QUIET = {
    "draft_title",
    "has_unpublished_changes",
    "last_login",
    "latest_revision",
    "latest_revision_created_at",
}
# The one look that a kept page costs: without the time that it takes to put it together.
WORDS = "SELECT word FROM core_contentversion ORDER BY id"


T = TypeVar("T")
Row = TypeVar("Row", bound=models.Model)


@dataclass
class _Read:
    """What a request has read of the version, until it changes something itself."""

    version: str = ""


_read: ContextVar[_Read | None] = ContextVar("content version", default=None)


def current() -> str:
    """The version of today's content: one query, in a request the first time only."""
    read = _read.get()
    if read is None:
        return _of_database()
    if not read.version:
        read.version = _of_database()
    return read.version


@contextmanager
def read_once() -> Iterator[None]:
    """For the time of a request the version is asked for once.

    What is made of newer content and kept under the version read before is never asked for again.
    """
    token = _read.set(_Read())
    try:
        yield
    finally:
        _read.reset(token)


def kept(name: str, make: Callable[[], T]) -> T:
    """What `make` says of what strangers may read, asked again when any of it may have changed."""
    made: Any = cache.get_or_set(f"{current()}:{name}", make, timeout=KEPT_SECONDS)
    return cast("T", made)


class KeptRows(Generic[Row]):
    """Rows that strangers may read, as they were last read, in the memory of the process.

    All threads have the same ones: they are for reading. What is asked for must be allowed already.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self.forget()

    def forget(self) -> None:
        """Keep none of them any more."""
        self._of_version: tuple[str, dict[int, Row]] = ("", {})

    def get(
        self, keys: Iterable[int], read: Callable[[list[int]], Mapping[int, Row]]
    ) -> dict[int, Row]:
        """The rows of these keys; `read` reads those that are not kept, or not any more."""
        version, keys = current(), list(keys)
        of, known = self._of_version  # together: another thread may put others there
        if of != version or len(known) > self._most:
            known = {}
            self._of_version = version, known
        rows = {key: known[key] for key in keys if key in known}
        if missing := [key for key in keys if key not in rows]:
            new = read(missing)
            rows |= new
            known |= {key: row for key, row in new.items() if shown_to_strangers(row)}
        return rows


def change() -> None:
    """What was cached counts no more, once the transaction that this belongs to is committed.

    A new word takes the place of one that no other transaction is just replacing, or is added:
    with a number instead, or one row for all, two at once would wait for each other or hide
    each other's change.
    """
    word = uuid.uuid4().hex
    with transaction.atomic(savepoint=False):
        rows = ContentVersion.objects.all()
        if connection.features.has_select_for_update_skip_locked:  # SQLite is written by one alone
            free = rows.order_by("pk").select_for_update(skip_locked=True).values_list("pk")[:1]
            rows = rows.filter(pk__in=[pk for (pk,) in free])
        if not rows.update(word=word):
            ContentVersion.objects.create(word=word)
    if read := _read.get():
        read.version = ""


def _of_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute(WORDS)
        words = " ".join(word for (word,) in cursor.fetchall())
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()


def quiet(update_fields: Iterable[str] | None) -> bool:
    """Whether what is saved of a row, all of it where None, changes nothing that anybody reads."""
    return update_fields is not None and set(update_fields) <= QUIET


def _never_kept(model: type[models.Model]) -> bool:
    return never_shown(model) and not issubclass(model, Page)


def _is_kept(row: models.Model) -> bool:
    """Whether strangers may read it, or it is a page: the menus of others are kept too."""
    return row.live if isinstance(row, Page) else shown_to_strangers(row)


def _before_saving(
    sender: type[models.Model],
    instance: Any,
    *,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **signal: Any,
) -> None:
    """Note whether strangers could read the row until now, where they may not any more."""
    if raw or _never_kept(sender) or quiet(update_fields):
        return
    instance._was_shown = False
    if instance.pk and not _is_kept(instance):
        before = sender._base_manager.filter(pk=instance.pk).first()
        instance._was_shown = before is not None and _is_kept(before)


def _saved(
    sender: type[models.Model],
    instance: Any,
    *,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **signal: Any,
) -> None:
    if _never_kept(sender) or quiet(update_fields):
        return
    # Rows of a file may come before those that they lead to.
    if raw or instance._was_shown or _is_kept(instance):
        change()


def _deleted(instance: models.Model, **signal: Any) -> None:
    if _is_kept(instance):
        change()


def _linked(
    instance: models.Model,
    *,
    action: str,
    reverse: bool,
    model: type[models.Model],
    pk_set: set[Any] | None,
    **signal: Any,
) -> None:
    """Rows were linked, or are no more: `instance` has the field, or is what it leads to."""
    if not action.startswith("post_"):
        return
    if not reverse or pk_set is None:
        rows = [instance]
    else:
        rows = [] if _never_kept(model) else list(model._base_manager.filter(pk__in=pk_set))
    if any(_is_kept(row) for row in rows):
        change()


def _moved(instance: Page, **signal: Any) -> None:
    if instance.get_descendants(inclusive=True).live().exists():
        change()


def connect_signals() -> None:
    """Hear of every row that is saved, deleted, linked or moved."""
    pre_save.connect(_before_saving, dispatch_uid="content version")
    post_save.connect(_saved, dispatch_uid="content version")
    post_delete.connect(_deleted, dispatch_uid="content version")
    m2m_changed.connect(_linked, dispatch_uid="content version")
    for moved in (post_page_move, page_slug_changed):
        moved.connect(_moved, dispatch_uid="content version")
