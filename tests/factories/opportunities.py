"""Raw results as the EU portal's search API gives them, and imports of them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from opportunities.imports.plan import ImportReport
from opportunities.imports.portal.pages import page
from opportunities.imports.portal.parse import parse
from opportunities.imports.rows import ParsedCall, ParsedRow, Rejected
from opportunities.imports.run import import_raw
from tests.parts import shared

AT = datetime(2026, 6, 27, 12, tzinfo=UTC)
JUNE = "data/sedia_search_sample_2026-06-27.json"
MAY = "data/sedia_search_sample_2026-05-07.json"


def result(identifier: Any = "LIFE-2027-WATER", **metadata: Any) -> dict[str, Any]:
    """A result of type 1 with what every one has; a value of None leaves the field out.

    Values are wrapped in an array as the portal does; `top` has the fields beside the metadata.
    """
    top = metadata.pop("top", {})
    fields = {
        "identifier": identifier,
        "callIdentifier": "LIFE-2027",
        "title": f"Title of {identifier}",
        "type": "1",
        "status": "31094502",
        "language": "en",
        "startDate": "2026-05-01T00:00:00.000+0000",
        "deadlineDate": "2027-02-02T00:00:00.000+0000",
        "deadlineModel": "single-stage",
        "esDA_IngestDate": "2026-06-01T10:00:00.000+0200",
        "crossCuttingPriorities": ["AI", "DigitalAgenda"],
        **metadata,
    }
    wrapped = {k: v if isinstance(v, list) else [v] for k, v in fields.items() if v is not None}
    return {"reference": f"{identifier}TOPICSen", "language": "en", "metadata": wrapped, **top}


def full_result(identifier: str = "LIFE-2027-WATER", **metadata: Any) -> dict[str, Any]:
    """A result with a value in every field that is read, written as the portal writes them."""
    own = {
        "action": f"{identifier} - LIFE Grants",
        "minContribution": 100_000,
        "maxContribution": 300_000,
        "expectedGrants": 4,
        "budgetYearMap": {"2027": "900000"},
    }
    other = {"action": f"{identifier}-2 - LIFE Grants", "budgetYearMap": {"2027": "70"}}
    address = "https://ec.europa.eu/info/funding-tenders/opportunities/data/topicDetails"
    fields = {
        "budgetOverview": json.dumps({"budgetTopicActionMap": {"1": [own], "2": [other]}}),
        "callTitle": "Water in small towns",
        "currency": "EUR",
        "descriptionByte": '<p class="topicdescriptionkind">Scope:</p><p>Clean\ufeff water.</p>',
        "esDA_FirstIngestDate": "2026-04-01T10:00:00.000+0200",
        "esST_URL": f"{address}/{identifier}.json",
        "frameworkProgramme": "43252405",
        "furtherInformation": "<p>Ask the <a href='https://example.org/'>office</a>.</p>",
        "keywords": f'["{identifier}","LIFE-2027","Water","Towns \\u0026 villages"]',
        "tags": '["water","Reuse"]',
        "topicConditions": '<div class="top>"><h4>Who may apply</h4><p style="a">Towns.</p></div>',
        "typesOfAction": ["LIFE Grants", "LIFE Grants"],
        "url": f"{address}/{identifier}.json",
    }
    return result(identifier, **{**fields, **metadata})


def cascade(number: int, **metadata: Any) -> dict[str, Any]:
    """A result of type 8: several share their topic's identifier, `callTitle` is their own."""
    metadata = {
        "type": "8",
        "callTitle": f"Open call {number}",
        "title": "The topic they come from",
        "callIdentifier": None,
        **metadata,
    }
    top = {"reference": f"{number}COMPETITIVE_CALLen", "summary": f"Open call {number}"}
    return result("HORIZON-CL4-2024-HUMAN-03-04", top=top, **metadata)


def feed(*results: Any, **top: Any) -> dict[str, Any]:
    """A page of the portal's search with these results."""
    return {
        "apiVersion": "2.148.3",
        "terms": "***",
        "totalResults": len(results),
        "pageNumber": 1,
        "pageSize": 100,
        "results": list(results),
        **top,
    }


def write(path: Path, value: Any) -> Path:
    """`value` as a JSON file."""
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def rows(*results: Any, **top: Any) -> list[ParsedRow]:
    """What parsing makes of these results."""
    return list(parse([page(feed(*results, **top), "test")]))


def parsed(raw: Any) -> ParsedCall:
    """The one call that parsing makes of a result; fails with the reason where it makes none."""
    (row,) = rows(raw)
    assert isinstance(row, ParsedCall), row
    return row


def rejected(raw: Any) -> Rejected:
    """The one rejected row that parsing makes of a result."""
    (row,) = rows(raw)
    assert isinstance(row, Rejected), row
    return row


def imported(*results: Any, at: datetime = AT, dry_run: bool = False, **top: Any) -> ImportReport:
    """Import these results as a feed of the EU portal."""
    pages = [page(feed(*results, **top), "test")]
    return import_raw(pages, source="eu-portal", at=at, dry_run=dry_run)


def sample(name: str = JUNE) -> list[dict[str, Any]]:
    """The results of a raw page of the real portal; the test stops where the samples are absent."""
    return _results(shared(name))


def of(results: Sequence[dict[str, Any]], identifier: str) -> dict[str, Any]:
    """The first result with an identifier."""
    return next(r for r in results if r["metadata"]["identifier"] == [identifier])


@cache
def _results(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["results"]
