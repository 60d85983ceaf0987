"""The form of a membership, and that of its year."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile, User
from network.cooperation.entering import units_for
from network.cooperation.models import ExternalOrganisation, MembershipYear, NetworkMembership
from network.intranet.secrecy import NothingSecret
from network.organisation.models import Unit

LINES = {"rows": 3}


class MembershipForm(NothingSecret, forms.ModelForm):
    """Of what we are members, why, to what use, and who represents us there."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    named = forms.CharField(label=_("Or another, not on the list"), max_length=200, required=False)

    class Meta:
        model = NetworkMembership
        fields = (
            *("unit", "organisation", "starts", "represented_by"),
            *("purpose_sv", "benefit_sv", "interests_sv"),
            *("purpose_en", "benefit_en", "interests_en"),
        )
        labels = {
            "unit": _("Whose membership it is"),
            "organisation": _("Member of"),
            "starts": _("Since"),
            "represented_by": _("Who represents us there"),
            "purpose_sv": _("What it is for"),
            "benefit_sv": _("What use we have of it"),
            "interests_sv": _("What we press for there"),
            "purpose_en": _("What it is for, in English"),
            "benefit_en": _("What use we have of it, in English"),
            "interests_en": _("What we press for there, in English"),
        }
        help_texts = {
            "starts": _("A year will do."),
            "represented_by": _("A role, not a person."),
        }
        widgets = {
            f"{name}_{language}": forms.Textarea(attrs=LINES)
            for name in ("purpose", "benefit", "interests")
            for language in ("sv", "en")
        }

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        user: User,
        profile: MunicipalityProfile,
        on: date,
        membership: NetworkMembership | None = None,
    ) -> None:
        super().__init__(data, instance=membership, initial={"key": uuid4()})
        self.units = units_for(user, profile, on)
        unit = cast("forms.ModelChoiceField", self.fields["unit"])
        kept = Unit.objects.filter(networkmemberships=membership) if membership else self.units
        unit.queryset = (self.units | kept).distinct()
        if not membership and len(self.units) == 1:
            self.initial["unit"] = self.units[0].pk
        organisation = cast("forms.ModelChoiceField", self.fields["organisation"])
        readable = ExternalOrganisation.objects.visible_to(user).filter(profile=profile)
        organisation.queryset, organisation.empty_label = readable, "–"
        organisation.required = bool(membership)
        if membership:
            del self.fields["named"]

    def clean(self) -> dict[str, Any]:
        """It is called after its organisation."""
        cleaned = super().clean() or {}
        missing = not cleaned.get("organisation") and not cleaned.get("named")
        if missing and "organisation" not in self.errors:
            self.add_error("organisation", _("Choose of what we are members, or write it below."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What was written."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class YearForm(NothingSecret, forms.ModelForm):
    """What we press for this year, and whether it still gives what we joined for."""

    still = forms.ChoiceField(
        label=_("Does it still give what you joined for?"),
        choices=[
            (MembershipYear.Still.YES, _("Yes")),
            (MembershipYear.Still.PARTLY, _("Partly")),
            (MembershipYear.Still.NO, _("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )

    class Meta:
        model = MembershipYear
        fields = ("interests", "still", "why")
        labels = {"interests": _("What do we press for there?"), "why": _("Why?")}
        help_texts = {
            "interests": _("What we want the others to do, decide or write. Two lines will do."),
            "why": _("What it gave this year, or what was missing."),
        }
        widgets = {
            "interests": forms.Textarea(attrs=LINES),
            "why": forms.Textarea(attrs=LINES),
        }

    def clean(self) -> dict[str, Any]:
        """Who says that it does not give enough says what is missing."""
        cleaned = super().clean() or {}
        if cleaned.get("still") in ("partly", "no") and not cleaned.get("why"):
            self.add_error("why", _("Say what is missing: somebody will decide by it."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What was written."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
