"""The form of a line in a training log; whoever answers for a unit writes it for several."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import MunicipalityProfile, PriorityArea, User
from network.intranet.competence.models import Training
from network.intranet.competence.querysets import answered_for
from network.intranet.secrecy import NothingSecret
from network.organisation.seats import people_of

OF_THE_EVENT = ("title", "when", "kind")  # nobody says otherwise in a log


class TrainingForm(NothingSecret, forms.ModelForm):
    """What, when, for how long, whether it is done, and what it gave."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("Who learns"),
        choices=[
            (Training.Kind.INDIVIDUAL, _("One person, by themselves")),
            (Training.Kind.JOINT, _("Several together")),
        ],
        widget=forms.RadioSelect,
        initial=Training.Kind.INDIVIDUAL,
    )
    done = forms.ChoiceField(
        label=_("How far is it?"),
        choices=[("", pgettext_lazy("training", "Planned")), ("1", _("Done"))],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Who"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say whose log it is written in.")},
    )

    class Meta:
        model = Training
        fields = ("title", "when", "done", "kind", "hours", "gave", "areas")
        labels = {
            "title": _("What"),
            "when": _("When"),
            "hours": _("Hours"),
            "gave": _("What it gave"),
        }
        help_texts = {
            "title": _("A course, a language, a day with somebody who knows."),
            "when": _("A day, or the month or year it is planned for: 2027-03-11, 2027-03, 2027."),
            "hours": _("About; left out, it counts without hours."),
            "gave": _("What can you do now, and who else has use of it? Two sentences."),
        }
        widgets = {
            "gave": forms.Textarea(attrs={"rows": 4}),
            "hours": forms.NumberInput(attrs={"min": "0.5", "step": "0.5"}),
            "areas": forms.CheckboxSelectMultiple,
        }
        error_messages = {
            "title": {"required": _("Say what it is, in a few words.")},
            "when": {"required": _("Say when: a month or a year will do.")},
        }

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        user: User,
        profile: MunicipalityProfile,
        on: date,
        training: Training | None = None,
    ) -> None:
        super().__init__(data, instance=training, initial={"key": uuid4(), "people": [user.pk]})
        areas = PriorityArea.objects.classifying().filter(scheme__profile=profile)
        cast("forms.ModelMultipleChoiceField", self.fields["areas"]).queryset = areas
        if training:
            del self.fields["people"]
            self.initial["done"] = "1" if training.done else ""
            for name in OF_THE_EVENT if training.event_id else ():
                self.fields[name].disabled = True
            return
        theirs = User.objects.filter(pk=user.pk) | people_of(answered_for(user, on), on)
        people = cast("forms.ModelMultipleChoiceField", self.fields["people"])
        people.queryset = theirs.distinct()
        people.required = True

    @property
    def is_for_several(self) -> bool:
        """Whether there is anybody besides themselves to write it for."""
        people = cast("forms.ModelMultipleChoiceField | None", self.fields.get("people"))
        return people is not None and people.queryset is not None and people.queryset.count() > 1

    def clean_done(self) -> bool:
        """Or planned."""
        return bool(self.cleaned_data["done"])

    def clean_hours(self) -> Decimal | None:
        """By the half hour."""
        hours: Decimal | None = self.cleaned_data["hours"]
        return hours and Decimal(round(hours * 2)) / 2

    @property
    def facts(self) -> dict[str, Any]:
        """What was written, but for the areas and the people."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name != "areas"}
