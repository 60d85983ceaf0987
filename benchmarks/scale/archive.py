"""A portal's archive of made-up calls, through the import's own steps, a thousand at a time.

The index of the search is left alone, so that building it can be measured by itself.
"""

from datetime import datetime
from itertools import islice

from django.db import transaction

from benchmarks import feed
from opportunities.classifying.suggestions import suggest
from opportunities.imports import calls
from opportunities.imports.calls import Programmes
from opportunities.imports.feeds import feeds
from opportunities.imports.portal.pages import Page
from opportunities.imports.rows import ParsedCall
from opportunities.imports.run import source_row

CHUNK = 1000
FEED = "eu-portal"


def write(number: int, *, seed: int, at: str) -> None:
    """Write so many calls as of an ISO time; fewer of the same seed are the first of more."""
    now = datetime.fromisoformat(at)
    source, programmes = source_row(feeds[FEED]), Programmes()
    raw = islice(feed.calls(seed, now.date(), feed.archive), number)
    while chunk := list(islice(raw, CHUNK)):
        rows = list(feeds[FEED].parse([Page("made up", chunk)]))
        parsed = [row for row in rows if isinstance(row, ParsedCall)]
        with transaction.atomic():
            suggest(calls.create(parsed, source=source, programmes=programmes, at=now))
