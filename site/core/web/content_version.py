"""A word that changes whenever anything that a page shows may have changed, for what is cached.

A row that is saved or deleted on its own changes it. What writes in bulk, which sends no signals,
calls `change` itself: the search's index, which every import brings up to date, and the loading
of files do.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from config.apps import APPS

KEY = "content-version"
# The apps whose rows pages show; of Wagtail's own, what says where pages stand and who reads them.
OURS = {*APPS, "wagtailredirects"}
WAGTAIL = {"page", "site", "locale", "pageviewrestriction"}
# Rows that are kept about the site's working and that no page shows. A model of another app says
# so itself with an attribute `shown_on_pages = False`.
WORKING = {
    "core.jobrun",
    "core.searchdate",
    "core.searchentry",
    "core.searchnote",
    "core.searchsignature",
    "core.searchtext",
}
# What is saved of a row when nobody reads anything else because of it: a draft, a log-in.
QUIET = {
    "draft_title",
    "has_unpublished_changes",
    "last_login",
    "latest_revision",
    "latest_revision_created_at",
}


def current() -> str:
    """The word of today's content; shared by all workers through the cache."""
    return cache.get_or_set(KEY, _new, timeout=None)


def change(**signal: object) -> None:
    """What was cached counts no more, once what has changed is committed."""
    transaction.on_commit(_renew)


def _renew() -> None:
    cache.set(KEY, _new(), timeout=None)


def _new() -> str:
    return uuid.uuid4().hex


def shown_on_pages(model: type[models.Model]) -> bool:
    """Whether a public page may show a row of `model`, or depend on it."""
    if not getattr(model, "shown_on_pages", True) or model._meta.label_lower in WORKING:
        return False
    if model.__module__ == "__fake__":  # a migration's: the cache itself may not be there yet
        return False
    app = model._meta.app_label
    if app == "wagtailcore":
        return model._meta.model_name in WAGTAIL
    return app in OURS or issubclass(model, Page)


def quiet(update_fields: Iterable[str] | None) -> bool:
    """Whether what is saved of a row, all of it where None, changes nothing that anybody reads."""
    return update_fields is not None and set(update_fields) <= QUIET


def _row_changed(
    sender: type[models.Model], update_fields: Iterable[str] | None = None, **signal: Any
) -> None:
    if shown_on_pages(sender) and not quiet(update_fields):
        change()


def connect() -> None:
    """Called once, when the apps are ready."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_row_changed, dispatch_uid="content version")
    for moved in (post_page_move, page_slug_changed):
        moved.connect(change, dispatch_uid="content version")
