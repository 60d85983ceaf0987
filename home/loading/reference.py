"""What every municipality's site needs: programmes, audiences, sources and an exchange rate."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from core.models import Audience
from home.loading.merge import Merge
from home.loading.profiles import toml
from home.loading.tables import BadFile, Facts, Table
from opportunities.imports.feeds import feeds
from opportunities.imports.run import source_row
from opportunities.models import AudienceWord, ExchangeRate, Programme, ProgrammePeriod

DATA = Path(__file__).resolve().parents[2] / "opportunities" / "data"

# The European Central Bank's reference rate of 31 December 2024.
RATE = {"rate": Decimal("11.4590"), "source": "Europeiska centralbanken"}
RATE_DAY = {"currency": "SEK", "date": date(2024, 12, 31)}


@dataclass(frozen=True)
class ProgrammeFacts:
    facts: Facts
    periods: list[Facts]


@dataclass(frozen=True)
class AudienceFacts:
    facts: Facts
    words: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Shipped:
    """What the files that come with the software say."""

    programmes: list[ProgrammeFacts]
    audiences: list[AudienceFacts]


def read(folder: Path = DATA) -> Shipped:
    """Read programmes.toml and audiences.toml. Raises BadFile with every problem found."""
    problems: list[str] = []
    programmes = _top(folder / "programmes.toml", problems)
    audiences = _top(folder / "audiences.toml", problems)
    shipped = Shipped(
        [_programme(t) for t in programmes.tables("programmes", Programme, "slug")],
        [_audience(t) for t in audiences.tables("audiences", Audience, "slug")],
    )
    programmes.finish()
    audiences.finish()
    if problems:
        raise BadFile(problems)
    return shipped


def store(*, shipped: Shipped, merge: Merge, reset_words: bool) -> None:
    """Write all of it, sparing what editors have changed."""
    for _name, feed in feeds:
        source_row(feed)
    merge.row(ExchangeRate, RATE_DAY, RATE)
    for programme in shipped.programmes:
        facts = dict(programme.facts)
        row = merge.row(Programme, {"slug": facts.pop("slug")}, facts)
        for period in programme.periods if row else []:
            rest = dict(period)
            lookup = {"programme": row, "label": rest.pop("label")}
            merge.row(ProgrammePeriod, lookup, rest)
    for order, audience in enumerate(shipped.audiences):
        facts = {**audience.facts, "order": order}
        row = merge.row(Audience, {"slug": facts.pop("slug")}, facts)
        if row:
            name = f"words of the audience {row.slug}"
            merge.words(name, AudienceWord, {"audience": row}, audience.words, reset=reset_words)


def _top(path: Path, problems: list[str]) -> Table:
    return Table(toml(path), path.name, problems, Programme)


def _programme(table: Table) -> ProgrammeFacts:
    facts = table.text("slug") | table.both("name") | table.text("short")
    facts |= table.text("portal_code")
    if "funding_sentence" in table.data:  # else the one that most programmes demand
        facts |= table.both("funding_sentence")
    periods = []
    for period in table.tables("periods", ProgrammePeriod, "label"):
        found: Facts = {}
        for key in ("label", "starts", "ends", "status", "max_eu_rate", "rate_scope"):
            found |= period.text(key)
        period.finish()
        periods.append(found)
    table.finish()
    return ProgrammeFacts(facts, periods)


def _audience(table: Table) -> AudienceFacts:
    facts = table.text("slug") | table.both("name")
    words = table.words("words", AudienceWord)
    table.finish()
    return AudienceFacts(facts, words)
