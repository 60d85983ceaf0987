"""The form in which somebody says what colleagues may know of them: every field may be empty."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile, PriorityArea
from core.words import countries
from network.people import languages
from network.people.models import Card

ROOM = 1  # for one more stay than there are
MOST = 20


class StayForm(forms.Form):
    """A country, and what was done there; without a country the row is none."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    what = forms.CharField(label=_("What, and when"), max_length=200, required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [("", "–"), *countries.choices()]
        cast("forms.ChoiceField", self.fields["country"]).choices = choices

    def clean(self) -> dict[str, Any]:
        """What is told of a stay belongs to a country."""
        cleaned = super().clean() or {}
        if cleaned.get("what") and not cleaned.get("country") and "country" not in self.errors:
            self.add_error("country", _("Choose the country, or empty the row."))
        return cleaned


class CardForm(forms.ModelForm):
    """The card itself; the stays abroad are rows of their own (`stays`)."""

    languages = forms.MultipleChoiceField(
        label=_("Languages besides Swedish and English"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Card
        fields = ("phone", "about", "areas")
        widgets = {
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "about": forms.Textarea(attrs={"rows": 4}),
            "areas": forms.CheckboxSelectMultiple,
        }

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        card: Card | None,
        profile: MunicipalityProfile,
    ) -> None:
        super().__init__(data, instance=card)
        areas = cast("forms.ModelMultipleChoiceField", self.fields["areas"])
        areas.queryset = PriorityArea.objects.filter(scheme__profile=profile).select_related(
            "scheme"
        )
        cast("forms.MultipleChoiceField", self.fields["languages"]).choices = languages.choices()
        if card:
            self.initial["languages"] = [each.language for each in card.languages.all()]
        stays = [{"country": s.country, "what": s.what} for s in card.stays.all()] if card else []
        self.stays: BaseFormSet[StayForm] = _Stays(data, initial=stays, prefix="stays")

    def is_valid(self) -> bool:
        """With its rows."""
        return all([super().is_valid(), self.stays.is_valid()])

    @property
    def facts(self) -> dict[str, Any]:
        """What was written, but for the areas, the languages and the stays."""
        return {name: self.cleaned_data[name] for name in ("phone", "about")}

    @property
    def stays_abroad(self) -> list[tuple[str, str]]:
        """Each stay as its country and what was done."""
        rows = [form.cleaned_data for form in self.stays if form.cleaned_data.get("country")]
        return [(row["country"], row["what"]) for row in rows]


_Stays = formset_factory(StayForm, extra=ROOM, max_num=MOST, validate_max=True)
