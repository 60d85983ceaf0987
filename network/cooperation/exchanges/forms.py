"""The form in which a unit enters an exchange, a visit or a conference."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile, PriorityArea, User
from core.words.imprecise import Precision
from core.words.imprecise import parse as parse_date
from network.cooperation.entering import units_for
from network.cooperation.exchanges.occasions import took_part
from network.cooperation.models import Exchange, ExternalOrganisation, TwinTown
from network.cooperation.models.exchanges import WHO
from network.intranet.secrecy import NothingSecret
from network.organisation.models import Unit
from network.organisation.seats import people_of

KINDS = [
    (Exchange.Kind.VISIT, _("We visited somebody")),
    (Exchange.Kind.HOSTED, _("Somebody visited us")),
    (Exchange.Kind.CONFERENCE, _("We were at a conference")),
    (Exchange.Kind.STAFF, _("Colleagues changed places or worked together")),
    (Exchange.Kind.SCHOOL, _("Schools met")),
]
LABELS = {
    "politicians": _("Politicians"),
    "officers": _("Officers"),
    "pupils": _("Pupils"),
    "citizens": _("Citizens"),
}


class ExchangeForm(NothingSecret, forms.ModelForm):
    """Whose it was, what, when and with whom, who took part and what it gave."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("What was it?"), choices=KINDS, widget=forms.RadioSelect)
    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Who of your unit took part"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It is written in the training log of each. It is never shown to the public."),
    )

    class Meta:
        model = Exchange
        fields = (
            *("unit", "kind", "title_sv", "when", "town", "organisation"),
            *(name for who in WHO for name in (who, f"{who}_number")),
            *("represented_by", "result_sv", "areas", "title_en", "result_en"),
        )
        labels = {
            "unit": _("Whose it was"),
            "title_sv": _("Title"),
            "when": _("When"),
            "town": _("With a twin town"),
            "organisation": _("With an organisation"),
            "represented_by": _("Who represented us"),
            "result_sv": _("What it gave"),
            "title_en": _("Title in English"),
            "result_en": _("What it gave, in English"),
            **LABELS,
        }
        help_texts = {
            "when": _("A day or a month: 2026-11-12 or 2026-11."),
            "represented_by": _("A role, not a person: the chair of the board, the head of it."),
            "result_sv": _("Two sentences that somebody else can use. Everybody will read them."),
            "title_en": _("Left out, English readers see the Swedish text, marked as Swedish."),
        }
        widgets = {
            "result_sv": forms.Textarea(attrs={"rows": 4}),
            "result_en": forms.Textarea(attrs={"rows": 4}),
            "areas": forms.CheckboxSelectMultiple,
            **{
                f"{who}_number": forms.NumberInput(
                    attrs={"min": 1, "max": 100_000, "inputmode": "numeric"}
                )
                for who in WHO
            },
        }
        error_messages = {
            "title_sv": {"required": _("Say what it was, in a few words.")},
        }

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        user: User,
        profile: MunicipalityProfile,
        on: date,
        initial: Mapping[str, Any] | None = None,
        exchange: Exchange | None = None,
    ) -> None:
        super().__init__(data, instance=exchange, initial={"key": uuid4(), **(initial or {})})
        self.on = on
        self.units = units_for(user, profile, on)
        self._unit_field(exchange)
        towns = TwinTown.objects.visible_to(user).filter(profile=profile)
        others = ExternalOrganisation.objects.visible_to(user).filter(profile=profile)
        areas = PriorityArea.objects.classifying().filter(scheme__profile=profile)
        for name, rows in (("town", towns), ("organisation", others), ("areas", areas)):
            self._choices(name).queryset = rows
        self._choices("town").empty_label = self._choices("organisation").empty_label = "–"
        self.fields["when"].required = True
        self.fields["when"].error_messages["required"] = _("Say when it was: a month will do.")
        for who in WHO:
            number = cast("forms.IntegerField", self.fields[f"{who}_number"])
            number.label = _("How many")
            number.help_text = ""
        self._choices("people").queryset = self.offered
        if exchange:
            self.initial["people"] = took_part(exchange)

    def _unit_field(self, exchange: Exchange | None) -> None:
        """One's own is chosen already; where it is not among them it stays what it was."""
        field = self._choices("unit")
        kept = Unit.objects.filter(exchanges=exchange) if exchange else Unit.objects.none()
        field.queryset = (self.units | kept).distinct()
        if len(self.units) == 1 and not self.initial.get("unit"):
            self.initial["unit"] = self.units[0].pk

    def _choices(self, name: str) -> forms.ModelMultipleChoiceField:
        return cast("forms.ModelMultipleChoiceField", self.fields[name])

    @cached_property
    def offered(self) -> Any:
        """The people of the unit that is chosen."""
        chosen = str(self["unit"].value() or "")
        key = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
        return people_of(self.units.filter(pk=key), self.on)

    @property
    def groups(self) -> list[tuple[BoundField, BoundField]]:
        """Each sort of people who took part, with how many."""
        return [(self[who], self[f"{who}_number"]) for who in WHO]

    def clean_when(self) -> Any:
        """A day, a month or a year; it may be to come."""
        return parse_date(str(self.cleaned_data["when"]), Precision.YEAR)

    @property
    def facts(self) -> dict[str, Any]:
        """What was written, but for the areas and the people; whoever is counted took part.

        With whom it was stays, where somebody changes it who may not read that.
        """
        facts = {name: self.cleaned_data[name] for name in self.Meta.fields if name != "areas"}
        for name in ("town", "organisation"):
            before = self.initial.get(name)
            if before and not self._choices(name).queryset.filter(pk=before).exists():  # type: ignore[union-attr]
                del facts[name]
        for who in WHO:
            facts[who] = bool(facts[who] or facts[f"{who}_number"])
            facts[f"{who}_number"] = facts[f"{who}_number"] or None
        return facts
