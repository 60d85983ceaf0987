"""A file leaves the disk with its row: whatever takes the row away, once that is certain."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from network.intranet.files.models import PostFile


def connect_signals() -> None:
    """Of files whose draft, post or author goes, too."""
    post_delete.connect(_deleted, sender=PostFile, dispatch_uid="files of posts")


def _deleted(instance: PostFile, **_signal: Any) -> None:
    file = instance.file
    transaction.on_commit(partial(file.storage.delete, str(file.name)))
