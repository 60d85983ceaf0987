"""The forms of who coordinates: a working group, and somebody who joins one or reinforces it."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.words.dates import local
from network.intranet.groups.colleagues import colleagues
from network.intranet.secrecy import NothingSecret
from network.organisation.models import Group, GroupMember

PAST = _("That day is past: choose today or a later one.")
DAY = {"invalid": _("Write the day as 2026-12-31.")}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class GroupForm(NothingSecret, forms.ModelForm):
    """What a working group is called, what it is for and until when: it does not go on for ever."""

    class Meta:
        model = Group
        fields = ("name_sv", "purpose_sv", "ends", "name_en", "purpose_en")
        labels = {"ends": _("Last day")}
        widgets = {
            "purpose_sv": forms.Textarea(attrs={"rows": 3}),
            "purpose_en": forms.Textarea(attrs={"rows": 3}),
            "ends": _day(),
        }
        help_texts = {
            "purpose_sv": _("What is there when the group is done? One or two sentences."),
            "ends": _("Can be changed. After it, only who coordinates reads what the group wrote."),
            "name_en": _("Left out, English readers see the Swedish one."),
        }
        error_messages = {
            "name_sv": {"required": _("Say what the group is called.")},
            "purpose_sv": {"required": _("Say what the group is for.")},
            "ends": {"required": _("Choose a last day; it can be changed."), **DAY},
        }

    def __init__(self, *arguments: Any, at: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.on = local(at).date()
        self.fields["name_en"].required = False
        self.fields["purpose_sv"].required = self.fields["ends"].required = True

    def clean_ends(self) -> date:
        """A day that is not past, unless the group has ended that day already."""
        ends: date = self.cleaned_data["ends"]
        if ends < self.on and ends != self.initial.get("ends"):
            raise forms.ValidationError(PAST)
        if self.instance.starts and ends < self.instance.starts:
            raise forms.ValidationError(_("The last day is before the first."))
        return ends

    @property
    def facts(self) -> dict[str, Any]:
        """What was written."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class MemberForm(forms.Form):
    """Somebody, found by words: as a member, or for one matter and a time."""

    find = forms.CharField(
        label=_("Name, e-mail, role or what they know"), max_length=100, required=False
    )
    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True),
        label=_("Who"),
        error_messages={
            "required": _("Look somebody up and choose them."),
            "invalid_choice": _("Look somebody up and choose them."),
        },
    )
    belongs = forms.ChoiceField(
        label=_("In what way"),
        choices=[
            ("member", _("As a member")),
            ("reinforces", _("Reinforces the group, for one matter and a time")),
        ],
        initial="member",
        required=False,
        widget=forms.RadioSelect,
    )
    matter = forms.CharField(
        label=_("The matter, for who reinforces the group"), max_length=200, required=False
    )
    ends = forms.DateField(
        label=_("Last day, for who reinforces the group"),
        required=False,
        widget=_day(),
        error_messages=DAY,
    )

    def __init__(
        self, *arguments: Any, group: Group, user: User, at: datetime, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.group, self.user, self.at = group, user, at

    @property
    def reinforces(self) -> bool:
        """Whether it is for a matter and a time."""
        return bool(self.cleaned_data.get("belongs") == "reinforces")

    @cached_property
    def offered(self) -> Sequence[User]:
        """Who was chosen, and those whom the words lead to."""
        chosen, words = str(self["person"].value() or ""), str(self["find"].value() or "")
        key = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
        one = User.objects.filter(is_active=True, pk=key)
        found = colleagues(words, self.user, at=self.at) if words.strip() else []
        return list(dict.fromkeys([*one, *found]))

    def clean(self) -> dict[str, Any]:
        """A matter and a last day for who reinforces; a member does not reinforce as well."""
        cleaned = super().clean() or {}
        if not self.reinforces:
            return cleaned
        on, person = local(self.at).date(), cleaned.get("person")
        if not cleaned.get("matter"):
            self.add_error("matter", _("Say which matter they help with."))
        if "ends" not in self.errors and not cleaned.get("ends"):
            self.add_error("ends", _("Choose their last day."))
        elif cleaned.get("ends") and cleaned["ends"] < on:
            self.add_error("ends", PAST)
        members = GroupMember.objects.current(on).filter(group=self.group, reinforces=False)
        if person and members.filter(person=person).exists():
            self.add_error("person", _("They are a member, and read everything already."))
        return cleaned
