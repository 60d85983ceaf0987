"""The clocks by which events are held, and the moments that a day and an hour on them are."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

HERE = "Europe/Stockholm"
ZONES = {
    HERE: _("Swedish time (Brussels, Berlin, Paris, Warsaw too)"),
    "Europe/London": _("London, Dublin, Lisbon"),
    "Europe/Helsinki": _("Helsinki, Tallinn, Riga, Kyiv, Athens"),
    "Europe/Istanbul": _("Istanbul"),
    "Atlantic/Reykjavik": _("Reykjavík"),
    "America/New_York": _("New York"),
    "UTC": _("UTC"),
}


class NoSuchTime(ValueError):
    """On the night to summer time the clocks leave this hour out."""


def moment(day: date, hour: time, zone: str) -> datetime:
    """When the clocks of the zone show it; the first time, where they do twice. Raises NoSuchTime.

    In UTC, so that times of different zones compare.
    """
    shown = datetime.combine(day, hour, ZoneInfo(zone))
    at = shown.astimezone(UTC)
    if at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != shown.replace(tzinfo=None):
        raise NoSuchTime
    return at
