"""A made-up feed in the EU portal's own format, as large as asked for and the same for a seed."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from benchmarks.words import RARE, WORDS

# Codes of the portal's facet "frameworkProgramme", with how many of its calls each had in 2026.
PROGRAMMES = {
    "HORIZON": ("43108390", 1004),
    "DIGITAL": ("43152860", 74),
    "LIFE": ("43252405", 62),
    "SMP": ("43252476", 40),
    "CERV": ("43251589", 21),
    "CEF": ("43251567", 20),
    "CREA": ("43251814", 10),
    "ERASMUS": ("43353764", 9),
    "ESF": ("43254019", 6),
    "I3": ("44416173", 5),
}
SHARE_WITH_TEXT = 0.4
SHARE_CASCADE = 0.1
SHARE_COPIES = 0.02
LEXICON = (*WORDS, *RARE)
# Zipf: the word of rank r is as common as 1/r.
WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(LEXICON) + 1)))
PORTAL = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities"


def feed(n: int, seed: int = 1, around: date = date(2026, 7, 1)) -> dict[str, Any]:
    """One page of the portal's search API with `n` results."""
    results = list(rows(n, seed, around))
    return {"totalResults": n, "pageNumber": 1, "pageSize": n, "results": results}


def rows(n: int, seed: int = 1, around: date = date(2026, 7, 1)) -> Iterator[dict[str, Any]]:
    """`n` raw results; deadlines lie between a year before and a year and a half after `around`."""
    random = Random(seed)
    last: dict[str, Any] | None = None
    for number in range(n):
        if last and random.random() < SHARE_COPIES:
            yield last
            continue
        last = _result(random, number, around)
        yield last


def _result(random: Random, number: int, around: date) -> dict[str, Any]:
    names = list(PROGRAMMES)
    (name,) = random.choices(names, weights=[PROGRAMMES[n][1] for n in names])
    is_cascade = random.random() < SHARE_CASCADE
    closes = around + timedelta(days=random.randint(-365, 550))
    opens = closes - timedelta(days=random.randint(40, 200))
    parent = f"{name}-{closes.year}-{random.randint(1, 99):02}"
    identifier = f"{parent}-{number:06}"
    marker = "COMPETITIVE_CALL" if is_cascade else "TOPICS"
    reference = f"{50_000_000 + number}{marker}en"
    title = _words(random, random.randint(4, 13)).capitalize()
    url = f"{PORTAL}/topic-details/{identifier}"
    metadata = {
        "identifier": [identifier],
        "callIdentifier": [parent],
        "title": [title],
        "callTitle": [_words(random, 4).capitalize()],
        "type": ["8" if is_cascade else "1"],
        "status": ["31094502" if opens <= around else "31094501"],
        "language": ["en"],
        "frameworkProgramme": [PROGRAMMES[name][0]],
        "startDate": [f"{opens}T00:00:00.000+0000"],
        "deadlineDate": _deadlines(random, closes),
        "typesOfAction": [f"{name} Project Grants"],
        "keywords": [identifier, parent, *(_words(random, 2) for _ in range(random.randint(0, 9)))],
        "tags": [],
        "budgetOverview": [_budget(random, identifier, closes.year)],
        "crossCuttingPriorities": ["AI", "DigitalAgenda"],
        "esDA_IngestDate": [f"{around}T0{random.randint(0, 9)}:00:00.000+0200"],
        "esDA_FirstIngestDate": [f"{opens}T09:00:00.000+0200"],
        "url": [url],
    }
    metadata["deadlineModel"] = [
        "single-stage" if len(metadata["deadlineDate"]) == 1 else "multiple cut-off"
    ]
    if random.random() < SHARE_WITH_TEXT:
        metadata["descriptionByte"] = [_description(random)]
        metadata["topicConditions"] = [
            '<div class="eui-u-mt-l>"><h4>General conditions</h4>'
            f"<p>{_sentence(random)} {_sentence(random)}</p></div>"
        ]
    return {
        "reference": reference,
        "url": url,
        "language": "en",
        "summary": title,
        "content": title,
        "groupById": "1",
        "metadata": metadata,
    }


def _words(random: Random, count: int) -> str:
    return " ".join(random.choices(LEXICON, cum_weights=WEIGHTS, k=count))


def _sentence(random: Random) -> str:
    return f"{_words(random, random.randint(8, 24)).capitalize()}."


def _description(random: Random) -> str:
    """300 to 900 words of HTML."""
    left, parts = random.randint(300, 900), ['<p class="topicdescriptionkind">Scope:</p>']
    while left > 0:
        text = " ".join(_sentence(random) for _ in range(3))
        left -= text.count(" ") + 1
        parts.append(f"<p>{text}</p>")
    return "".join(parts)


def _deadlines(random: Random, last: date) -> list[str]:
    hour = random.choice(("00:00", "00:00", "17:00"))
    count = random.choice((1,) * 15 + (2, 4))
    days = sorted(last - timedelta(days=90 * n) for n in range(count))
    return [f"{day}T{hour}:00.000+0000" for day in days]


def _budget(random: Random, identifier: str, year: int) -> str:
    low = random.choice((0, 50_000, 500_000, 2_000_000, 5_000_000))
    grants = random.randint(1, 12)
    row = {
        "action": f"{identifier} - Project Grants",
        "expectedGrants": grants,
        "minContribution": low,
        "maxContribution": low * 2,
        "budgetYearMap": {str(year): str(low * 2 * grants)},
    }
    other = row | {"action": f"{identifier}-2 - Project Grants"}
    return json.dumps(
        {"budgetYearsColumns": [str(year)], "budgetTopicActionMap": {"1": [other, row]}}
    )
