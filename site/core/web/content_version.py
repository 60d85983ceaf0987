"""A version that changes whenever what strangers read may have changed, for what is cached.

A row that is saved or deleted on its own changes it, if strangers may read the row or could until
then (core.access.strangers). What writes in bulk, which sends no signals, calls `change` itself:
the search's index, which every import brings up to date, and the loading of files do.
"""

import uuid
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from django.core.cache import cache
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from core.access.strangers import never_shown, shown_to_strangers

KEY = "content-version"
KEPT_SECONDS = 3600
# What is saved of a row when nobody reads anything else because of it: a draft, a log-in.
QUIET = {
    "draft_title",
    "has_unpublished_changes",
    "last_login",
    "latest_revision",
    "latest_revision_created_at",
}


T = TypeVar("T")


def current() -> str:
    """The version of today's content; shared by all workers through the cache."""
    return str(cache.get_or_set(KEY, _new, timeout=None))


def kept(name: str, make: Callable[[], T]) -> T:
    """What `make` says of what strangers may read, asked again when any of it may have changed."""
    made: Any = cache.get_or_set(f"{current()}:{name}", make, timeout=KEPT_SECONDS)
    return cast("T", made)


def change() -> None:
    """What was cached counts no more, once what has changed is committed."""
    transaction.on_commit(_renew)


def _renew() -> None:
    cache.set(KEY, _new(), timeout=None)


def _new() -> str:
    return uuid.uuid4().hex


def quiet(update_fields: Iterable[str] | None) -> bool:
    """Whether what is saved of a row, all of it where None, changes nothing that anybody reads."""
    return update_fields is not None and set(update_fields) <= QUIET


def _before_saving(
    sender: type[models.Model],
    instance: Any,
    *,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **signal: Any,
) -> None:
    """Note whether strangers could read the row until now, where they may not any more."""
    if raw or never_shown(sender) or quiet(update_fields):
        return
    instance._was_shown = False
    if instance.pk and not shown_to_strangers(instance):
        before = sender._base_manager.filter(pk=instance.pk).first()
        instance._was_shown = before is not None and shown_to_strangers(before)


def _saved(
    sender: type[models.Model],
    instance: Any,
    *,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **signal: Any,
) -> None:
    if never_shown(sender) or quiet(update_fields):
        return
    # Rows of a file may come before those that they lead to.
    if raw or instance._was_shown or shown_to_strangers(instance):
        change()


def _deleted(instance: models.Model, **signal: Any) -> None:
    if shown_to_strangers(instance):
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
        rows = [] if never_shown(model) else list(model._base_manager.filter(pk__in=pk_set))
    if any(shown_to_strangers(row) for row in rows):
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
