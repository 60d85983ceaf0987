"""When lists and pages of calls change by the clock: a call opens, a deadline passes."""

from datetime import datetime

from django.db.models import Min

from opportunities.models import Call, CallDeadline


def next_call_change(at: datetime) -> datetime | None:
    """The first opening or deadline after `at`, of any call. Two queries."""
    opening = Call.objects.filter(opens_at__gt=at).aggregate(first=Min("opens_at"))["first"]
    deadline = CallDeadline.objects.filter(at__gt=at).aggregate(first=Min("at"))["first"]
    return min((moment for moment in (opening, deadline) if moment), default=None)
