"""The demo calls: their dates are moved to stay in the future, then they are imported as usual."""

import copy
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from opportunities.imports.feeds import feeds
from opportunities.imports.portal.dates import BRUSSELS, CLOSING, MIDNIGHT, moment
from opportunities.imports.portal.pages import page, whole
from opportunities.imports.rows import ParsedCall, ParsedRow
from opportunities.imports.store import ImportReport, store
from opportunities.models import Source

FILE = Path(__file__).resolve().parent / "calls.json"
FEED = "eu-portal"
SOURCE = "demo"
FIELDS = ("startDate", "deadlineDate", "es_SortDate")


def load_calls(*, at: datetime) -> ImportReport:
    """Import the demo calls as of `at`; on a later day of the week this changes nothing."""
    feed = shift(read(), at.astimezone(BRUSSELS).date())
    rows = feeds[FEED].parse(whole([page(feed, FILE.name)]))
    source, _new = Source.objects.get_or_create(slug=SOURCE, defaults={"name": gettext("Demo")})
    return store([_own_address(row) for row in rows], source=source, at=at)


def _own_address(row: ParsedRow) -> ParsedRow:
    """Demo calls borrow identifiers of real ones, which may be imported beside them."""
    return replace(row, slug=f"demo-{row.slug}") if isinstance(row, ParsedCall) else row


def read(path: Path = FILE) -> dict[str, Any]:
    """The feed as it was written."""
    return json.loads(path.read_text(encoding="utf-8"))


def shift(feed: dict[str, Any], today: date) -> dict[str, Any]:
    """The same feed as if it had been taken on `today` or within the six days after.

    Whole weeks, so that no deadline lands on a Sunday and a week's loads are the same. What was
    closed, open and forthcoming when the feed was taken is so on `today`.
    """
    taken = max(_day(r["metadata"]["esDA_IngestDate"][0]) for r in feed["results"])
    weeks = timedelta(weeks=-(-(today - taken).days // 7))
    shifted = copy.deepcopy(feed)
    for result in shifted["results"]:
        metadata = result["metadata"]
        cascade = metadata["type"] == ["8"]
        for name in FIELDS:
            texts = metadata.get(name, ())
            metadata[name] = [moved(text, weeks, as_labelled=cascade) for text in texts]
        if overview := metadata.get("budgetOverview"):
            metadata["budgetOverview"] = [_overview(text, weeks) for text in overview]
    return shifted


def moved(text: str, by: timedelta, *, as_labelled: bool = False) -> str:
    """A date of the portal moved by whole days, at the same hour in Brussels.

    `as_labelled` where each hour labelled UTC is one in Brussels, as for cascade calls.
    """
    if len(text) == len("2026-01-31"):
        return (date.fromisoformat(text) + by).isoformat()
    at = moment(text)
    if text.endswith("+0000") and (as_labelled or at.time() in (MIDNIGHT, CLOSING)):
        return f"{at.date() + by}{text[10:]}"  # written as Brussels time whatever the label says
    local = at.astimezone(BRUSSELS)
    shifted = datetime.combine(local.date() + by, local.time(), BRUSSELS)
    return shifted.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")


def _overview(text: str, by: timedelta) -> str:
    overview = json.loads(text)
    for rows in overview["budgetTopicActionMap"].values():
        for row in rows:
            row["plannedOpeningDate"] = moved(row["plannedOpeningDate"], by)
            row["deadlineDates"] = [moved(day, by) for day in row["deadlineDates"]]
    return json.dumps(overview, separators=(",", ":"))


def _day(text: str) -> date:
    return moment(text).astimezone(BRUSSELS).date()
