"""A record that is saved or deleted is indexed or removed in the same transaction.

The kinds are read at each signal, so that a kind is followed once it is registered. Code that
writes in bulk, which sends no signals, calls `core.search.index.index` itself.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from core.search.index import index
from core.search.kinds import Dependency, kinds
from core.web.content_version import quiet


def connect_signals() -> None:
    """Called once, when core is ready."""
    post_save.connect(_saved, dispatch_uid="search: saved")
    post_delete.connect(_deleted, dispatch_uid="search: deleted")
    m2m_changed.connect(_linked, dispatch_uid="search: linked")


def follow(row: Model) -> None:
    """Index what depends on a row that was written without a signal."""
    _saved(type(row), row)


def _followed() -> Iterator[tuple[str, Dependency]]:
    return ((name, rows) for name, kind in kinds for rows in kind.followed())


def _saved(
    sender: type[Model],
    instance: Model,
    *,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **signal: Any,
) -> None:
    if raw or quiet(update_fields):
        return
    for name, rows in _followed():
        if issubclass(sender, rows.model):
            index(kind=name, ids=rows.ids(instance))


def _deleted(sender: type[Model], instance: Model, **signal: Any) -> None:
    for name, rows in _followed():
        # A record in several tables sends a signal for each, its own table's last.
        if sender._meta.concrete_model is rows.model:
            index(kind=name, ids=rows.ids(instance))


def _linked(
    sender: type[Model],
    instance: Model,
    action: str,
    *,
    reverse: bool,
    pk_set: set[int] | None,
    **signal: Any,
) -> None:
    if not action.startswith("post_"):
        return
    for name, rows in _followed():
        if sender in rows.through:
            changed = _rows(rows.model, instance, pk_set if reverse else None)
            index(kind=name, ids={pk for row in changed for pk in rows.ids(row)})


def _rows(model: type[Model], instance: Model, others: set[int] | None) -> Iterable[Model]:
    """The rows of `model` that got or lost a link, from whichever side it was changed."""
    if isinstance(instance, model):  # a table of tags has rows of other models too
        return [instance]
    return model._base_manager.filter(pk__in=others or ())
