"""What a unit enters of its exchanges; who took part of us gets a line in their training log."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from core.access.visibility import Visibility
from core.models import AuditEvent, MunicipalityProfile, PriorityArea, User
from network.cooperation.exchanges.occasions import occasion_of
from network.cooperation.models import Exchange
from network.cooperation.publishing import until_published
from network.intranet.competence.actions import log_occasion


@transaction.atomic
def enter_exchange(
    *,
    profile: MunicipalityProfile,
    facts: Mapping[str, Any],
    areas: Collection[PriorityArea],
    people: Iterable[User],
    key: UUID,
    by: User,
    at: datetime,
) -> Exchange:
    """Sent to the editors; until one publishes it colleagues read it. Sent twice, it is one."""
    state = {"state": Exchange.State.SENT, "visibility": until_published(profile), "author": by}
    new: Mapping[str, Any] = {**facts, **state}
    exchange, created = Exchange.objects.get_or_create(profile=profile, key=str(key), defaults=new)
    if not created:
        if (exchange.author, exchange.title_sv) == (by, facts["title_sv"]):
            return exchange
        exchange = Exchange.objects.create(profile=profile, key=str(uuid4()), **new)
    _complete(exchange, areas, people, None, by, at)
    AuditEvent.objects.write("cooperation.enter_exchange", record=exchange, by=by, at=at)
    return exchange


@transaction.atomic
def change_exchange(
    *,
    exchange: Exchange,
    facts: Mapping[str, Any],
    areas: Collection[PriorityArea],
    people: Iterable[User],
    among: Collection[int],
    publishes: bool,
    by: User,
    at: datetime,
) -> None:
    """What was published stays so only where an editor changes it; else it waits again.

    Of those who took part, only the ones `among` were asked about.
    """
    for name, value in facts.items():
        setattr(exchange, name, value)
    if not (publishes and exchange.visibility == Visibility.PUBLIC):
        exchange.state = Exchange.State.SENT
        exchange.visibility = until_published(exchange.profile)
    _complete(exchange, areas, people, among, by, at)
    AuditEvent.objects.write("cooperation.change_exchange", record=exchange, by=by, at=at)


@transaction.atomic
def remove_exchange(*, exchange: Exchange, by: User, at: datetime) -> None:
    """What nobody has published. The lines in the training logs go, but for what they gave."""
    if exchange.state not in (Exchange.State.DRAFT, Exchange.State.SENT):
        raise ValueError("Only an editor takes away what was published.")
    log_occasion(occasion=occasion_of(exchange, at), people=(), by=by, at=at)
    AuditEvent.objects.write("cooperation.remove_exchange", record=exchange, by=by, at=at)
    exchange.delete()


def _complete(
    exchange: Exchange,
    areas: Collection[PriorityArea],
    people: Iterable[User],
    among: Collection[int] | None,
    by: User,
    at: datetime,
) -> None:
    exchange.areas.set(areas)
    exchange.save()
    occasion = occasion_of(exchange, at)
    log_occasion(occasion=occasion, people=people, among=among, by=by, at=at)
