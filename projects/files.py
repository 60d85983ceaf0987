"""Projects as files write them: records with their partners, money and the words of a page."""

import calendar
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.words.language import LANGUAGES
from projects.totals import AMOUNTS

FOLDER = Path(__file__).resolve().parent
TEXTS = ("title", "purpose", "benefit", "results", "lessons", "partners_note")
FACTS = (
    "acronym",
    "kind",
    "role",
    "owner_unit",
    "currency",
    "ecological",
    "economic",
    "social",
    "source",
    "source_year",
)
PARTNER = {
    "name": "",
    "town": "",
    "country": "",
    "latitude": None,
    "longitude": None,
    "is_lead": False,
}
Facts = dict[str, Any]


@dataclass(frozen=True)
class ProjectFile:
    """One project: values of model fields, slugs of what it is tied to, and its page's texts."""

    key: str
    facts: Facts
    programme: str
    areas: Sequence[str]
    audiences: Sequence[str]
    partners: Sequence[Facts]
    years: Sequence[Facts]
    page: Mapping[str, Facts]


def read(folder: str, municipality: str, *, year: int | None = None) -> list[ProjectFile]:
    """The projects of a municipality in `data` or `demo`; none where there is no file.

    With a `year`, the file's years are counted from it and its dates are [years, month].
    """
    path = FOLDER / folder / f"{municipality}.toml"
    if not path.is_file():
        return []
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["projects"]
    return [_project(table, year) for table in tables]


def _project(table: Facts, year: int | None) -> ProjectFile:
    facts = {name: table[name] for name in FACTS if name in table}
    for name in TEXTS:
        for code in LANGUAGES:
            facts[f"{name}_{code}"] = table.get(name, {}).get(code, "")
    facts["starts"] = _day(table.get("starts"), year, last=False)
    facts["ends"] = _day(table.get("ends"), year, last=True)
    return ProjectFile(
        key=table["key"],
        facts=facts,
        programme=table.get("programme", ""),
        areas=table.get("areas", ()),
        audiences=table.get("audiences", ()),
        partners=[{**PARTNER, **partner} for partner in table.get("partners", ())],
        years=[_year(row, year) for row in table.get("years", ())],
        page=table["page"],
    )


def _day(value: Any, year: int | None, *, last: bool) -> date | None:
    """A date as written, or the first or last day of a month some years from `year`."""
    if year is None or value is None:
        return value
    in_year, month = year + value[0], value[1]
    return date(in_year, month, calendar.monthrange(in_year, month)[1] if last else 1)


def _year(row: Facts, year: int | None) -> Facts:
    amounts = {name: Decimal(row[name]) if name in row else None for name in AMOUNTS}
    of = row.get("year")
    return {"year": of if of is None or year is None else year + of, **amounts}
