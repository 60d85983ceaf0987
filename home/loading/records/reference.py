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

DATA = Path(__file__).resolve().parents[3] / "opportunities" / "data"

# The European Central Bank's reference rate of 31 December 2024.
RATE = {"rate": Decimal("11.4590"), "source": "Europeiska centralbanken"}
RATE_DAY = {"currency": "SEK", "date": date(2024, 12, 31)}


@dataclass(frozen=True)
class ProgrammeFacts:
    facts: Facts
    audiences: list[str]  # slugs
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
    for order, audience in enumerate(shipped.audiences):
        facts = {**audience.facts, "order": order}
        row = merge.row(Audience, {"slug": facts.pop("slug")}, facts)
        if row:
            name = f"words of the audience {row.slug}"
            merge.words(name, AudienceWord, {"audience": row}, audience.words, reset=reset_words)
    for programme in shipped.programmes:
        _store_programme(programme, merge)


def _store_programme(programme: ProgrammeFacts, merge: Merge) -> None:
    facts = dict(programme.facts)
    row = merge.row(Programme, {"slug": facts.pop("slug")}, facts)
    if row is None:
        return
    have = row.audiences.values_list("slug", flat=True)
    added, removed = merge.members(f"audiences of {row.slug}", have, programme.audiences)
    if added or removed:
        kept = set(have) - removed | added
        row.audiences.set(Audience.objects.filter(slug__in=kept))
        row.save()
    for period in programme.periods:
        rest = dict(period)
        if succeeded_by := rest.pop("successor", ""):
            rest["successor_id"] = _period_of(succeeded_by)
        merge.row(ProgrammePeriod, {"programme": row, "label": rest.pop("label")}, rest)


def _period_of(slug: str) -> int | None:
    """The last period of a programme that stands earlier in the file."""
    periods = ProgrammePeriod.objects.filter(programme__slug=slug).order_by("starts")
    last = periods.last()
    return last.pk if last else None


def _top(path: Path, problems: list[str]) -> Table:
    return Table(toml(path), path.name, problems, Programme)


def _programme(table: Table) -> ProgrammeFacts:
    facts = table.text("slug") | table.both("name") | table.text("short")
    facts |= table.text("portal_code")
    facts["other_names"] = "\n".join(table.list_of_texts("other_names", "other_names"))
    if "funding_sentence" in table.data:  # else the one that most programmes demand
        facts |= table.both("funding_sentence")
    for key in ("about", "payment", "condition", "authority"):
        facts |= table.both(key)
    facts |= table.text("reach") | table.text("web")
    facts["counties"] = "\n".join(table.list_of_texts("counties", "counties"))
    audiences = table.list_of_texts("audiences", "slug")
    periods = [_period(t) for t in table.tables("periods", ProgrammePeriod, "label")]
    table.finish()
    return ProgrammeFacts(facts, audiences, periods)


def _period(table: Table) -> Facts:
    facts: Facts = {}
    for key in ("label", "starts", "ends", "status", "max_eu_rate", "min_eu_rate", "rate_source"):
        facts |= table.text(key)
    scope = table.table("rate_scope")
    facts |= scope.text("sv", "rate_scope") | scope.text("en", "rate_scope_en")
    scope.finish()
    facts |= table.both("law")
    if succeeded_by := table.list_of_texts("successor", "rate_scope"):
        facts["successor"] = succeeded_by[0]
    table.finish()
    return facts


def _audience(table: Table) -> AudienceFacts:
    facts = table.text("slug") | table.both("name")
    words = table.words("words", AudienceWord)
    table.finish()
    return AudienceFacts(facts, words)
