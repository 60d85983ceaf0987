"""Caches, from CACHE_URL: whichever it is, the site does without where it fails."""

from typing import Any

OPTIONAL = "core.operation.optional_cache.OptionalCache"
# Seconds in which a server on a network has to answer; its clients would wait for ever.
PATIENCE = 1
OPTIONS = {
    "django.core.cache.backends.memcached.PyMemcacheCache": {
        "connect_timeout": PATIENCE,
        "timeout": PATIENCE,
    },
    "django.core.cache.backends.redis.RedisCache": {
        "socket_connect_timeout": PATIENCE,
        "socket_timeout": PATIENCE,
    },
}


def optional(name: str, config: dict[str, Any]) -> dict[str, Any]:
    """Django's settings of a cache that may fail, from those of one that may not."""
    backend = config["BACKEND"]
    options = OPTIONS.get(backend, {}) | config.get("OPTIONS", {})
    return {**config, "BACKEND": OPTIONAL, "BEHIND": backend, "NAME": name, "OPTIONS": options}
