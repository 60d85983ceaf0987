"""Reading a TOML table against a model: every mistake becomes a sentence, none stops the rest."""

import difflib
import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.words.language import LANGUAGES

Facts = dict[str, Any]


class BadFile(Exception):
    """The file cannot be loaded; `problems` says where and what to do, a sentence each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


class Table:
    """One table of the file. Each reader gives facts by model field and notes what is wrong."""

    def __init__(
        self, data: Mapping[str, Any], where: str, problems: list[str], model: type[models.Model]
    ) -> None:
        self.data, self.where, self.problems, self.model = data, where, problems, model
        self._expected: set[str] = set()

    def problem(self, sentence: str, key: str = "", value: Any = None, **more: str) -> None:
        """Note a sentence, filled in with the key, the value found and what else it names."""
        shown = json.dumps(value, ensure_ascii=False, default=str)
        self.problems.append(f"{self.where}: {sentence % {'key': key, 'value': shown, **more}}")

    def text(self, key: str, into: str = "") -> Facts:
        """A value checked by the model's field `into` (by default the one called `key`)."""
        field = self._field(into or key)
        value = self._take(key)
        if value is None:
            if not field.blank:
                self.problem(
                    _("%(key)s is missing. Write %(key)s = %(example)s"),
                    key,
                    example=_example(field),
                )
            return {} if field.null else {field.name: ""}
        return self._checked(field, value, key)

    def both(self, key: str, into: str = "") -> Facts:
        """A text in two languages, {sv = …, en = …}, for the fields `<into>_sv` and `<into>_en`."""
        into = into or key
        value = self._take(key)
        if value is None and self._field(f"{into}_sv").blank:
            return {f"{into}_{code}": "" for code in LANGUAGES}
        if not isinstance(value, dict):
            self.problem(
                _('%(key)s is not there in two languages. Write %(key)s = { sv = "…", en = "…" }'),
                key,
            )
            return {}
        inner = Table(value, f"{self.where}, {key}", self.problems, self.model)
        facts: Facts = {}
        for code in LANGUAGES:
            facts |= inner.text(code, f"{into}_{code}")
        inner.finish()
        return facts

    def flag(self, key: str, *, default: bool | None = None) -> bool | None:
        """Yes, no, or `default` where the file does not say."""
        value = self._take(key, default)
        if value is not default and not isinstance(value, bool):
            self.problem(
                _("%(key)s is %(value)s. Write %(key)s = true or %(key)s = false, without quotes"),
                key,
                value,
            )
            return default
        return value

    def list_of_texts(self, key: str, into: str) -> list[str]:
        """A list of texts, each checked by the field `into`; empty where there is none."""
        values = self._take(key, [])
        if not isinstance(values, list):
            self.problem(_('%(key)s is not a list. Write %(key)s = ["…", "…"]'), key)
            return []
        checked = [self._checked(self._field(into), v, key) for v in values]
        return [facts[into] for facts in checked if facts]

    def words(self, key: str, model: type[models.Model]) -> frozenset[tuple[str, str]]:
        """The table of words, {sv = […], en = […]}, as (language, word)."""
        table = self.table(key, model)
        pairs = {(c, word) for c in LANGUAGES for word in table.list_of_texts(c, "word")}
        table.finish()
        return frozenset(pairs)

    def table(self, key: str, model: type[models.Model] | None = None) -> "Table":
        """A table inside this one; empty where there is none."""
        value = self._take(key, {})
        if not isinstance(value, dict):
            self.problem(_("%(key)s is not a table. Start it with a line [%(key)s]"), key)
            value = {}
        return Table(value, f"{self.where}, {key}", self.problems, model or self.model)

    def tables(self, key: str, model: type[models.Model], name: str = "key") -> list["Table"]:
        """The tables of a list, each named by its `name` in sentences, else by its number."""
        values = self._take(key, [])
        if not isinstance(values, list) or not all(isinstance(v, dict) for v in values):
            self.problem(
                _("%(key)s is not a list of tables. Start each with a line [[%(key)s]]"), key
            )
            return []
        return [
            Table(v, f"{self.where}, {key} {v.get(name, number)!r}", self.problems, model)
            for number, v in enumerate(values, start=1)
        ]

    def expect(self, key: str) -> None:
        """Accept the key, although nothing reads it here."""
        self._expected.add(key)

    def finish(self) -> None:
        """Note every key that nothing has read: a misspelt one would be lost in silence."""
        for key in self.data:
            if key not in self._expected:
                near = difflib.get_close_matches(key, self._expected, n=1)
                expected = ", ".join(near or sorted(self._expected))
                self.problem(
                    _("%(key)s is not known here. Did you mean one of: %(known)s?"),
                    key,
                    known=expected,
                )

    def _take(self, key: str, default: Any = None) -> Any:
        self._expected.add(key)
        return self.data.get(key, default)

    def _field(self, name: str) -> models.Field:
        return cast("models.Field[Any, Any]", self.model._meta.get_field(name))

    def _checked(self, field: models.Field, value: Any, key: str) -> Facts:
        if isinstance(field, models.CharField | models.TextField):
            if not isinstance(value, str):
                self.problem(
                    _('%(key)s is %(value)s. Write it between quotes: %(key)s = "…"'), key, value
                )
                return {}
            value = value.strip()
        if field.choices and value not in dict(field.choices):
            choices = ", ".join(str(choice) for choice, _name in field.choices)
            self.problem(
                _("%(key)s is %(value)s. Write one of: %(choices)s"), key, value, choices=choices
            )
            return {}
        try:
            return {field.name: field.clean(value, None)}
        except ValidationError as error:
            why = " ".join(error.messages)
            self.problem(_("%(key)s is %(value)s. %(why)s"), key, value, why=why)
            return {}


def _example(field: models.Field) -> str:
    if field.choices:
        return " or ".join(f'"{choice}"' for choice, _name in field.choices)
    return '"…"'
