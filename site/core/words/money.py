"""Amounts of money as people read them, in the reader's language.

Swedish: "2–3 mn €", "ca 23–34 mn kr", "120 000–400 000 €". Amounts come in whole units (EUR or
SEK), as Decimal or int; None and zero mean that the source does not say.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import lru_cache

from babel.numbers import format_decimal
from django.utils.translation import gettext, gettext_noop

from core.words.language import LOCALES, current

NBSP = "\N{NO-BREAK SPACE}"
Amount = Decimal | int | None


class Unit(Enum):
    """In which unit an amount is written: plain, millions or billions."""

    ONE = Decimal(1)
    MILLION = Decimal(10) ** 6
    BILLION = Decimal(10) ** 9


Patterns = dict[Unit, str]

EUROS: Patterns = {
    Unit.ONE: gettext_noop("€%(amount)s"),
    Unit.MILLION: gettext_noop("€%(amount)s million"),
    Unit.BILLION: gettext_noop("€%(amount)s billion"),
}
KRONOR: Patterns = {
    Unit.ONE: gettext_noop("SEK %(amount)s"),
    Unit.MILLION: gettext_noop("SEK %(amount)s million"),
    Unit.BILLION: gettext_noop("SEK %(amount)s billion"),
}

CURRENCIES = {"EUR": EUROS, "SEK": KRONOR}


def euros(low: Amount, high: Amount = None) -> str:
    """ "€2–3 million", "up to €60,000", "from €2 million"; empty where nothing is stated."""
    text = _between(low, high, "EUR")
    if text and not low:
        return gettext("up to %(money)s") % {"money": text}
    if text and high is None:
        return gettext("from %(money)s") % {"money": text}
    return text


def kronor(low: Amount, high: Amount, rate: Decimal) -> str:
    """ "about SEK 23–34 million": euros at `rate` kronor each, rounded as an estimate is."""
    least, most = (_estimate(Decimal(a) * rate) if a else None for a in (low, high))
    text = _between(least, most, "SEK")
    return gettext("about %(money)s") % {"money": text} if text else ""


def exact(amount: Decimal, currency: str) -> str:
    """ "SEK 12,400,000": as it was stated, to the öre or cent; zero is an amount here."""
    return _with_currency(figures(amount), Unit.ONE, CURRENCIES[currency])


def figures(amount: Decimal) -> str:
    """ "12,400,000" or "0.50": to the öre or cent, for a table that names the currency."""
    return number(amount) if amount == int(amount) else _rounded(amount, 2, "#,##0.00")


def about(amount: Decimal, currency: str) -> str:
    """ "about SEK 12.4 million", rounded as an estimate is; zero is an amount here."""
    if not amount:
        return exact(amount, currency)
    text = _between(_estimate(amount), None, currency)
    return gettext("about %(money)s") % {"money": text}


def number(value: Decimal, places: int = 0) -> str:
    """`value` with at most `places` decimals and thousands apart: "1 234,5" or "1,234.5"."""
    return _rounded(value, places, "#,##0." + "#" * places)


def _rounded(value: Decimal, places: int, pattern: str) -> str:
    # Half an öre goes up, as people round; left to itself, Babel takes it to the even side.
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return _formatted(rounded, pattern, current())


# Babel is slow, and a list has a hundred amounts, many of them the same.
@lru_cache(maxsize=10_000)
def _formatted(value: Decimal, pattern: str, language: str) -> str:
    return format_decimal(value, pattern, LOCALES[language])


def _between(low: Amount, high: Amount, currency: str) -> str:
    return _between_in(low, high, currency, current())


@lru_cache(maxsize=10_000)
def _between_in(low: Amount, high: Amount, currency: str, _language: str) -> str:
    """In the active language, which has to be told as what it depends on."""
    patterns = CURRENCIES[currency]
    bounds = [Decimal(a) for a in (low, high) if a]
    if not bounds:
        return ""
    units = [_unit(bound) for bound in bounds]
    # "60 000 € – 2 mn €" reads better than "0,06–2 mn €".
    if units[0] is not units[-1] and bounds[0] * 10 <= units[-1].value:
        return f"{NBSP}– ".join(_in_unit([bound], _unit(bound), patterns) for bound in bounds)
    return _in_unit(bounds, units[-1], patterns)


def _unit(value: Decimal) -> Unit:
    return max((u for u in Unit if value >= u.value), key=lambda u: u.value, default=Unit.ONE)


def _in_unit(bounds: list[Decimal], unit: Unit, patterns: Patterns) -> str:
    places = 0 if unit is Unit.ONE else 2
    parts = dict.fromkeys(number(bound / unit.value, places) for bound in bounds)
    return _with_currency("–".join(parts), unit, patterns)


def _with_currency(amount: str, unit: Unit, patterns: Patterns) -> str:
    return (gettext(patterns[unit]) % {"amount": amount}).replace(" ", NBSP)


def _estimate(value: Decimal) -> Decimal:
    """Two digits that count, three from a hundred (of whatever unit) up."""
    size = value.adjusted()
    keep = 3 if size % 3 == 2 else 2
    return value.quantize(Decimal(1).scaleb(size - keep + 1), ROUND_HALF_UP).quantize(Decimal(1))
