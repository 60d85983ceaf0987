"""Seats, units and groups that somebody has by what the identity provider says of them.

What an administrator has entered is never touched: of each thing that is from claims the row says
so. What ends, ends at once: its last day is yesterday.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from core.models import AuditEvent, User
from core.operation.locks import one_at_a_time
from core.words.dates import local
from network.organisation.claims.matching import holding
from network.organisation.claims.models import TARGETS, ClaimRule
from network.organisation.models import Appointment, GroupMember, UnitMember

ROWS: dict[str, type[Appointment | UnitMember | GroupMember]] = {
    "seat": Appointment,
    "unit": UnitMember,
    "group": GroupMember,
}
A_DAY = timedelta(days=1)


@transaction.atomic
def follow_claims(*, person: User, claims: Mapping[str, Any], at: datetime) -> None:
    """Give `person` what the rules give for these claims, and end what they give no longer."""
    one_at_a_time(f"follow the claims of {person.pk}")
    rules = holding(ClaimRule.objects.all(), claims)
    for target in TARGETS:
        wanted = {getattr(rule, f"{target}_id") for rule in rules} - {None}
        _follow(target, wanted, person=person, at=at)


def _follow(target: str, wanted: Collection[int], *, person: User, at: datetime) -> None:
    """The same for what is one kind of thing."""
    on = local(at).date()
    current = ROWS[target].objects.filter(person=person).current(on)
    rows = {getattr(row, f"{target}_id"): row for row in current.order_by("from_claims")}
    entered = {pk for pk, row in rows.items() if not row.from_claims}
    for row in current.filter(from_claims=True):
        if getattr(row, f"{target}_id") not in set(wanted) - entered:
            _end(row, at=at)
    for pk in set(wanted) - rows.keys():
        _begin(target, pk, person=person, at=at)


def _begin(target: str, pk: int, *, person: User, at: datetime) -> None:
    """From today on; what ended yesterday goes on."""
    model, on = ROWS[target], local(at).date()
    facts = {f"{target}_id": pk, "person": person, "from_claims": True}
    row = model.objects.filter(ends=on - A_DAY, **facts).first()
    if row is None:
        row = model.objects.create(starts=on, **facts)
    else:
        row.ends = None
        row.save(update_fields=["ends"])
    AuditEvent.objects.write("network.join_by_claim", record=row, by=None, at=at)


def _end(row: Appointment | UnitMember | GroupMember, *, at: datetime) -> None:
    on = local(at).date()
    AuditEvent.objects.write("network.leave_by_claim", record=row, by=None, at=at)
    if row.starts == on:
        row.delete()  # it has not lasted a day
    else:
        row.ends = on - A_DAY
        row.save(update_fields=["ends"])
