"""Which proposals from partners are done with, for who decides what is deleted."""

from datetime import datetime

from django.db.models import QuerySet

from home.partners.models.proposals import PartnerProposal


def closed_proposals(until: datetime) -> QuerySet[PartnerProposal]:
    """Those that were answered then or before, or came in before and were closed without a word."""
    status = PartnerProposal.Status
    answered = PartnerProposal.objects.filter(status=status.ANSWERED, answered_at__lte=until)
    closed = PartnerProposal.objects.filter(status=status.CLOSED, received_at__lte=until)
    return (answered | closed).order_by("received_at")
