"""Amounts of money as people read them, in the reader's language.

Swedish: "2–3 mn €", "ca 23–34 mn kr", "120 000–400 000 €". Amounts come in whole units (EUR or
SEK), as Decimal or int; None and zero mean that the source does not say.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from django.utils.translation import gettext, gettext_lazy

from core.words.language import current

NBSP = "\N{NO-BREAK SPACE}"
Amount = Decimal | int | None


class Unit(Enum):
    """In which unit an amount is written: plain, millions or billions."""

    ONE = Decimal(1)
    MILLION = Decimal(10) ** 6
    BILLION = Decimal(10) ** 9


EUROS = {
    Unit.ONE: gettext_lazy("€%(amount)s"),
    Unit.MILLION: gettext_lazy("€%(amount)s million"),
    Unit.BILLION: gettext_lazy("€%(amount)s billion"),
}
KRONOR = {
    Unit.ONE: gettext_lazy("SEK %(amount)s"),
    Unit.MILLION: gettext_lazy("SEK %(amount)s million"),
    Unit.BILLION: gettext_lazy("SEK %(amount)s billion"),
}

CURRENCIES = {"EUR": EUROS, "SEK": KRONOR}


def euros(low: Amount, high: Amount = None) -> str:
    """ "€2–3 million", "up to €60,000", "from €2 million"; empty where nothing is stated."""
    text = _span(low, high, EUROS)
    if text and not low:
        return gettext("up to %(money)s") % {"money": text}
    if text and high is None:
        return gettext("from %(money)s") % {"money": text}
    return text


def kronor(low: Amount, high: Amount, rate: Decimal) -> str:
    """ "about SEK 23–34 million": euros at `rate` kronor each, rounded as an estimate is."""
    least, most = (_estimate(Decimal(a) * rate) if a else None for a in (low, high))
    text = _span(least, most, KRONOR)
    return gettext("about %(money)s") % {"money": text} if text else ""


def exact(amount: Decimal, currency: str) -> str:
    """ "SEK 12,400,000": as it was stated, to the öre or cent; zero is an amount here."""
    return (CURRENCIES[currency][Unit.ONE] % {"amount": figures(amount)}).replace(" ", NBSP)


def figures(amount: Decimal) -> str:
    """ "12,400,000" or "0.50": to the öre or cent, for a table that names the currency."""
    if amount == int(amount):
        return number(amount)
    whole, cents = divmod(amount.quantize(Decimal("0.01"), ROUND_HALF_UP), 1)
    return f"{number(whole)}{',' if current() == 'sv' else '.'}{int(cents * 100):02}"


def about(amount: Decimal, currency: str) -> str:
    """ "about SEK 12.4 million", rounded as an estimate is; zero is an amount here."""
    if not amount:
        return exact(amount, currency)
    text = _span(_estimate(amount), None, CURRENCIES[currency])
    return gettext("about %(money)s") % {"money": text}


def number(value: Decimal, places: int = 0) -> str:
    """`value` with at most `places` decimals and thousands apart: "1 234,5" or "1,234.5"."""
    quantum = Decimal(1).scaleb(-places)
    whole, _, fraction = f"{Decimal(value).quantize(quantum, ROUND_HALF_UP):,f}".partition(".")
    fraction = fraction.rstrip("0")
    group, sign = (NBSP, ",") if current() == "sv" else (",", ".")
    return whole.replace(",", group) + (sign + fraction if fraction else "")


def _span(low: Amount, high: Amount, words: dict) -> str:
    bounds = [Decimal(a) for a in (low, high) if a]
    if not bounds:
        return ""
    units = [_unit(bound) for bound in bounds]
    # "60 000 € – 2 mn €" reads better than "0,06–2 mn €".
    if units[0] is not units[-1] and bounds[0] * 10 <= units[-1].value:
        return f"{NBSP}– ".join(_written([bound], _unit(bound), words) for bound in bounds)
    return _written(bounds, units[-1], words)


def _unit(value: Decimal) -> Unit:
    return max((u for u in Unit if value >= u.value), key=lambda u: u.value, default=Unit.ONE)


def _written(bounds: list[Decimal], unit: Unit, words: dict) -> str:
    places = 0 if unit is Unit.ONE else 2
    parts = dict.fromkeys(number(bound / unit.value, places) for bound in bounds)
    return (words[unit] % {"amount": "–".join(parts)}).replace(" ", NBSP)


def _estimate(value: Decimal) -> Decimal:
    """Two digits that count, three from a hundred (of whatever unit) up."""
    size = value.adjusted()
    keep = 3 if size % 3 == 2 else 2
    return value.quantize(Decimal(1).scaleb(size - keep + 1), ROUND_HALF_UP).quantize(Decimal(1))
