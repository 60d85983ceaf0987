"""What who coordinates does with groups: each is written down, and whose rights change is noted."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from core.models import AuditEvent, MunicipalityProfile, User
from core.words.dates import local
from network.organisation.models import Body, Group, GroupMember, Unit

RESERVED = {"new", "ny"}  # the address of the form
LONGEST_KEY = 40


@transaction.atomic
def form_group(
    *, profile: MunicipalityProfile, facts: Mapping[str, Any], by: User, at: datetime
) -> Group:
    """A working group from today on. Sent twice, it is one group."""
    MunicipalityProfile.objects.select_for_update().get(pk=profile.pk)
    on = local(at).date()
    facts = {"profile": profile, "kind": Group.Kind.WORKING, **facts}
    if same := Group.objects.current(on).filter(**facts).first():
        return same
    group = Group.objects.create(key=_free_key(profile, facts["name_sv"]), starts=on, **facts)
    AuditEvent.objects.write("groups.form", record=group, by=by, at=at)
    return group


@transaction.atomic
def change_group(*, group: Group, facts: Mapping[str, Any], by: User, at: datetime) -> None:
    """Other names, another purpose or another last day."""
    for name, value in facts.items():
        setattr(group, name, value)
    group.save(update_fields=list(facts))
    AuditEvent.objects.write("groups.change", record=group, by=by, at=at)


@transaction.atomic
def end_group(*, group: Group, by: User, at: datetime) -> None:
    """Today is its last day; what it wrote stays for those who coordinate."""
    group.ends = local(at).date()
    group.save(update_fields=["ends"])
    AuditEvent.objects.write("groups.end", record=group, by=by, at=at)


@transaction.atomic
def add_member(*, group: Group, person: User, by: User, at: datetime) -> GroupMember:
    """A member from today on; who is one already stays one."""
    on = local(at).date()
    Group.objects.select_for_update().get(pk=group.pk)
    there = GroupMember.objects.current(on).filter(group=group, person=person, reinforces=False)
    if already := there.first():
        return already
    member = GroupMember.objects.create(group=group, person=person, starts=on)
    AuditEvent.objects.write("groups.add_member", record=member, by=by, at=at)
    return member


@transaction.atomic
def reinforce(
    *, group: Group, person: User, matter: str, ends: date, by: User, at: datetime
) -> GroupMember:
    """Reads what the group writes from today to the last day; for the same matter, to another."""
    on = local(at).date()
    Group.objects.select_for_update().get(pk=group.pk)
    theirs = GroupMember.objects.current(on).filter(group=group, person=person, reinforces=True)
    member = theirs.filter(matter_sv=matter).first()
    if member is None:
        member = GroupMember(group=group, person=person, reinforces=True, starts=on)
    elif member.ends == ends:
        return member
    member.matter_sv, member.ends = matter, ends
    member.save()
    AuditEvent.objects.write("groups.reinforce", record=member, by=by, at=at)
    return member


@transaction.atomic
def cover(
    *, member: GroupMember, units: Iterable[Unit], bodies: Iterable[Body], by: User, at: datetime
) -> None:
    """Just these units and boards are theirs to cover."""
    member.units.set(units)
    member.bodies.set(bodies)
    AuditEvent.objects.write("groups.cover", record=member, by=by, at=at)


@transaction.atomic
def remove_member(*, member: GroupMember, by: User, at: datetime) -> None:
    """In the group no more, from this moment; that they were there until yesterday stays."""
    yesterday = local(at).date() - timedelta(days=1)
    AuditEvent.objects.write("groups.remove_member", record=member, by=by, at=at)
    if member.starts and member.starts > yesterday:
        member.delete()
        return
    member.ends = yesterday
    member.save(update_fields=["ends"])


def _free_key(profile: MunicipalityProfile, name: str) -> str:
    """From the name, with a number where that is taken."""
    wanted = slugify(name)[:LONGEST_KEY].strip("-") or "grupp"
    taken = RESERVED | set(Group.objects.filter(profile=profile).values_list("key", flat=True))
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key
