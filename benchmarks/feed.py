"""A made-up feed in the EU portal's own format, as large as asked for and the same for a seed."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from benchmarks import prose

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
# Of the portal in 2026 too.
SHARE_WITH_TEXT = 0.36
SHARE_WITHOUT_DEADLINE = 0.003
SHARE_CASCADE = 0.1
SHARE_COPIES = 0.02
DEADLINES = {1: 945, 2: 35, 4: 15, 10: 5}  # how many have so many
# Of an archive.
SHARE_OPEN, SHARE_FORTHCOMING = 0.03, 0.015
ARCHIVE_DAYS = 20 * 365
FORTHCOMING, OPEN, CLOSED = "31094501", "31094502", "31094503"
PORTAL = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities"

# From a random number and today to the days on which a call opens and closes.
Timing = Callable[[Random, date], tuple[date, date]]


def current(random: Random, around: date) -> tuple[date, date]:
    """Deadlines from a year ago to a year and a half from now."""
    closes = around + timedelta(days=random.randint(-365, 550))
    return closes - timedelta(days=random.randint(40, 200)), closes


def archive(random: Random, around: date) -> tuple[date, date]:
    """What a portal has gathered in twenty years: a few per cent are open or still to open."""
    kind, window = random.random(), timedelta(days=random.randint(40, 200))
    if kind < SHARE_OPEN:
        closes = around + timedelta(days=random.randint(1, window.days))
    elif kind < SHARE_OPEN + SHARE_FORTHCOMING:
        closes = around + timedelta(days=random.randint(1, 365)) + window
    else:
        # There have been more with every year.
        closes = around - timedelta(days=1 + int(ARCHIVE_DAYS * random.random() ** 1.5))
    return closes - window, closes


def feed(n: int, seed: int = 1, around: date = date(2026, 7, 1)) -> dict[str, Any]:
    """One page of the portal's search API with `n` results."""
    results = list(rows(n, seed, around))
    return {"totalResults": n, "pageNumber": 1, "pageSize": n, "results": results}


def rows(n: int, seed: int = 1, around: date = date(2026, 7, 1)) -> Iterator[dict[str, Any]]:
    """`n` raw results of current calls, some of them copies of the one before."""
    random = Random(seed)
    results = calls(seed, around)
    last: dict[str, Any] | None = None
    for _number in range(n):
        if last is None or random.random() >= SHARE_COPIES:
            last = next(results)
        yield last


def calls(seed: int, around: date, timing: Timing = current) -> Iterator[dict[str, Any]]:
    """Raw results without end, each a call of its own; fewer are the beginning of more."""
    random = Random(seed)
    for number in count():
        yield _result(random, number, around, timing)


def _result(random: Random, number: int, around: date, timing: Timing) -> dict[str, Any]:
    names = list(PROGRAMMES)
    (name,) = random.choices(names, weights=[PROGRAMMES[n][1] for n in names])
    is_cascade = random.random() < SHARE_CASCADE
    has_text = random.random() < SHARE_WITH_TEXT
    opens, closes = timing(random, around)
    about = prose.topics(random)
    parent = f"{name}-{closes.year}-{random.randint(1, 99):02}"
    identifier = f"{parent}-{number:06}"
    marker = "COMPETITIVE_CALL" if is_cascade else "TOPICS"
    title = prose.title(random, about)
    url = f"{PORTAL}/topic-details/{identifier}"
    keywords = prose.keywords(random, about, random.randint(*((10, 30) if has_text else (0, 6))))
    metadata = {
        "identifier": [identifier],
        "callIdentifier": [parent],
        "title": [title],
        "callTitle": [prose.title(random, about)],
        "type": ["8" if is_cascade else "1"],
        "status": [FORTHCOMING if opens > around else OPEN if closes >= around else CLOSED],
        "language": ["en"],
        "frameworkProgramme": [PROGRAMMES[name][0]],
        "startDate": [f"{opens}T00:00:00.000+0000"],
        "typesOfAction": [f"{name} Project Grants"],
        "keywords": [identifier, parent, *keywords],
        "tags": [],
        "crossCuttingPriorities": ["AI", "DigitalAgenda"],
        "esDA_IngestDate": [f"{around}T0{random.randint(0, 9)}:00:00.000+0200"],
        "esDA_FirstIngestDate": [f"{opens}T09:00:00.000+0200"],
        "url": [url],
    }
    if random.random() >= SHARE_WITHOUT_DEADLINE:
        metadata["deadlineDate"] = _deadlines(random, closes)
        is_single = len(metadata["deadlineDate"]) == 1
        metadata["deadlineModel"] = ["single-stage" if is_single else "multiple cut-off"]
    if has_text:
        metadata["descriptionByte"] = [prose.description(random, about)]
        metadata["topicConditions"] = [prose.conditions(random)]
        metadata["budgetOverview"] = [_budget(random, identifier, closes.year)]
    return {
        "reference": f"{50_000_000 + number}{marker}en",
        "url": url,
        "language": "en",
        "summary": title,
        "content": title,
        "groupById": "1",
        "metadata": metadata,
    }


def _deadlines(random: Random, last: date) -> list[str]:
    hour = random.choice(("00:00", "00:00", "17:00"))
    (number,) = random.choices(list(DEADLINES), weights=list(DEADLINES.values()))
    days = sorted(last - timedelta(days=90 * n) for n in range(number))
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
