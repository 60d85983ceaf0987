"""Who can see this? The rule in words, and how many people it lets read: one answer for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from core.access.rows import is_shown
from core.access.visibility import OWN, Visibility, VisibleModel
from core.models import User
from editing.borders.crossing import Limits
from network.organisation.models import (
    Appointment,
    Group,
    GroupMember,
    Seat,
    Unit,
    UnitMember,
)
from network.organisation.standing import OF_THE_NETWORK


@dataclass(frozen=True)
class Reading:
    """Who reads something: the rule, and how many people, None where it is everybody."""

    readers: Visibility
    rule: str
    number: int | None

    def __str__(self) -> str:
        return f"{self.rule}{in_brackets(self.number)}."


def in_brackets(number: int | None) -> str:
    """ " (14 people)", behind who they are; nothing where nobody counts."""
    if number is None:
        return ""
    people = ngettext("%(number)d person", "%(number)d people", number) % {"number": number}
    return f" ({people})"


def of_record(record: VisibleModel, on: date) -> Reading:
    """Who reads a post, a file or another record today, besides its author and superusers."""
    readers_ = Visibility(record.visibility)
    owner = _owner(record, readers_)
    # What is for a unit or a group that it does not have is read by whoever coordinates.
    if readers_ in OWN and owner is None:
        readers_ = Visibility.COORDINATION
    return Reading(readers_, _rule(readers_, owner), number(readers_, owner=owner, on=on))


def people_of(record: VisibleModel, on: date) -> QuerySet[User] | None:
    """The people whom `of_record` counts, the deactivated too; None for what everybody reads."""
    readers_ = Visibility(record.visibility)
    return _people(readers_, _owner(record, readers_), on)


def of_page(page: Page, limits: Limits, *, user: User, on: date) -> Reading:
    """Who reads a page today; the section that decides is named to a `user` who may read it."""
    paths = [page.path, page.alias_of.path] if page.alias_of_id else [page.path]
    readers_ = limits.of(*paths)
    rule = _rule(readers_, None)
    section = _section(paths, limits, readers_)
    if section and section.pk != page.pk and is_shown(user, section):
        rule = _("The page lies in the section “%(section)s”. %(rule)s") % {
            "section": section.get_admin_display_title(),
            "rule": rule,
        }
    return Reading(readers_, rule, number(readers_, on=on))


def _section(paths: list[str], limits: Limits, readers_: Visibility) -> Page | None:
    """The highest of those above the page that have these readers."""
    roots = [
        root
        for root, limit in limits.roots
        if limit == readers_ and any(path.startswith(root) for path in paths)
    ]
    return Page.objects.filter(path__in=roots).order_by("depth").first() if roots else None


def _owner(record: VisibleModel, readers_: Visibility) -> Unit | Group | None:
    """The unit or the group that the record is for."""
    place = getattr(record, f"visibility_{OWN[readers_]}") if readers_ in OWN else None
    owner = getattr(record, place.removesuffix("_id"), None) if place else None
    return owner if isinstance(owner, Unit | Group) else None


def _rule(readers_: Visibility, owner: Unit | Group | None) -> str:
    if owner is not None and readers_ in OWN:
        return _("%(unit)s and the coordinators see this") % {"unit": owner}
    return {
        Visibility.PUBLIC: _("Everybody sees this, on the public site too"),
        Visibility.STAFF: _("Everybody who works here and is logged in sees this"),
        Visibility.NETWORK: _("The EU network sees this"),
    }.get(readers_, _("The coordinators of the EU work see this"))


def number(visibility: str, *, owner: Unit | Group | None = None, on: date) -> int | None:
    """How many who are not deactivated read it; None for what everybody reads.

    Its author and superusers are not counted. `owner` is the unit or the group that it is for.
    """
    readers_ = _people(visibility, owner, on)
    return None if readers_ is None else readers_.filter(is_active=True).count()


def people(visibility: str, *, owner: Unit | Group | None = None, on: date) -> QuerySet[User]:
    """Who they are; of what everybody reads, all who have an account."""
    readers_ = _people(visibility, owner, on)
    return (User.objects.all() if readers_ is None else readers_).filter(is_active=True)


def readers(visibility: str, *, unit: Unit | None, on: date) -> int:
    """The same of what is never public."""
    return number(visibility, owner=unit, on=on) or 0


def readers_of_record(record: VisibleModel, on: date) -> QuerySet[User]:
    """Who reads a record on a day, whether deactivated or not: its author and superusers, too."""
    own = Q(pk=record.author_id) | Q(is_superuser=True)
    return User.objects.filter(Q(pk__in=whom_it_is_for(record, on).values("pk")) | own)


def whom_it_is_for(record: VisibleModel, on: date) -> QuerySet[User]:
    """The same without those who read it for another reason than what they are."""
    readers_ = Visibility(record.visibility)
    people = _people(readers_, _owner(record, readers_), on)
    return User.objects.all() if people is None else people


def readers_of_groups(groups: Iterable[Group], on: date) -> Mapping[int, int]:
    """How many read what each group writes, by its key: who is in it, and who coordinates."""
    coordinating = holders(Q(kind=Seat.Kind.COORDINATOR), on).filter(is_active=True)
    coordinators = set(coordinating.values_list("pk", flat=True))
    people = {group.pk: set(coordinators) for group in groups}
    members = GroupMember.objects.current(on).filter(person__is_active=True)
    members = members.filter(group__in=Group.objects.current(on).filter(pk__in=people))
    for group, person in members.values_list("group", "person"):
        people[group].add(person)
    return {group: len(theirs) for group, theirs in people.items()}


def _people(visibility: str, owner: Unit | Group | None, on: date) -> QuerySet[User] | None:
    if visibility == Visibility.PUBLIC:
        return None
    if visibility == Visibility.STAFF:
        return User.objects.all()
    coordinators = Q(pk__in=holders(Q(kind=Seat.Kind.COORDINATOR), on))
    if visibility == Visibility.NETWORK:
        groups = Group.objects.current(on).filter(kind__in=OF_THE_NETWORK)
        members = GroupMember.objects.current(on).filter(group__in=groups, reinforces=False)
        of_network = Q(pk__in=holders(Q(kind__in=OF_THE_NETWORK), on))
        return User.objects.filter(of_network | Q(pk__in=members.values("person")))
    if visibility == Visibility.DEPARTMENT and owner is not None:
        units = Unit.objects.current(on).filter(pk=owner.pk)
        staff = UnitMember.objects.current(on).filter(unit__in=units)
        of_unit = Q(pk__in=holders(Q(unit__in=units), on)) | Q(pk__in=staff.values("person"))
        return User.objects.filter(of_unit | coordinators)
    if visibility == Visibility.GROUP and owner is not None:
        current = Group.objects.current(on).filter(pk=owner.pk)
        in_group = GroupMember.objects.current(on).filter(group__in=current)
        return User.objects.filter(Q(pk__in=in_group.values("person")) | coordinators)
    return User.objects.filter(coordinators)


def holders(which: Q, on: date) -> QuerySet[User]:
    """Those who hold one of the seats today, or that of its deputy.

    One in a unit that has ended, or has not begun, gives nothing (network.organisation.standing).
    """
    of_unit = Q(unit=None) | Q(unit__in=Unit.objects.current(on))
    seats = Seat.objects.current(on).filter(which, of_unit)
    theirs = Q(seat__in=seats.values("pk")) | Q(seat__in=seats.values("deputy"))
    held = Appointment.objects.current(on).filter(theirs, seat__in=Seat.objects.current(on))
    return User.objects.filter(pk__in=held.values("person"))
