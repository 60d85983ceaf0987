"""Editing the words of an area or an audience as a text: one word or phrase a line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.words.language import LANGUAGES
from core.words.sorting import sort_key

ONE_A_LINE = _("One word or phrase a line, in its basic form: “wetland”, not “the wetlands”.")


class WordListForm(WagtailAdminModelForm):
    """For a model whose rows have `words`, each with a language: a hundred rows are no form."""

    words_sv = forms.CharField(
        label=_("in Swedish"), required=False, help_text=ONE_A_LINE, widget=AdminAutoHeightTextInput
    )
    words_en = forms.CharField(
        label=_("in English"), required=False, help_text=ONE_A_LINE, widget=AdminAutoHeightTextInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._relation = self._meta.model._meta.get_field("words")
        for code in LANGUAGES:
            self.fields[f"words_{code}"].initial = "\n".join(
                sorted(self._stored(code), key=sort_key)
            )

    def clean_words_sv(self) -> list[str]:
        return self._lines("words_sv")

    def clean_words_en(self) -> list[str]:
        return self._lines("words_en")

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        instance = super().save(commit=commit)
        for code in LANGUAGES if commit else ():
            self._store(code, self.cleaned_data[f"words_{code}"])
        return instance

    def _lines(self, name: str) -> list[str]:
        field = self._relation.related_model._meta.get_field("word")
        lines = [" ".join(line.split()) for line in self.cleaned_data[name].splitlines()]
        words = list(dict.fromkeys(line for line in lines if line))
        for line in words:
            if len(line) > field.max_length:
                raise ValidationError(
                    _("“%(start)s …” is longer than %(most)s characters."),
                    params={"start": line[:40], "most": field.max_length},
                )
        return words

    def _rows(self, code: str) -> Any:
        lookup = {self._relation.field.name: self.instance, "language": code}
        return self._relation.related_model.objects.filter(**lookup)

    def _stored(self, code: str) -> list[str]:
        return list(self._rows(code).values_list("word", flat=True)) if self.instance.pk else []

    def _store(self, code: str, words: list[str]) -> None:
        stored = set(self._stored(code))
        self._rows(code).filter(word__in=stored - set(words)).delete()
        parent = {self._relation.field.name: self.instance}
        model = self._relation.related_model
        model.objects.bulk_create(
            [model(**parent, language=code, word=word) for word in words if word not in stored],
            ignore_conflicts=True,  # somebody else may be adding the same word
        )
