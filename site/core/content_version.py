"""A word that changes whenever anything that a page shows may have changed, for what is cached."""

import uuid

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from core.models import SectionVisibility

KEY = "content-version"


def current() -> str:
    """The word of today's content; shared by all workers through the cache."""
    return cache.get_or_set(KEY, _new, timeout=None)


def change(**signal: object) -> None:
    """What was cached counts no more, once what has changed is committed."""
    transaction.on_commit(lambda: cache.set(KEY, _new(), timeout=None))


def _new() -> str:
    return uuid.uuid4().hex


def _page_changed(sender: type, **signal: object) -> None:
    if issubclass(sender, Page):
        change()


def connect() -> None:
    """Called once, when the apps are ready."""
    for signal in (post_save, post_delete):
        signal.connect(_page_changed, dispatch_uid="content version")
        signal.connect(change, sender=SectionVisibility)
    for moved in (post_page_move, page_slug_changed):
        moved.connect(change, dispatch_uid="content version")
