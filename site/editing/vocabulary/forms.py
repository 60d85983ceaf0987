"""The form of a word of the search: what it is called, one name a line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.models.vocabulary import WORD_LENGTH
from core.search.vocabulary.lines import COLUMNS, NEEDED, Refused, make_terms, split

BASIC = _("In its basic form: “wetland”, not “the wetlands”.")
ONE_A_LINE = _("One word or phrase a line.")


def one(label: Any) -> forms.CharField:
    """A field for the word that a list names the others by."""
    return forms.CharField(label=label, max_length=WORD_LENGTH, help_text=BASIC)


def several(label: Any, help_text: Any = ONE_A_LINE) -> forms.CharField:
    """A field for words that are one a line."""
    return forms.CharField(
        label=label, required=False, help_text=help_text, widget=AdminAutoHeightTextInput
    )


class ConceptForm(WagtailAdminModelForm):
    """Its fields are the columns of a file of words (docs/how-to/vocabulary.md)."""

    sv = one(_("Swedish word"))
    sv_nonpreferred = several(_("Other names in Swedish"))
    en = one(_("English word"))
    en_nonpreferred = several(_("Other names in English"))
    broader = several(_("Means more, in English"))
    narrower = several(_("Means less, in English"))
    see_also = several(
        _("Close to it, in English"),
        _("One word or phrase a line. What is found by them comes further down."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = list(self.instance.terms.all()) if self.instance.pk else []
        for column, language, kind in COLUMNS:
            place = (language, kind, column in NEEDED)
            texts = [t.text for t in stored if (t.language, t.kind, t.preferred) == place]
            if texts:
                self.initial[column] = "\n".join(texts)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for column, _language, _kind in COLUMNS:
            try:
                make_terms({column: _lines(cleaned.get(column, ""))})
            except Refused as error:
                self.add_error(column, ValidationError(f"{error}."))
        return cleaned

    def texts(self) -> dict[str, list[str]]:
        """The words of each column, once the form is valid."""
        return {column: _lines(self.cleaned_data[column]) for column, _code, _kind in COLUMNS}


def _lines(text: str) -> list[str]:
    return split("|".join(text.splitlines()))
