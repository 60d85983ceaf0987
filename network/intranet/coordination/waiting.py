"""What waits for the coordinator: gaps, seats that end, people who are silent, open questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import MunicipalityProfile, User
from core.models.profile import NetworkForm
from network.intranet.groups.covering import gaps_by_group
from network.intranet.posts.models import Post
from network.intranet.rights import may_coordinate
from network.intranet.start.parts import Somebody, Task
from network.organisation.models import Appointment, Group, GroupMember, Nomination, Seat, Unit
from network.organisation.standing import OF_THE_NETWORK

SOON = timedelta(days=60)
SILENT = timedelta(days=90)


@dataclass(frozen=True)
class Silence:
    """Somebody of the network who has not been here for long; `since` is None for never."""

    person: User
    since: datetime | None


@dataclass(frozen=True)
class Gap:
    """A unit without a contact person, and the question that somebody is still to answer."""

    unit: Unit
    asked: Nomination | None


def is_coordinated(profile: MunicipalityProfile, on: date) -> bool:
    """Whether anybody in use holds a coordinator's seat on a day."""
    seats = Seat.objects.current(on).filter(profile=profile, kind=Seat.Kind.COORDINATOR)
    return _held(seats, on).exists()


def gaps(profile: MunicipalityProfile, on: date) -> list[Gap]:
    """The units without a contact person; none where the network has another form."""
    if profile.network_form != NetworkForm.CONTACTS:
        return []
    seats = Seat.objects.current(on).filter(kind=Seat.Kind.CONTACT, unit__isnull=False)
    covered = _held(seats, on).values("seat__unit")
    units = Unit.objects.current(on).filter(profile=profile).exclude(pk__in=covered)
    by_unit = {asked.unit_id: asked for asked in reversed(asked_for(profile)) if asked.unit_id}
    return [Gap(unit, by_unit.get(unit.pk)) for unit in units]


def open_gaps(somebody: Somebody) -> Iterator[Task]:
    """On the start page of who coordinates: units that nobody has been asked for yet."""
    if not may_coordinate(somebody.user):
        return
    for group, units in gaps_by_group(somebody.profile, somebody.on):
        yield Task(
            title=_("Departments and companies that nobody covers"),
            text=", ".join(str(unit) for unit in units),
            url=reverse("group", args=[group.key]),
            action=_("Choose who does"),
        )
    unasked = [gap.unit for gap in gaps(somebody.profile, somebody.on) if gap.asked is None]
    if unasked:
        yield Task(
            title=_("Units without a contact person"),
            text=", ".join(str(unit) for unit in unasked),
            url=reverse("coordination"),
            action=_("Ask for one"),
        )


def asked_for(profile: MunicipalityProfile) -> list[Nomination]:
    """What was asked and nobody has answered, the latest first."""
    asked = Nomination.objects.open().filter(profile=profile)
    return list(asked.select_related("unit", "seat__unit", "seat__body"))


def holding(profile: MunicipalityProfile, on: date) -> QuerySet[Appointment]:
    """Who holds which seat on a day, in the order of the seats' names."""
    held = _held(Seat.objects.current(on).filter(profile=profile), on)
    return held.select_related("seat__unit", "seat__body", "person").order_by(
        "seat__unit__order", "seat__role_sv", "pk"
    )


def ending(profile: MunicipalityProfile, on: date) -> list[Appointment]:
    """Those that end within SOON and that nobody follows, the first to end first."""
    until = on + SOON
    soon = Q(ends__lte=until) | Q(seat__ends__lte=until) | Q(seat__unit__ends__lte=until)
    followed = Appointment.objects.filter(starts__gt=on, person__isnull=False).values("seat")
    found = holding(profile, on).filter(soon).exclude(seat__in=followed)
    return sorted(found, key=lambda held: (held.last_day or until, held.pk))


def silent(profile: MunicipalityProfile, at: datetime, on: date) -> list[Silence]:
    """Those of the network who neither logged in nor wrote for SILENT, the longest silent first.

    A new account is not silent yet.
    """
    seats = Seat.objects.current(on).filter(profile=profile, kind__in=OF_THE_NETWORK)
    groups = Group.objects.current(on).filter(profile=profile, kind__in=OF_THE_NETWORK)
    members = GroupMember.objects.current(on).filter(group__in=groups, reinforces=False)
    theirs = Q(pk__in=_held(seats, on).values("person")) | Q(pk__in=members.values("person"))
    written = Post.objects.filter(author=OuterRef("pk")).order_by().values("author")
    last = written.annotate(last=Max("published_at")).values("last")
    found = []
    people = User.objects.filter(theirs, is_active=True, date_joined__lt=at - SILENT)
    for person in people.annotate(last_written=Subquery(last)).order_by("pk"):
        seen = [time for time in (person.last_login, person.last_written) if time]
        since = max(seen, default=None)
        if since is None or since < at - SILENT:
            found.append(Silence(person, since))
    return sorted(found, key=lambda each: (each.since or each.person.date_joined, each.person.pk))


def questions(profile: MunicipalityProfile, user: User) -> list[Post]:
    """What was asked, has no answer and `user` may read, the oldest first."""
    posts = Post.objects.visible_to(user).unanswered().filter(profile=profile)
    return list(posts.select_related("author", "unit", "written_in").order_by("published_at", "pk"))


def _held(seats: QuerySet[Seat], on: date) -> QuerySet[Appointment]:
    return Appointment.objects.current(on).filter(seat__in=seats, person__is_active=True)
