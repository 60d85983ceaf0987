"""The form in which a ready text is gone through before it is passed on."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from network.intranet.secrecy import NothingSecret
from network.organisation.models import Unit

LONGEST = 3_000


class PassOnForm(NothingSecret, forms.Form):
    """To which of their own units, and what is written there."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("To the department or company"), empty_label=None
    )
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 10})
    )

    def __init__(self, data: Mapping[str, Any] | None, *, units: Sequence[Unit], text: str) -> None:
        super().__init__(data, initial={"text": text, "unit": units[0].pk})
        field = cast("forms.ModelChoiceField", self.fields["unit"])
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
