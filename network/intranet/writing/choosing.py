"""What the forms of what is written here share: for whom it is, in words with how many they are."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.access.visibility import Visibility, reads_all, standing_of
from core.models import MunicipalityProfile, PriorityArea, User
from core.models.profile import NetworkForm
from core.words.dates import local
from network.intranet.access import may_enter
from network.intranet.readers import in_brackets, readers, readers_of_groups
from network.intranet.rights import may_coordinate
from network.intranet.secrecy import NothingSecret
from network.organisation.models import Group, Unit
from network.organisation.seats import groups_of

NARROWEST = Visibility.COORDINATION
WORDS = {
    Visibility.NETWORK: _("The EU network"),
    Visibility.DEPARTMENT: _("My department or company"),
    Visibility.COORDINATION: _("The coordinators of the EU work"),
    Visibility.STAFF: _("Everybody who works here"),
    Visibility.PUBLIC: _("Everybody, on the public site too"),
}


def value_of_group(key: str) -> str:
    """How the form names a group among those who may read."""
    return f"{Visibility.GROUP.value}:{key}"


class ReadersForm(NothingSecret, forms.ModelForm):
    """A form with the fields `areas`, `visibility` and `unit` of a record for some readers."""

    # In this order; the first is what something is for where nothing is said.
    offered_readers: ClassVar[Sequence[Visibility]] = (
        *(Visibility.NETWORK, Visibility.DEPARTMENT, Visibility.GROUP),
        *(Visibility.COORDINATION, Visibility.STAFF),
    )

    def __init__(
        self, *arguments: Any, profile: MunicipalityProfile, user: User, at: datetime, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        on = local(at).date()
        self.user, self.at = user, at
        self.units = self._own_units(user, on)
        self.groups = {value_of_group(each.key): each for each in self._own_groups(profile, on)}
        areas = cast("forms.ModelMultipleChoiceField", self.fields["areas"])
        own = PriorityArea.objects.filter(scheme__profile=profile)
        areas.queryset = own.select_related("scheme")
        self.fields["kind"].required = self.fields["visibility"].required = False
        self._offer_units()
        self._offer_readers(profile, on, (named.get("initial") or {}).get("visibility", ""))
        if not self.instance.pk and self.units:
            self.initial.setdefault("unit", self.units[0].pk)

    def _own_units(self, user: User, on: date) -> Sequence[Unit]:
        units = Unit.objects.current(on)
        if reads_all(user):
            return list(units)
        of_record = Q(pk=self.instance.unit_id)
        return list(units.filter(Q(pk__in=standing_of(user).units) | of_record))

    def _own_groups(self, profile: MunicipalityProfile, on: date) -> Sequence[Group]:
        """Those the writer is a member of now, and the record's; all, for who coordinates."""
        current = (
            Group.objects.current(on) if may_coordinate(self.user) else groups_of(self.user, on)
        )
        offered = Q(pk__in=current.values("pk")) | Q(pk=self.instance.group_id)
        return list(Group.objects.filter(offered, profile=profile))

    def _offer_units(self) -> None:
        field = cast("forms.ModelChoiceField", self.fields["unit"])
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in self.units])
        if len(self.units) < 2:
            field.widget = forms.HiddenInput()

    def _offer_readers(self, profile: MunicipalityProfile, on: date, asked: str) -> None:
        """In words, with how many they are; `asked` is what a draft or an address has chosen.

        What is chosen and not offered any more becomes the narrowest, so that no text that was
        for few is published for many.
        """
        numbers = readers_of_groups(self.groups.values(), on)
        choices: list[tuple[str, str]] = []
        for each in self.kinds_of_readers(profile):
            if each == Visibility.GROUP:
                named = ((key, _counted(g.name, numbers[g.pk])) for key, g in self.groups.items())
                choices.extend(named)
            else:
                choices.append((each.value, self._in_words(each, on)))
        cast("forms.ChoiceField", self.fields["visibility"]).choices = choices
        self.offered = [value for value, _words in choices]
        chosen = asked or self._as_it_is()
        self.initial["visibility"] = chosen if chosen in self.offered else NARROWEST

    def kinds_of_readers(self, profile: MunicipalityProfile) -> Sequence[Visibility]:
        """The first is what it is for where nothing is said."""
        if not may_enter(self.user, profile):
            return [Visibility.GROUP, NARROWEST]
        offered = list(self.offered_readers)
        if profile.network_form == NetworkForm.NONE:
            others = (Visibility.NETWORK, Visibility.STAFF)
            offered = [Visibility.STAFF, *(each for each in offered if each not in others)]
        if not self.units:
            offered.remove(Visibility.DEPARTMENT)
        return offered

    def _as_it_is(self) -> str:
        if not self.instance.pk:
            return self.offered[0]
        group = self.instance.group if self.instance.visibility == Visibility.GROUP else None
        return value_of_group(group.key) if group else self.instance.visibility

    def _in_words(self, each: Visibility, on: date) -> str:
        name, unit = str(WORDS[each]), self.units[0] if len(self.units) == 1 else None
        if each == Visibility.PUBLIC or (each == Visibility.DEPARTMENT and unit is None):
            return name
        return _counted(name, readers(each, unit=unit, on=on))

    def clean_visibility(self) -> str:
        """The first that is offered, where nothing is said; of a group, which it is."""
        chosen: str = self.cleaned_data["visibility"] or self.offered[0]
        self.instance.group = self.groups.get(chosen)
        return Visibility.GROUP.value if self.instance.group else chosen

    def clean(self) -> dict[str, Any]:
        """What is for a department is for one of the author's."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("unit") and self.units:
            cleaned["unit"] = self.instance.unit or self.units[0]
        if "visibility" in self.errors:  # shown again, it is not for more than was chosen
            typed = cast("QueryDict", self.data).copy()
            typed["visibility"] = NARROWEST
            self.data = typed
        return cleaned


def _counted(name: str, number: int) -> str:
    return f"{name}{in_brackets(number)}"
