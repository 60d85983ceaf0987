"""Languages that people here may speak besides Swedish and English, as CLDR names them."""

from core.words.language import LOCALES, current
from core.words.sorting import sort_key

# Those of the European Union and of our other neighbours, and the largest that are spoken in
# Swedish homes (ISO 639). Sami is Northern Sami, which CLDR names by itself.
CODES = (
    "ar bg bs cs da de el es et fa fi fr ga hr hu is it ku lt lv mt nb nl pl pt ro ru se sk sl so"
    " sq sr ti tr uk zh"
).split()


def language_name(code: str) -> str:
    """The language in the reader's own; empty for a code that CLDR does not know."""
    return str(LOCALES[current()].languages.get(code, ""))


def names_in_all_languages(code: str) -> list[str]:
    """What anybody calls the language."""
    return [locale.languages[code] for locale in LOCALES.values() if code in locale.languages]


def choices() -> list[tuple[str, str]]:
    """For a field, in the language and the order of whoever fills it in."""
    named = [(code, language_name(code)) for code in CODES]
    return sorted(named, key=lambda each: sort_key(each[1]))
