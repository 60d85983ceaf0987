"""The messages at the head of every page: read once, kept while the content stays the same."""

from datetime import datetime

from django.core.cache import cache

from core.models import Alert
from core.web import content_version
from core.web.moments import moments


def shown(at: datetime) -> list[Alert]:
    """Those to show at `at`, the gravest first. No query where they were read before."""
    return [alert for alert in _ahead(at) if alert.shown(at)]


def next_alert_change(at: datetime) -> datetime | None:
    """When the next message appears or disappears."""
    times = [time for alert in _ahead(at) for time in (alert.starts_at, alert.ends_at) if time]
    return min((time for time in times if time > at), default=None)


def _ahead(at: datetime) -> list[Alert]:
    key = f"alerts:{content_version.current()}"
    found: list[Alert] | None = cache.get(key)
    if found is None:
        found = list(Alert.objects.ahead(at))
        cache.set(key, found)
    return found


def register() -> None:
    """Called once, when the apps are ready."""
    moments.register("alerts", next_alert_change)
