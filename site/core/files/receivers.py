"""An uploaded file is read when its document is saved, so that the search has its text."""

from typing import Any

from django.db.models.signals import post_save

from core.files import document_text
from core.models import Document


def connect_signals() -> None:
    """Of documents that are saved."""
    post_save.connect(_saved, sender=Document, dispatch_uid="documents' texts")


def _saved(instance: Document, *, raw: bool = False, **signal: Any) -> None:
    if not raw:
        document_text.store_text(instance)
