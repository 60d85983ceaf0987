"""The two languages: text that is kept in both and read in the reader's own."""

from typing import Any

from babel import Locale
from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import get_language

LANGUAGES = ("sv", "en")
# What CLDR knows of each, by Babel: countries, the signs of numbers. Our English is British.
LOCALES = {"sv": Locale("sv"), "en": Locale("en", "GB")}

_ATTRIBUTES = {code: SafeString(f' lang="{code}"') for code in LANGUAGES}
_NOTHING = SafeString("")


class LocalizedText(str):
    """A text that knows which language it is in, for the `lang` attribute."""

    language: str

    def __new__(cls, text: str, language: str) -> "LocalizedText":
        self = super().__new__(cls, text)
        self.language = language
        return self


def current() -> str:
    """The reader's language: "sv" or "en"."""
    code = (get_language() or "sv")[:2]
    return code if code in LANGUAGES else "sv"


def lang_attribute(text: Any) -> SafeString:
    """' lang="en"' for a text that is not in the reader's language, else nothing.

    `text` knows its language or is the name of one.
    """
    code = getattr(text, "language", text)
    return _NOTHING if code == current() else _ATTRIBUTES.get(code, _NOTHING)


def pick(texts: dict[str, str]) -> LocalizedText:
    """The text in the reader's language, else in the other; empty when there is neither."""
    first = current()
    for code in (first, *LANGUAGES):
        if texts.get(code):
            return LocalizedText(texts[code], code)
    return LocalizedText("", first)


class Localized:
    """An attribute that reads `<name>_sv` or `<name>_en` after the reader's language."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, obj: models.Model | None, owner: type | None = None) -> Any:
        if obj is None:
            return self
        return pick({code: getattr(obj, f"{self.name}_{code}") for code in LANGUAGES})
