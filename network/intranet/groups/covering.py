"""Which units and boards the members of an administrative group cover, and which nobody does."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from core.models.profile import NetworkForm
from network.organisation.models import Body, Group, GroupMember, Unit

BOARDS = (Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)


class CoverForm(forms.Form):
    """What one of the members covers, of all there is on a day; nothing is an answer, too."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("Departments and companies"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    bodies = forms.ModelMultipleChoiceField(
        Body.objects.none(),
        label=_("Boards"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, typed: Any, *, member: GroupMember, on: date) -> None:
        covered = {"units": member.units.all(), "bodies": member.bodies.all()}
        super().__init__(typed, initial=covered)
        profile = member.group.profile
        for name, offered in {"units": units_of(profile, on), "bodies": boards_of(profile)}.items():
            cast("forms.ModelMultipleChoiceField", self.fields[name]).queryset = offered


def units_of(profile: MunicipalityProfile, on: date) -> QuerySet[Unit]:
    """Those that are there on a day."""
    return Unit.objects.current(on).filter(profile=profile)


def boards_of(profile: MunicipalityProfile) -> QuerySet[Body]:
    """Those that decide over a part of what the municipality does."""
    return Body.objects.filter(profile=profile, kind__in=BOARDS)


def uncovered(group: Group, on: date) -> list[Unit]:
    """The units that no member covers on a day; none of a group that is no administrative one."""
    if group.kind != Group.Kind.ADMINISTRATIVE:
        return []
    members = GroupMember.objects.current(on).filter(group=group, reinforces=False)
    covered = members.filter(person__is_active=True).values("units")
    return list(units_of(group.profile, on).exclude(pk__in=covered.exclude(units=None)))


def gaps_by_group(profile: MunicipalityProfile, on: date) -> list[tuple[Group, list[Unit]]]:
    """Each administrative group with the units that nobody in it covers, where there are any."""
    if profile.network_form != NetworkForm.GROUP:
        return []
    groups = Group.objects.current(on).filter(profile=profile, kind=Group.Kind.ADMINISTRATIVE)
    found = ((group, uncovered(group, on)) for group in groups)
    return [(group, units) for group, units in found if units]
