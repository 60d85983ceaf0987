"""The samples as calls in the database, indexed as an import leaves them."""

import csv
import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import StringIO

from django.core.management import call_command

from benchmarks.relevance.samples import SHARED
from opportunities.classifying.suggestions import suggest
from opportunities.imports import calls
from opportunities.imports.calls import Programmes
from opportunities.imports.feeds import feeds
from opportunities.imports.rows import FundingKind, ParsedCall, ParsedDeadline
from opportunities.imports.run import import_calls, source_row
from opportunities.models import Call

AT = datetime(2026, 6, 27, 12, tzinfo=UTC)  # when the sample of June was taken
FEED = "eu-portal"
HORIZON = "43108390"


def fill(collection: str) -> None:
    """Write a collection in place of all calls, and the index anew, with how rare a word is."""
    Call.objects.all().delete()
    COLLECTIONS[collection]()
    call_command("rebuild_search", stdout=StringIO())


def june() -> None:
    """The raw page of the portal, through the import."""
    import_calls(source=FEED, at=AT, path=SHARED / "sedia_search_sample_2026-06-27.json")


def topics() -> None:
    """Closed topics of Horizon Europe: title, parent call, and what their programme calls them."""
    with gzip.open(SHARED / "relevance_topics_2021-2024.jsonl.gz", "rt", encoding="utf-8") as file:
        _create(_topic(json.loads(line)) for line in file)


def titles() -> None:
    """English titles of projects, as if each was a call's."""
    path = SHARED / "sv_en_title_pairs_dev.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        _create(_call(row["project_id"], row["title_en"]) for row in rows)


COLLECTIONS: Mapping[str, Callable[[], None]] = {"june": june, "topics": topics, "titles": titles}


def _topic(row: Mapping[str, str]) -> ParsedCall:
    return _call(
        row["topic"],
        row["title"].strip(),
        call_identifier=row["call_id"],
        call_title=row["call_title"],
        description=f"<p>{row['destination']}</p><p>{row['cluster'].lstrip('0123456789. ')}</p>",
        types_of_action=(row["action"],) if row["action"] else (),
        deadlines=tuple(_deadlines(row["deadline"])),
        programme_code=HORIZON,
    )


def _call(identifier: str, title: str, **facts: object) -> ParsedCall:
    values: dict[str, object] = {"key": identifier, "slug": identifier.lower(), **facts}
    return ParsedCall(identifier=identifier, title=title, kind=FundingKind.GRANT, **values)  # type: ignore[arg-type]


def _deadlines(text: str) -> Iterator[ParsedDeadline]:
    if text:
        yield ParsedDeadline(datetime.fromisoformat(text).replace(tzinfo=UTC), assumed=True)


def _create(parsed: Iterable[ParsedCall]) -> None:
    source = source_row(feeds[FEED])
    suggest(calls.create(list(parsed), source=source, programmes=Programmes(), at=AT))
