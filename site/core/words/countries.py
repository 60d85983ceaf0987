"""Countries by their ISO 3166-1 code, as CLDR names them: those of twin towns and partners."""

from functools import cache

from core.words.language import LANGUAGES, LOCALES, current
from core.words.sorting import sort_key

# What CLDR names beside the countries: parts of them, unions, the unknown and tests.
NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())


@cache
def names(language: str) -> dict[str, str]:
    """The name of every country by its code, in Swedish order."""
    named = {
        code: name.replace(" & ", " and ")
        for code, name in LOCALES[language].territories.items()
        if len(code) == 2 and code not in NO_COUNTRIES
    }
    return dict(sorted(named.items(), key=lambda country: sort_key(country[1])))


def warm() -> None:
    """Load both languages, a tenth of a second: before the first request, not in it."""
    for language in LANGUAGES:
        names(language)


def country_name(code: str) -> str:
    """The country in the reader's language; empty for a code that is not known."""
    return names(current()).get(code, "")


def names_in_all_languages(code: str) -> list[str]:
    """What anybody calls the country; nothing for a code that is not known."""
    return [names(language)[code] for language in LANGUAGES if code in names(language)]


def choices() -> list[tuple[str, str]]:
    """For a field, in the language and the order of whoever fills it in."""
    return list(names(current()).items())
