"""The messages at the head of every page: read once, kept while the content stays the same."""

from datetime import datetime

from django.core.cache import cache

from core.models import Alert
from core.web import content_version


def shown(at: datetime) -> list[Alert]:
    """Those to show at `at`, the gravest first. No query where they were read before."""
    return [alert for alert in _not_ended(at) if alert.shown(at)]


def next_alert_change(at: datetime) -> datetime | None:
    """When the next message appears or disappears."""
    times = [time for alert in _not_ended(at) for time in (alert.starts_at, alert.ends_at) if time]
    return min((time for time in times if time > at), default=None)


def _not_ended(at: datetime) -> list[Alert]:
    key = f"alerts:{content_version.current()}"
    alerts: list[Alert] | None = cache.get(key)
    if alerts is None:
        alerts = list(Alert.objects.not_ended(at))
        cache.set(key, alerts)
    return alerts
