"""A partner's proposal: received, forwarded, answered. Mail goes out after the commit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from core.models import AuditEvent, MunicipalityProfile, User
from core.operation.mail import mail_after_commit
from home.partners.models.proposals import PartnerProposal, new_reference
from network.organisation.routing import address_for

DEPARTMENTS_LANGUAGE = "sv"


@transaction.atomic
def receive_proposal(
    *,
    profile: MunicipalityProfile,
    facts: Mapping[str, Any],
    sent_key: str,
    language: str,
    at: datetime,
) -> PartnerProposal:
    """Store a new proposal and tell whoever answers for its subject.

    The same form sent again gives the same proposal. A mail server that is down loses
    nothing: the proposal is in the inbox of the admin.
    """
    defaults = {
        **facts,
        "profile": profile,
        "language": language,
        "received_at": at,
        "reference": new_reference(at.date()),
        "routed_to": address_for(facts["area"], profile),
    }
    proposal, new = PartnerProposal.objects.get_or_create(sent_key=sent_key, defaults=defaults)
    if new:
        AuditEvent.objects.write("partners.receive_proposal", record=proposal, by=None, at=at)
        _tell(proposal)
    return proposal


@transaction.atomic
def forward(*, proposal: PartnerProposal, to: str, by: User, at: datetime) -> None:
    """Send the proposal on to `to`, who sees it as it came; `by` is named in the message."""
    proposal.routed_to = to
    proposal.status = PartnerProposal.Status.FORWARDED
    proposal.save(update_fields=["routed_to", "status"])
    AuditEvent.objects.write("partners.forward_proposal", record=proposal, by=by, at=at)
    _tell(proposal, forwarded_by=str(by))


def _tell(proposal: PartnerProposal, *, forwarded_by: str = "") -> None:
    with override(DEPARTMENTS_LANGUAGE):
        context = {"proposal": proposal, "forwarded_by": forwarded_by}
        mail_after_commit(
            subject=f"{proposal.reference}: {proposal.organisation}",
            text=render_to_string("email/proposal_received.txt", context),
            to=proposal.routed_to,
            reply_to=proposal.email,
        )


@transaction.atomic
def answer(*, proposal: PartnerProposal, text: str, by: User, at: datetime) -> None:
    """Keep the answer and send it; where the mail cannot be kept `mailed_at` stays empty."""
    proposal.answer, proposal.answered_at, proposal.answered_by = text, at, by
    proposal.status = PartnerProposal.Status.ANSWERED
    proposal.save(update_fields=["answer", "answered_at", "answered_by", "status"])
    AuditEvent.objects.write("partners.answer_proposal", record=proposal, by=by, at=at)
    with override(proposal.language):
        text = render_to_string("email/proposal_answer.txt", {"proposal": proposal})
        subject = f"{proposal.profile.municipality}: {proposal.reference}"
    if mail_after_commit(
        subject=subject, text=text, to=proposal.email, reply_to=proposal.routed_to
    ):
        proposal.mailed_at = at
        proposal.save(update_fields=["mailed_at"])
