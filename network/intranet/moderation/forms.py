"""What a moderator says: why something is hidden, until when a post stands first."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.intranet.secrecy import NothingSecret

PINNED_FOR = timedelta(days=14)
LONGEST_REASON = 1_000


class HideForm(NothingSecret, forms.Form):
    """A reason, which the author reads too."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author gets this by mail. Others read only that it is hidden."),
        error_messages={"required": _("Say why: the author gets to know it.")},
    )


class PinForm(forms.Form):
    """A last day, two weeks from now where nothing is chosen."""

    until = forms.DateField(
        label=_("First in the list until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the last day on which it stands first."),
            "invalid": _("Write the day as 2026-12-31."),
        },
    )

    def __init__(self, *arguments: Any, on: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.on = on
        self.initial.setdefault("until", on + PINNED_FOR)

    def clean_until(self) -> date:
        """A day that is not past."""
        until: date = self.cleaned_data["until"]
        if until < self.on:
            raise forms.ValidationError(_("That day is past: choose today or a later one."))
        return until
