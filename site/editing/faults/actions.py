"""A visitor's report of a fault: stored once, and told to the municipality."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, override

from core.models import AuditEvent, MunicipalityProfile
from core.operation.mail import mail_after_commit
from editing.faults.models import FaultReport


@transaction.atomic
def receive_fault(
    *,
    profile: MunicipalityProfile | None,
    facts: Mapping[str, Any],
    sent_key: str,
    language: str,
    at: datetime,
) -> FaultReport:
    """Keep the report; the same form sent twice is one report."""
    report, new = FaultReport.objects.get_or_create(
        sent_key=sent_key, defaults={**facts, "sent_at": at}
    )
    if new:
        AuditEvent.objects.write("editing.receive_fault", record=report, by=None, at=at)
    if new and profile:
        _tell(report, profile, language)
    return report


def _tell(report: FaultReport, profile: MunicipalityProfile, language: str) -> None:
    with override(language):
        subject = gettext("A fault on the site: %(page)s") % {"page": report.page or "–"}
    mail_after_commit(
        subject=subject,
        text=f"{report.fault}\n\n{report.page}\n{report.email}",
        to=profile.email,
        reply_to=report.email,
    )
