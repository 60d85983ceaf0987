"""Which requests for a visit are done with, for who decides what is deleted."""

from datetime import datetime

from django.db.models import QuerySet

from network.cooperation.models import VisitRequest


def answered_visits(until: datetime) -> QuerySet[VisitRequest]:
    """Those that were answered, and were sent then or before."""
    done = (VisitRequest.Status.ANSWERED, VisitRequest.Status.DECLINED)
    return VisitRequest.objects.filter(status__in=done, sent_at__lte=until).order_by("sent_at")
