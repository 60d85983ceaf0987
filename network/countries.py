"""Countries of twin towns and partners, by their ISO code, in both languages."""

from core.language import LocalizedText, current, pick

NAMES = {
    "AL": ("Albanien", "Albania"),
    "AT": ("Österrike", "Austria"),
    "BA": ("Bosnien och Hercegovina", "Bosnia and Herzegovina"),
    "BE": ("Belgien", "Belgium"),
    "BG": ("Bulgarien", "Bulgaria"),
    "BW": ("Botswana", "Botswana"),
    "CH": ("Schweiz", "Switzerland"),
    "CN": ("Kina", "China"),
    "CY": ("Cypern", "Cyprus"),
    "CZ": ("Tjeckien", "Czechia"),
    "DE": ("Tyskland", "Germany"),
    "DK": ("Danmark", "Denmark"),
    "EE": ("Estland", "Estonia"),
    "ES": ("Spanien", "Spain"),
    "FI": ("Finland", "Finland"),
    "FR": ("Frankrike", "France"),
    "GB": ("Storbritannien", "United Kingdom"),
    "GE": ("Georgien", "Georgia"),
    "GR": ("Grekland", "Greece"),
    "HR": ("Kroatien", "Croatia"),
    "HU": ("Ungern", "Hungary"),
    "IE": ("Irland", "Ireland"),
    "IS": ("Island", "Iceland"),
    "IT": ("Italien", "Italy"),
    "JP": ("Japan", "Japan"),
    "KE": ("Kenya", "Kenya"),
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
    "UA": ("Ukraina", "Ukraine"),
    "UG": ("Uganda", "Uganda"),
    "US": ("USA", "United States"),
    "VN": ("Vietnam", "Vietnam"),
    "ZA": ("Sydafrika", "South Africa"),
}


def name_of(code: str) -> LocalizedText:
    """The country in the reader's language; empty where none is stated."""
    swedish, english = NAMES.get(code, ("", ""))
    return pick({"sv": swedish, "en": english})


def choices() -> list[tuple[str, str]]:
    """For a field, in the language of whoever fills it in."""
    column = 0 if current() == "sv" else 1
    return sorted(((code, names[column]) for code, names in NAMES.items()), key=lambda c: c[1])
