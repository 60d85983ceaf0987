"""Documents and questions from a seed: the same ones each time, and of every sort."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from core.search.kinds import Document
from core.search.query import Query, Sort, Window
from tests.core.search.contract.shelf import NOW, day, note

# A third of them in forms that are not the dictionary's; some are parts of others.
WORDS = {
    "en": """
        water waste wastewater river rivers wetland wetlands forest forests city cities school
        schools library energy heating cooling district transport bus buses train youth exchange
        culture museum heritage digital skills training job jobs health care food farming bees
        climate adaptation mitigation flood floods drought soil air noise IT AI SME GDPR CO2 5G
        project projects support network partners municipality municipalities region regional
        waste-water cross-border zero-emission twin-town
    """.split(),
    "sv": """
        vatten avlopp avloppsrening rening sjö sjöar skog skogar stad städer stadsutveckling
        utveckling skola skolor bibliotek energi fjärrvärme värme kyla buss bussar tåg ungdom
        ungdomar ungdomsutbyte utbyte kultur museum kulturarv arv digital kompetens
        kompetensutveckling jobb hälsa vård omsorg mat jordbruk bin klimat klimatanpassning
        anpassning översvämning torka mark luft buller IT AI projekt projekten stöd nätverk
        partner kommun kommuner kommunernas region EU-medel 2027
    """.split(),
}
# A third of the words have equivalents: of one word and of several, some of them each other's.
VOCABULARY = """sv\tsv_nonpreferred\ten\ten_nonpreferred\tbroader\tsee_also
avlopp\tavloppsvatten\twastewater\twaste water|sewage\twater\tsoil
avloppsrening\trening av avlopp\twastewater treatment\twater treatment\t\twater
klimatanpassning\tanpassning\tclimate adaptation\tadaptation\tclimate\tflood mitigation
fjärrvärme\tvärme\tdistrict heating\theating\tenergy\t
kulturarv\t\tcultural heritage\theritage\tculture\tmuseum
ungdomsutbyte\tutbyte\tyouth exchange\texchange\t\ttwin-town
kommun\t\tmunicipality\tregion\t\tcity
skola\tskolor\tschool\teducation\t\ttraining|skills
buss\t\tbus\t\ttransport\ttrain
mat\t\tfood\t\t\tfarming|health care
"""
ASIDE = {"en": ["the", "of", "and", "for"], "sv": ["och", "för", "att", "i"]}
UNHEARD = ["zebrafink", "qwerty", "4711"]
FACETS = {
    "topic": ["water", "energy", "youth", "culture", "å-ö"],
    "programme": ["life", "cerv", "erasmus", "horizon", "interreg", "digital"],
    "audience": ["school", "company", "citizen"],
    "type": ["grant", "tender", "cascade"],
}
SEVERAL = ("topic", "audience")  # facets of which a document may have more than one value
READERS = [
    *[["public"]] * 3,
    ["staff"],
    ["network"],
    ["department", "unit:7"],
    ["group", "group:3"],
]
TICK = timedelta(microseconds=1)


def documents(seed: int, count: int) -> list[Document]:
    """So many documents, with many ties between them."""
    random, states = Random(seed), Random(seed + 1)
    return [replace(_document(random), **_state(states)) for _number in range(count)]


def _state(random: Random) -> dict[str, Any]:
    """What a source says of a few of them, whatever their dates."""
    return {
        "closed_at": _day(random, -40, 20) if random.random() < 0.15 else None,
        "opens_some_day": random.random() < 0.1,
        "endless": random.random() < 0.1,
    }


def _document(random: Random) -> Document:
    language = random.choice(["en", "sv"])
    topics = random.sample(WORDS[language], 12)  # a text is about something
    low, high = sorted(random.choices([0, 10_000, 60_000, 60_001, 500_000, 2_000_000], k=2))
    return note(
        _text(random, topics, language, random.randint(1, 5)).capitalize(),
        language=language,
        keywords=" · ".join(random.sample(topics, random.randint(0, 4))),
        text=_text(random, topics, language, random.choice([0, 8, 25, 60])),
        readers=frozenset(random.choice(READERS)),
        facets={name: _values(random, name) for name in FACETS},
        opens_at=random.choice([None, NOW, *(_day(random, -60, 30) for _n in range(8))]),
        days=None,
        dates=_dates(random),
        closed=random.random() < 0.3,
        published_at=_maybe(random, _day(random, -30, 0)),
        amount_min=_maybe(random, low),
        amount_max=_maybe(random, high),
        budget=_maybe(random, random.choice([0, 1, 10**6, 5 * 10**6, 10**13])),
        rate=_maybe(random, random.choice([0.0, 33.33, 50.0, 66.67, 80.5, 100.0])),
    )


def _text(random: Random, topics: Sequence[str], language: str, length: int) -> str:
    """Words of a text, some of them again and again, some in capitals, with marks between."""
    weights = [1 / (rank + 1) for rank in range(len(topics))]
    words = random.choices(topics, weights, k=length)
    for place in range(len(words)):
        if random.random() < 0.15:
            words[place] = random.choice(ASIDE[language])
        elif random.random() < 0.1:
            words[place] += random.choice([",", ".", ":", " –"])
        elif random.random() < 0.1:
            words[place] = words[place].upper()
    return " ".join(words)


def _day(random: Random, first: int, last: int) -> datetime:
    """A whole day from now, or a moment beside it."""
    moment = day(random.randint(first, last))
    return moment + random.choice([timedelta(0)] * 6 + [TICK, -TICK])


def _dates(random: Random) -> list[datetime]:
    count = random.choice([0, 1, 1, 1, 1, 2, 3, 9])
    dates = [_day(random, -30, 60) for _n in range(count)]
    return [*dates, dates[0]] if len(dates) == 2 else dates


def _values(random: Random, name: str) -> list[str]:
    most = 3 if name in SEVERAL else 1
    return random.sample(FACETS[name], random.randint(0, most))


def _maybe(random: Random, value: Any) -> Any:
    return None if random.random() < 0.25 else value


def query(random: Random, known: Sequence[Document], kind: str) -> Query:
    """A question of any sort."""
    asked = Query(
        text=_asked_text(random, known),
        kinds=(kind,),
        facets={
            name: random.sample(values, random.randint(1, min(3, len(values))))
            for name, values in FACETS.items()
            if random.random() < 0.2
        },
        windows=random.sample(list(Window), random.choice([0, 0, 1, 1, 2, 3])),
        sort=random.choice([Sort.RELEVANCE, *Sort]),
        page=random.choice([1, 1, 1, 2, 3, 9]),
        page_size=random.choice([1, 5, 10, 10, 20, 100]),
    )
    return replace(asked, **_ranges(random)) if random.random() < 0.3 else asked


def _asked_text(random: Random, known: Sequence[Document]) -> str:
    """None to four words in any form, or a stretch of a document in quotation marks, or both."""
    words = [random.choice(WORDS[random.choice(["en", "sv"])]) for _n in range(4)]
    pieces = words[: random.choice([0, 1, 1, 2, 2, 3, 4])]
    if random.random() < 0.15:
        pieces.append(random.choice(UNHEARD))
    if random.random() < 0.25:
        pieces.append(f'"{_stretch(random, random.choice(known))}"')
    random.shuffle(pieces)
    return " ".join(pieces)


def _stretch(random: Random, document: Document) -> str:
    """One to three words of it as they are written, the last one perhaps cut off."""
    words = random.choice([document.title, document.text]).split()
    start = random.randrange(max(1, len(words) - 2))
    stretch = " ".join(words[start : start + random.randint(1, 3)])
    return stretch[:-1] if random.random() < 0.1 else stretch


def _ranges(random: Random) -> dict[str, Any]:
    ranges: dict[str, Any] = {
        "deadline_from": _day(random, -20, 30),
        "deadline_to": _day(random, -5, 60),
        "opening_from": _day(random, -60, 0),
        "opening_to": _day(random, -30, 30),
        "grant_min": random.choice([0, 10_000, 60_001, 500_001]),
        "grant_max": random.choice([0, 60_000, 499_999, 2_000_000]),
        "rate_min": random.choice([0, 33.33, 50.01, 80.5, 100]),
    }
    return {name: ranges[name] for name in random.sample(list(ranges), random.choice([1, 1, 2, 3]))}
