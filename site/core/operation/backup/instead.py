"""Other connections in the place of the site's own: in this thread, for a while."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.utils.connection import BaseConnectionHandler

ALONE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "restoring"}


@contextmanager
def used(handler: BaseConnectionHandler, own: Mapping[str, Mapping[str, Any]]) -> Iterator[None]:
    """Within the block the handler's aliases lead to connections with these settings."""
    outside = {alias: handler[alias] for alias in own}
    before = {alias: handler.settings[alias] for alias in own}
    for alias in own:
        handler.settings[alias] = own[alias]
        del handler[alias]
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        for alias in own:
            handler[alias].close()
            handler.settings[alias] = before[alias]
            handler[alias] = outside[alias]
        ContentType.objects.clear_cache()


@contextmanager
def alone() -> Iterator[None]:
    """What is cached and searched meanwhile is another database's: no other process sees it."""
    cluster, settings.SEARCH_URL = settings.SEARCH_URL, ""
    try:
        with used(caches, dict.fromkeys(caches.settings, ALONE)):
            yield
            for alias in caches:
                caches[alias].clear()
    finally:
        settings.SEARCH_URL = cluster
