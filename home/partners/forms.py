"""The form with which a partner proposes something: few fields, five of them needed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.web.public_forms import PublicForm
from core.words.dates import local
from home.partners.models.profile import subjects
from home.partners.models.proposals import PartnerProposal
from opportunities.models import Programme

FIELDS = (
    "organisation",
    "country",
    "kind",
    "contact_role",
    "email",
    "area",
    "programme",
    "answer_by",
    "text",
)


class ProposalForm(PublicForm, forms.ModelForm):
    class Meta:
        model = PartnerProposal
        fields = FIELDS
        labels = {
            "country": _("Country"),
            "contact_role": _("Your role"),
            "email": _("E-mail for the answer"),
            "text": _("What you propose"),
        }
        help_texts = {
            "contact_role": _("Such as project manager. No name is needed."),
            "text": _("The idea, who takes part, what you would like us to do, and when."),
            "answer_by": _("Such as the deadline of a call. Leave it empty if it is not urgent."),
        }
        widgets = {
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "country": forms.TextInput(attrs={"autocomplete": "country-name"}),
            "contact_role": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "answer_by": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "text": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = subjects(self.profile) if self.profile else ()
        self._offer("kind", "–", PartnerProposal.Kind.choices)
        self._offer("area", _("Do not know"), [(area.pk, area.name) for area in areas])
        programmes = [(programme.pk, programme.name) for programme in Programme.objects.all()]
        self._offer("programme", _("None, or do not know"), programmes)

    def _offer(self, name: str, none: object, choices: Iterable[tuple[Any, Any]]) -> None:
        """Give a field its choices, after one for none of them."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", none), *choices]

    def clean_answer_by(self) -> object:
        """A day that has passed is a slip of the hand."""
        day = self.cleaned_data["answer_by"]
        if day and day < local(self.at).date():
            raise forms.ValidationError(_("This day has passed."))
        return day
