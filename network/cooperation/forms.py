"""The form to ask for a visit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import PriorityArea
from core.web.public_forms import PublicForm
from network.cooperation.models import VisitRequest


class VisitForm(PublicForm, forms.ModelForm):
    """Who wants to come, when and why; only what is needed to answer."""

    people = forms.IntegerField(label=_("Number of people"), min_value=1, max_value=500)

    class Meta:
        model = VisitRequest
        fields = (
            "organisation",
            "country",
            "role",
            "email",
            "dates",
            "people",
            "area",
            "subject",
            "message",
        )
        labels = {
            "organisation": _("Name of your organisation"),
            "country": _("Country"),
            "role": _("Your role"),
            "email": _("E-mail"),
            "dates": _("When do you want to come?"),
            "area": _("Area (optional)"),
            "subject": _("What do you want to see or talk about?"),
            "message": _("Message (optional)"),
        }
        help_texts = {
            "role": _("For example: teacher, head of planning, councillor."),
            "dates": _("A day, a week or a month; you may name several."),
        }
        widgets = {
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "country": forms.TextInput(attrs={"autocomplete": "country-name"}),
            "role": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = self.fields["area"]
        assert isinstance(areas, forms.ModelChoiceField)
        areas.queryset = PriorityArea.objects.classifying().filter(scheme__profile=self.profile)
        areas.empty_label = _("Not sure")
