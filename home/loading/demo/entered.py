"""What the units of the demo have entered: exchanges, a membership, and lines of training logs."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from core.models import MunicipalityProfile, User
from core.words.dates import local
from home.loading.demo.network import UNITS
from network.cooperation.publishing import until_published
from network.models import (
    Exchange,
    ExternalOrganisation,
    NetworkMembership,
    Training,
    TwinTown,
    Unit,
)

# What waits for an editor, and a draft that was written when it was ticked who came.
EXCHANGES = (
    {
        "key": "demo-studiebesok",
        "state": Exchange.State.SENT,
        "kind": Exchange.Kind.HOSTED,
        "title_sv": "Demo: kollegor från vänorten ser hur vi sköter parkerna",
        "officers": True,
        "officers_number": 6,
        "politicians": True,
        "politicians_number": 2,
        "represented_by": "Nämndens ordförande",
        "result_sv": "De tar med sig ängarna, vi deras sätt att fråga barnen. Ett möte till i maj.",
    },
    {
        "key": "demo-konferens",
        "state": Exchange.State.DRAFT,
        "kind": Exchange.Kind.CONFERENCE,
        "title_sv": "Demo: konferens om gröna städer",
        "officers": True,
        "officers_number": 3,
    },
)
MEMBERSHIP = {
    "purpose_sv": "Att lära av städer som har kommit längre med sina parker.",
    "interests_sv": "Att små kommuner får vara med i de stora projekten.",
    "represented_by": "Chefen för parkerna",
    "starts": "2019",
}
ORGANISATION = "Demo: nätverket för gröna städer"
# Whose, what, for how many hours, how many days ago (before today is done), and what it gave.
LOG = (
    ("contact", "Demo: skriva budget i ansökningar", 6, 40, "Jag vågar räkna på personal nu."),
    ("contact", "Demo: engelska för möten", 20, -60, ""),
    ("strategist", "Demo: en dag på kontoret i Bryssel", 8, 90, "Tre namn att ringa till."),
    ("member", "Demo: tyska för nybörjare", 12, -30, ""),
)


def store(*, profile: MunicipalityProfile, at: datetime) -> None:
    """Of the first unit; made once, and what is there already stays as it is."""
    on = local(at).date()
    unit = Unit.objects.filter(profile=profile, key=next(iter(UNITS))).first()
    if unit is None:
        return
    facts = {"unit": unit, "visibility": until_published(profile)}
    town = TwinTown.objects.filter(profile=profile).order_by("name", "pk").first()
    for number, table in enumerate(EXCHANGES):
        when = (on - timedelta(days=9 + 20 * number)).isoformat()
        rest = {"when": when, "town": town, "is_demo": True, **facts, **table}
        Exchange.objects.get_or_create(profile=profile, key=rest.pop("key"), defaults=rest)
    whose, _new = ExternalOrganisation.objects.get_or_create(
        profile=profile,
        key="demo-gron-stad",
        defaults={"name": ORGANISATION, "visibility": until_published(profile)},
    )
    membership = {"organisation": whose, **facts, **MEMBERSHIP}
    membership["state"] = NetworkMembership.State.SENT
    NetworkMembership.objects.get_or_create(
        profile=profile, key="demo-gron-stad", defaults=membership
    )
    people = {user.username: user for user in User.objects.filter(is_demo=True)}
    for name, title, hours, days, gave in LOG:
        if person := people.get(name):
            _line(profile, person, title, hours, on - timedelta(days=days), gave, on)


def _line(
    profile: MunicipalityProfile,
    person: User,
    title: str,
    hours: int,
    day: date,
    gave: str,
    on: date,
) -> None:
    """Known by its title, so that it is made once; what is planned has a month."""
    member = person.unit_memberships.select_related("unit").first()
    done = day <= on
    Training.objects.get_or_create(
        occasion=uuid5(NAMESPACE_OID, title),
        person=person,
        defaults={
            "profile": profile,
            "unit": member.unit if member else None,
            "title": title,
            "hours": hours,
            "when": day.isoformat() if done else day.isoformat()[:7],
            "done": done,
            "gave": gave,
            "is_demo": True,
        },
    )
