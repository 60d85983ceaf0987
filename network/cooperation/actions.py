"""A request for a visit, stored and sent on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, override

from core.models import AuditEvent, MunicipalityProfile
from core.operation.mail import mail_after_commit
from network.cooperation.models import VisitRequest
from network.organisation.routing import address_for

LINES = ("organisation", "country", "role", "email", "dates", "people", "area", "subject")


@transaction.atomic
def receive_visit(
    *,
    profile: MunicipalityProfile,
    facts: Mapping[str, Any],
    sent_key: str,
    language: str,
    at: datetime,
) -> VisitRequest:
    """Keep the request and tell who answers for its subject; the same form twice is one request."""
    to = address_for(facts.get("area"), profile)
    defaults = {"profile": profile, "language": language, "sent_at": at, "routed_to": to, **facts}
    visit, created = VisitRequest.objects.get_or_create(sent_key=sent_key, defaults=defaults)
    if created:
        AuditEvent.objects.write("cooperation.receive_visit", record=visit, by=None, at=at)
        with override("sv"):
            mail_after_commit(
                subject=gettext("Request for a visit: %(who)s") % {"who": visit},
                text=_letter(visit),
                to=visit.routed_to,
                reply_to=visit.email,
            )
    return visit


def _letter(visit: VisitRequest) -> str:
    fields = {field.name: field for field in visit._meta.fields}
    lines = [
        f"{fields[name].verbose_name.capitalize()}: {getattr(visit, name) or '–'}" for name in LINES
    ]
    return "\n".join([*lines, "", visit.message, "", gettext("It is in the inbox of the admin.")])
