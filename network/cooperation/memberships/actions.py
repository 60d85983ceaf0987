"""What a unit enters of its memberships, and what it answers once a year."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from core.access.visibility import Visibility
from core.models import AuditEvent, MunicipalityProfile, User
from network.cooperation.models import (
    ExternalOrganisation,
    MembershipYear,
    NetworkMembership,
)
from network.cooperation.publishing import until_published

State = NetworkMembership.State


@transaction.atomic
def enter_membership(
    *,
    profile: MunicipalityProfile,
    facts: Mapping[str, Any],
    named: str,
    key: UUID,
    by: User,
    at: datetime,
) -> NetworkMembership:
    """Sent to the editors; until one publishes it colleagues read it. Sent twice, it is one.

    `named` is an organisation that is not on the list yet: they read its name too.
    """
    if same := NetworkMembership.objects.filter(profile=profile, key=str(key), author=by).first():
        return same
    whole = dict(facts)
    if named and not whole.get("organisation"):
        whole["organisation"] = _organisation(profile, named, by)
    membership = NetworkMembership.objects.create(
        profile=profile,
        key=str(uuid4()) if _taken(profile, key) else str(key),
        state=State.SENT,
        visibility=until_published(profile),
        author=by,
        **whole,
    )
    AuditEvent.objects.write("cooperation.enter_membership", record=membership, by=by, at=at)
    return membership


@transaction.atomic
def change_membership(
    *,
    membership: NetworkMembership,
    facts: Mapping[str, Any],
    publishes: bool,
    by: User,
    at: datetime,
) -> None:
    """What was published stays so only where an editor changes it; else it waits again."""
    for name, value in facts.items():
        setattr(membership, name, value)
    if not (publishes and membership.visibility == Visibility.PUBLIC):
        membership.state = State.SENT
        membership.visibility = until_published(membership.profile)
    membership.save()
    AuditEvent.objects.write("cooperation.change_membership", record=membership, by=by, at=at)


@transaction.atomic
def answer_year(
    *,
    membership: NetworkMembership,
    year: int,
    facts: Mapping[str, Any],
    by: User,
    at: datetime,
) -> MembershipYear:
    """What we press for, and whether it still gives what we joined for; the last one holds."""
    answer, _new = MembershipYear.objects.update_or_create(
        membership=membership, year=year, defaults={**facts, "by": by, "at": at}
    )
    AuditEvent.objects.write("cooperation.answer_year", record=answer, by=by, at=at)
    return answer


def _organisation(profile: MunicipalityProfile, name: str, by: User) -> ExternalOrganisation:
    known = ExternalOrganisation.objects.visible_to(by).filter(profile=profile, name__iexact=name)
    if same := known.first():
        return same
    facts = {"kind": ExternalOrganisation.Kind.PARTNER, "visibility": until_published(profile)}
    key = str(uuid4())
    return ExternalOrganisation.objects.create(
        profile=profile, key=key, name=name, author=by, **facts
    )


def _taken(profile: MunicipalityProfile, key: UUID) -> bool:
    return NetworkMembership.objects.filter(profile=profile, key=str(key)).exists()
