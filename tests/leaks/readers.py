"""The people of the table, with their seats, units, groups and rights."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib.auth.models import Group as Rights
from django.utils import timezone

from core.models import User
from core.words.dates import local
from home.loading.groups import EDITORS, STRATEGISTS
from network.intranet.calendar.tokens import digest_of
from network.models import Body, CalendarFeed, Group, Seat, Unit, UnitMember
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, group, member, seat, unit

SEATS = {
    "contact person": Seat.Kind.CONTACT,
    "coordinator": Seat.Kind.COORDINATOR,
    "support": Seat.Kind.SUPPORT,
    "project finance": Seat.Kind.PROJECT_FINANCE,
    "head of the unit": Seat.Kind.HEAD,
    "secretary of a body": Seat.Kind.SECRETARY,
    "registrar": Seat.Kind.REGISTRAR,
    "finance officer": Seat.Kind.FINANCE,
    "politician": Seat.Kind.POLITICIAN,
    "any other role": "",
}
OF_A_BODY = {Seat.Kind.SECRETARY, Seat.Kind.POLITICIAN}
RIGHTS = {
    "editor": EDITORS,
    "editor and contact person": EDITORS,
    "right to the strategists' admin": (STRATEGISTS,),
    "strategist": (*EDITORS, STRATEGISTS),
}


def our_unit() -> Unit:
    """Where most of them work."""
    return Unit.objects.get(key="ours")


def their_unit() -> Unit:
    """Where somebody else does."""
    return Unit.objects.get(key="theirs")


def our_group() -> Group:
    """The working group that has members and who reinforces it."""
    return Group.objects.get(key="ours")


def their_group() -> Group:
    """One that nobody of the table is in."""
    return Group.objects.get(key="theirs")


def username(reader: str) -> str:
    """The log-in of a reader of the table."""
    return reader.replace(" ", "-").replace("'", "")


def who(reader: str) -> User | None:
    """The reader as somebody to log in; nobody for a stranger."""
    return User.objects.filter(username=username(reader)).first()


def feed_of(reader: str) -> str:
    """The address of the reader's own calendar."""
    return f"/kalender/{username(reader)}.ics"


def make() -> None:
    """All of them; units, seats and groups last for as long as anybody asks."""
    ours, theirs = unit(key="ours"), unit(key="theirs")
    working, administrative = group(key="ours"), group(Group.Kind.ADMINISTRATIVE)
    group(key="theirs")
    body = Body.objects.create(
        profile=municipality(), key="body", kind="committee", name_sv="Nämnd", name_en="Committee"
    )
    today = local(timezone.now()).date()
    a_day, contact = timedelta(days=1), Seat.Kind.CONTACT
    for name, kind in SEATS.items():
        place = {"body": body} if kind in OF_A_BODY else {"unit": ours}
        appointed(_person(name), kind, **place)
    appointed(_person("contact person of another unit"), contact, unit=theirs)
    appointed(_person("seat ended yesterday"), Seat.Kind.COORDINATOR, unit=ours, ends=today - a_day)
    appointed(
        _person("seat begins tomorrow"), Seat.Kind.COORDINATOR, unit=ours, starts=today + a_day
    )
    appointed(_person("deactivated", is_active=False), Seat.Kind.COORDINATOR, unit=ours)
    seat(contact, unit=ours, deputy=appointed(_person("deputy of a contact person")))
    UnitMember.objects.create(unit=ours, person=_person("member of the unit"))
    in_group(working, administrative, until=today + a_day)
    appointed(_person("editor and contact person"), contact, unit=ours)
    appointed(_person("strategist"), Seat.Kind.COORDINATOR, unit=ours)
    for name in ("staff without a unit", "editor", "right to the strategists' admin"):
        _person(name)
    _person("author of everything")
    _person("superuser", is_superuser=True)
    for name, rights in RIGHTS.items():
        User.objects.get(username=username(name)).groups.set(Rights.objects.filter(name__in=rights))


def in_group(working: Group, administrative: Group, *, until: date) -> None:
    """A member of each group, and who reinforces it until that day."""
    for of, name in ((working, "the group"), (administrative, "the administrative group")):
        member(_person(f"member of {name}"), of)
        member(_person(f"reinforces {name}"), of, matter="En ansökan", ends=until)


def _person(reader: str, **facts: object) -> User:
    make_one: Callable[..., User] = UserFactory.create
    person = make_one(username=username(reader), **facts)
    digest = digest_of(username(reader))  # a token that the tests know
    CalendarFeed.objects.create(person=person, digest=digest, made_at=timezone.now())
    return person
