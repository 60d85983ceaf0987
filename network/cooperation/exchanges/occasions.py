"""An exchange as what it stands in training logs: an occasion, that of its event if it was one."""

from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from core.words.dates import local
from network.cooperation.models import Exchange
from network.intranet.competence.actions import Occasion
from network.intranet.competence.models import Training

OF_EVENT = "event-"  # with the key of the event behind it


def occasion_of(exchange: Exchange, at: datetime) -> Occasion:
    """As what it stands in training logs: that of the event that it was, if it was one."""
    return Occasion(
        key=key_of(exchange),
        profile=exchange.profile,
        title=exchange.title_sv,
        when=str(exchange.when),
        done=bool(exchange.when) and exchange.when.first_day <= local(at).date(),
        areas=list(exchange.areas.all()),
        unit=exchange.unit,
    )


def key_of(exchange: Exchange) -> UUID:
    """Of the occasion in training logs."""
    try:
        return UUID(exchange.key.removeprefix(OF_EVENT))
    except ValueError:  # an editor's, or of a file
        return uuid5(NAMESPACE_OID, f"{exchange.profile_id} {exchange.key}")


def took_part(exchange: Exchange) -> set[int]:
    """Whose training logs have it, as keys."""
    lines = Training.objects.filter(occasion=key_of(exchange), person__isnull=False)
    return {line.person_id for line in lines if line.person_id}
