"""A call that is saved or deleted on its own is so in the search, in the same transaction.

Imports write in bulk, which sends no signals, and bring the index up to date themselves.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save

from core.search.index import index, remove
from opportunities.finding.search import KIND
from opportunities.models import Call


def connect() -> None:
    """Listen to calls."""
    post_save.connect(_saved, sender=Call, dispatch_uid="opportunities.index")
    post_delete.connect(_deleted, sender=Call, dispatch_uid="opportunities.index")


def _saved(instance: Call, raw: bool = False, **signal: Any) -> None:
    if not raw:
        index(kind=KIND, ids=[instance.pk])


def _deleted(instance: Call, **signal: Any) -> None:
    remove(kind=KIND, ids=[instance.pk])
