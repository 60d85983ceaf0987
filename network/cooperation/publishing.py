"""What an editor does with what a unit has entered: makes it public, or takes that back."""

from datetime import datetime

from django.db import transaction

from core.access.visibility import Visibility
from core.models import AuditEvent, MunicipalityProfile, User
from core.models.profile import NetworkForm
from network.cooperation.models import (
    Entered,
    Exchange,
    ExternalOrganisation,
    NetworkMembership,
)

Record = Exchange | NetworkMembership


def until_published(profile: MunicipalityProfile) -> Visibility:
    """Who reads it until then: the network; where there is none, everybody who works here."""
    none = profile.network_form == NetworkForm.NONE
    return Visibility.STAFF if none else Visibility.NETWORK


@transaction.atomic
def publish(*, record: Record, by: User, at: datetime) -> bool:
    """Everybody may read it from now on; False where it does not wait for that (any more).

    With a membership the organisation is shown, since it is called so.
    """
    if not _move(record, Entered.State.SENT, Entered.State.PUBLISHED, Visibility.PUBLIC):
        return False
    if isinstance(record, NetworkMembership):
        whose = ExternalOrganisation.objects.get(memberships=record)
        if whose.visibility == until_published(record.profile):
            whose.visibility = Visibility.PUBLIC
            whose.save()
            AuditEvent.objects.write("cooperation.publish", record=whose, by=by, at=at)
    AuditEvent.objects.write("cooperation.publish", record=record, by=by, at=at)
    return True


@transaction.atomic
def take_back(*, record: Record, by: User, at: datetime) -> bool:
    """It waits again, and strangers read it no more; False where it was not published."""
    readers = until_published(record.profile)
    if not _move(record, Entered.State.PUBLISHED, Entered.State.SENT, readers):
        return False
    AuditEvent.objects.write("cooperation.take_back", record=record, by=by, at=at)
    return True


def _move(record: Record, before: str, after: str, readers: Visibility) -> bool:
    """Saved, so that pages and index learn of it; a second click finds nothing to do."""
    locked = type(record)._default_manager.select_for_update().filter(pk=record.pk, state=before)
    found = locked.first()
    if found is None:
        return False
    found.state, found.visibility = after, readers
    found.save()
    record.refresh_from_db()
    return True
