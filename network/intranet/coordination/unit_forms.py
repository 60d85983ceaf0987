"""The form of a unit that is merged or ends."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.organisation.models import Unit


class UnitForm(forms.Form):
    """What comes after it, and from which day."""

    successor = forms.ModelChoiceField(
        label=_("What comes after it"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Nothing: it ends"),
    )
    on = forms.DateField(
        label=_("First day on which it is there no more"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A day ahead is kept, and what passes on does so then."),
    )

    def __init__(self, *arguments: Any, unit: Unit, today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.unit = unit
        others = Unit.objects.current(today).filter(profile=unit.profile).exclude(pk=unit.pk)
        cast("forms.ModelChoiceField", self.fields["successor"]).queryset = others

    def clean_on(self) -> date:
        """After its first day."""
        day: date = self.cleaned_data["on"]
        if self.unit.starts and day <= self.unit.starts:
            raise ValidationError(_("The last day is before the first."))
        return day
