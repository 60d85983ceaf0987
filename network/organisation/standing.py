"""What somebody may read by the seats they hold today, and their units and groups."""

from datetime import date

from django.db import connection
from django.utils import timezone

from core.access.visibility import Standing
from core.models import User
from core.words.dates import local
from network.organisation.models import Group, Seat

# Whoever holds one of these seats, or is a member of one of these groups, is of the network; the
# others read as the staff of their unit.
OF_THE_NETWORK: frozenset[str] = frozenset(
    {
        Seat.Kind.CONTACT,
        Seat.Kind.COORDINATOR,
        Seat.Kind.SUPPORT,
        Seat.Kind.PROJECT_FINANCE,
        Group.Kind.NETWORK,
        Group.Kind.ADMINISTRATIVE,
    }
)


def _current(table: str) -> str:
    """The condition that a row has begun and has not ended (network.organisation.querysets)."""
    begun = f"({table}.starts IS NULL OR {table}.starts <= %(on)s)"
    return f"{begun} AND ({table}.ends IS NULL OR {table}.ends >= %(on)s)"


HELD = f"""SELECT a.seat_id FROM network_appointment a JOIN network_seat h ON h.id = a.seat_id
    WHERE a.person_id = %(person)s AND {_current("a")} AND {_current("h")}"""  # noqa: S608 (text of this module)

# As text, for every page asks it of everybody who is logged in: to put it together from querysets
# takes ten times as long as the database takes to answer. Whoever holds the seat of its deputy
# holds a seat too; units and groups that are not there any more, or not yet, give nothing. Who
# reinforces a group is in it, whatever its kind.
BELONGING = f"""
    SELECT 'unit', s.kind, s.unit_id
    FROM network_seat s LEFT JOIN network_unit u ON u.id = s.unit_id
    WHERE (s.id IN ({HELD}) OR s.deputy_id IN ({HELD})) AND {_current("s")}
        AND (u.id IS NULL OR {_current("u")})
    UNION
    SELECT 'unit', '', m.unit_id FROM network_unitmember m JOIN network_unit u ON u.id = m.unit_id
    WHERE m.person_id = %(person)s AND {_current("m")} AND {_current("u")}
    UNION
    SELECT 'group', CASE WHEN m.reinforces THEN '' ELSE g.kind END, m.group_id
    FROM network_groupmember m JOIN network_group g ON g.id = m.group_id
    WHERE m.person_id = %(person)s AND {_current("m")} AND {_current("g")}"""  # noqa: S608 (text of this module)


def standing(user: User) -> Standing:
    """The standing that seats, units and groups give `user` today, in Swedish time. One query."""
    rows = _belonging(user, local(timezone.now()).date())
    kinds = {kind for _where, kind, _pk in rows}
    return Standing(
        units=frozenset(pk for where, _kind, pk in rows if where == "unit" and pk),
        groups=frozenset(pk for where, _kind, pk in rows if where == "group" and pk),
        in_network=not kinds.isdisjoint(OF_THE_NETWORK),
        coordinates=Seat.Kind.COORDINATOR in kinds,
    )


def _belonging(user: User, on: date) -> list[tuple[str, str, int | None]]:
    """Each seat as its kind and unit, each unit without a seat, each group as its kind."""
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(BELONGING, {"person": user.pk, "on": day})
        return cursor.fetchall()
