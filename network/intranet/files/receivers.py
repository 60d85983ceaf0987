"""A file leaves the disk with its row: whatever takes the row away, once that is certain."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from network.intranet.files.models import EventFile, KeptFile, PostFile


def connect_signals() -> None:
    """Of files whose draft, post, event or author goes, too."""
    post_delete.connect(_deleted, sender=PostFile, dispatch_uid="files of posts")
    post_delete.connect(_deleted, sender=EventFile, dispatch_uid="files of events")


def _deleted(instance: KeptFile, **_signal: Any) -> None:
    file = instance.file
    transaction.on_commit(partial(file.storage.delete, str(file.name)))
