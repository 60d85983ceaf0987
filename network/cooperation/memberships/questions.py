"""The question of the year: whether a membership still gives what was joined for.

It is open from the first of November until it is answered; of a year in which we were members.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import MunicipalityProfile, User
from network.cooperation.models import ExternalOrganisation, MembershipYear, NetworkMembership
from network.intranet.rights import may_coordinate
from network.intranet.start.parts import Somebody, Task

ASKED_FROM = (11, 1)  # month and day
MOST = 3  # that wait on the start page; the list has all


def year_asked(on: date) -> int:
    """The last year of which it is asked."""
    return on.year if (on.month, on.day) >= ASKED_FROM else on.year - 1


def memberships_for(
    user: User | AnonymousUser, profile: MunicipalityProfile
) -> QuerySet[NetworkMembership]:
    """Those that somebody may read, with the organisation that they are called after."""
    rows = NetworkMembership.objects.visible_to(user).filter(
        organisation__in=ExternalOrganisation.objects.visible_to(user), profile=profile
    )
    return rows.select_related("organisation", "unit").prefetch_related("years")


def unanswered(rows: Iterable[NetworkMembership], on: date) -> Iterator[NetworkMembership]:
    """Those of which the year's question is open on a day."""
    year = year_asked(on)
    for row in rows:
        begun = not row.starts or row.starts.first_day.year <= year
        ended = bool(row.ends) and row.ends.last_day < on
        answered = any(each.year == year for each in row.years.all())
        if begun and not ended and not answered:
            yield row


def answers(row: NetworkMembership) -> list[MembershipYear]:
    """What was answered, the latest year first."""
    return list(row.years.all())


def open_questions(somebody: Somebody) -> Iterator[Task]:
    """For who sits in the unit whose it is; of the municipality's own, for who coordinates."""
    theirs = Q(unit__in=somebody.units)
    if may_coordinate(somebody.user):
        theirs |= Q(unit=None)
    rows = memberships_for(somebody.user, somebody.profile).filter(theirs)
    year = year_asked(somebody.on)
    waiting = list(unanswered(rows, somebody.on))
    for row in waiting[:MOST]:
        yield Task(
            title=_("Does the membership still give what you joined for?"),
            text=str(row.organisation),
            url=reverse("membership_year", args=[row.pk]),
            action=_("Answer for %(year)s") % {"year": year},
            day=date(year, 12, 31),
        )
