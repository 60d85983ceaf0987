"""Countries by their ISO 3166-1 code, in both languages: those of twin towns and partners."""

from core.words.language import LANGUAGES, current
from core.words.sorting import sort_key

NAMES = {
    "AL": ("Albanien", "Albania"),
    "AM": ("Armenien", "Armenia"),
    "AT": ("Österrike", "Austria"),
    "AZ": ("Azerbajdzjan", "Azerbaijan"),
    "BA": ("Bosnien och Hercegovina", "Bosnia and Herzegovina"),
    "BE": ("Belgien", "Belgium"),
    "BG": ("Bulgarien", "Bulgaria"),
    "BW": ("Botswana", "Botswana"),
    "BY": ("Belarus", "Belarus"),
    "CA": ("Kanada", "Canada"),
    "CH": ("Schweiz", "Switzerland"),
    "CN": ("Kina", "China"),
    "CY": ("Cypern", "Cyprus"),
    "CZ": ("Tjeckien", "Czechia"),
    "DE": ("Tyskland", "Germany"),
    "DK": ("Danmark", "Denmark"),
    "EE": ("Estland", "Estonia"),
    "ES": ("Spanien", "Spain"),
    "FI": ("Finland", "Finland"),
    "FO": ("Färöarna", "Faroe Islands"),
    "FR": ("Frankrike", "France"),
    "GB": ("Storbritannien", "United Kingdom"),
    "GE": ("Georgien", "Georgia"),
    "GL": ("Grönland", "Greenland"),
    "GR": ("Grekland", "Greece"),
    "HR": ("Kroatien", "Croatia"),
    "HU": ("Ungern", "Hungary"),
    "IE": ("Irland", "Ireland"),
    "IS": ("Island", "Iceland"),
    "IT": ("Italien", "Italy"),
    "JP": ("Japan", "Japan"),
    "KE": ("Kenya", "Kenya"),
    "LI": ("Liechtenstein", "Liechtenstein"),
    "LT": ("Litauen", "Lithuania"),
    "LU": ("Luxemburg", "Luxembourg"),
    "LV": ("Lettland", "Latvia"),
    "MD": ("Moldavien", "Moldova"),
    "ME": ("Montenegro", "Montenegro"),
    "MK": ("Nordmakedonien", "North Macedonia"),
    "MT": ("Malta", "Malta"),
    "NA": ("Namibia", "Namibia"),
    "NL": ("Nederländerna", "Netherlands"),
    "NO": ("Norge", "Norway"),
    "PL": ("Polen", "Poland"),
    "PT": ("Portugal", "Portugal"),
    "RO": ("Rumänien", "Romania"),
    "RS": ("Serbien", "Serbia"),
    "SE": ("Sverige", "Sweden"),
    "SI": ("Slovenien", "Slovenia"),
    "SK": ("Slovakien", "Slovakia"),
    "TR": ("Turkiet", "Türkiye"),
    "TZ": ("Tanzania", "Tanzania"),
    "UA": ("Ukraina", "Ukraine"),
    "UG": ("Uganda", "Uganda"),
    "US": ("USA", "United States"),
    "VN": ("Vietnam", "Vietnam"),
    "XK": ("Kosovo", "Kosovo"),
    "ZA": ("Sydafrika", "South Africa"),
    "ZM": ("Zambia", "Zambia"),
}


def country_name(code: str) -> str:
    """The country in the reader's language; empty for a code that is not known."""
    names = NAMES.get(code)
    return names[LANGUAGES.index(current())] if names else ""


def choices() -> list[tuple[str, str]]:
    """For a field, in the language and the order of whoever fills it in."""
    return sorted(
        ((code, country_name(code)) for code in NAMES), key=lambda found: sort_key(found[1])
    )
