"""A municipality's file: finding it and reading it whole, before anything is written."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.models import (
    MunicipalityProfile,
    PriorityArea,
    PriorityScheme,
    ProcessStep,
    SupportService,
    VocabularyWord,
)
from home.loading.records import cooperation
from home.loading.tables import BadFile, Facts, Table
from network.models import Body

FOLDER = Path(__file__).resolve().parents[1] / "profiles"


@dataclass(frozen=True)
class AreaFacts:
    facts: Facts
    words: frozenset[tuple[str, str]]  # (language, word)


@dataclass(frozen=True)
class SchemeFacts:
    facts: Facts
    areas: list[AreaFacts]


@dataclass(frozen=True)
class ProfileFile:
    """What a file says, as values of model fields."""

    facts: Facts
    schemes: list[SchemeFacts]
    bodies: list[Facts]
    steps: list[Facts]
    support: list[Facts]
    cooperation: cooperation.Cooperation


def bundled() -> list[str]:
    """The names of the municipalities whose files come with the software."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def find(name: str) -> Path | None:
    """The file of a bundled municipality, or the one at a path that ends in .toml."""
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    return path if path.is_file() and (name.endswith(".toml") or name in bundled()) else None


def toml(path: Path) -> Facts:
    """The tables of a TOML file. Raises BadFile with a sentence where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadFile([_("This is not valid TOML: %(error)s") % {"error": error}]) from error
    except UnicodeDecodeError as error:
        raise BadFile([_("The file is not UTF-8. Save it again as UTF-8.")]) from error
    except OSError as error:
        raise BadFile([_("It cannot be read: %(error)s") % {"error": error.strerror}]) from error


def read(path: Path) -> ProfileFile:
    """Read and check the whole file. Raises BadFile with every problem found."""
    problems: list[str] = []
    top = Table(toml(path), path.name, problems, MunicipalityProfile)
    process, steps = _process(top)
    file = ProfileFile(
        facts=(
            _municipality(top)
            | _coordinates(top)
            | _network(top)
            | _contact(top)
            | _partnership(top)
            | process
        ),
        schemes=[_scheme(t) for t in top.tables("schemes", PriorityScheme)],
        bodies=[_body(t) for t in top.tables("bodies", Body)],
        steps=steps,
        support=[_support(t) for t in top.tables("support", SupportService, "sv")],
        cooperation=cooperation.read(top),
    )
    top.finish()
    _check_whole(top, file)
    if problems:
        raise BadFile(problems)
    return file


def _municipality(top: Table) -> Facts:
    facts: Facts = {}
    for key in ("name", "scb_code", "county", "colour", "colour_dark"):
        facts |= top.text(key)
    for key in ("municipality", "headline", "lead", "motto", "vision", "definition"):
        facts |= top.both(key)
    for key in ("goal", "review", "reporting"):
        facts |= top.both(key)
    if not re.fullmatch(r"\d{4}", facts.get("scb_code") or "0000"):
        top.problem(
            _("%(key)s is %(value)s. Write the code's four digits"), "scb_code", facts["scb_code"]
        )
    return facts | {"key": slugify(facts.get("name", ""))}


def _coordinates(top: Table) -> Facts:
    table = top.table("place")
    facts = table.text("latitude") | table.text("longitude")
    table.finish()
    return facts


def _network(top: Table) -> Facts:
    table = top.table("network")
    facts = table.text("form", "network_form")
    facts |= table.both("name", "network_name") | table.both("note", "network_note")
    table.finish()
    return facts


def _contact(top: Table) -> Facts:
    table = top.table("contact")
    facts = table.text("orgnr", "organisation_number")
    for key in ("address", "phone", "email", "web"):
        facts |= table.text(key)
    table.finish()
    return facts


def _partnership(top: Table) -> Facts:
    table = top.table("partnership")
    facts = table.text("pic") | table.text("oid")
    facts |= table.both("languages", "working_languages")
    facts |= table.both("strengths") | table.both("sought", "partners_sought")
    table.finish()
    return facts


def _scheme(table: Table) -> SchemeFacts:
    facts = table.text("key") | table.both("name") | table.both("note")
    facts["classifies_calls"] = table.flag("classifies_calls", default=False)
    areas = [_area(t) for t in table.tables("areas", PriorityArea, "slug")]
    if not areas:
        table.problem(_("There is no area. Add at least one with [[schemes.areas]]"))
    if not facts["classifies_calls"] and any(area.words for area in areas):
        table.problem(
            _("There are words, but only the scheme that classifies calls has a use for them")
        )
    table.finish()
    _unique(table, "slug", [area.facts.get("slug") for area in areas])
    return SchemeFacts(facts, areas)


def _area(table: Table) -> AreaFacts:
    facts = table.text("slug") | table.both("name")
    for key in ("colour", "colour_dark", "shape"):
        facts |= table.text(key)
    words = table.words("words", VocabularyWord)
    table.finish()
    return AreaFacts(facts, words)


def _body(table: Table) -> Facts:
    facts = table.text("key") | table.text("kind")
    facts |= table.both("name") | table.both("responsibility")
    table.finish()
    return facts


def _process(top: Table) -> tuple[Facts, list[Facts]]:
    process = top.table("process")
    facts = process.text("project_model") | process.both("note", "process_note")
    facts["approval_required"] = process.flag("approval_required")
    steps = []
    for table in process.tables("steps", ProcessStep):
        step = table.text("key") | table.both("name")
        by_whom = table.data.get("by")
        step |= table.text("by", "by_sv") if isinstance(by_whom, str) else table.both("by")
        table.finish()
        steps.append({"by_en": "", **step})
    process.finish()
    _unique(process, "key", [step.get("key") for step in steps])
    return facts, steps


def _support(table: Table) -> Facts:
    facts = table.text("sv", "name_sv") | table.text("en", "name_en")
    table.finish()
    return facts


def _check_whole(top: Table, file: ProfileFile) -> None:
    classifying = sum(1 for scheme in file.schemes if scheme.facts["classifies_calls"])
    if classifying != 1:
        top.problem(
            _(
                "%(value)s schemes classify calls. "
                "Write classifies_calls = true in exactly one of them"
            ),
            value=classifying,
        )
    _unique(top, "schemes, key", [scheme.facts.get("key") for scheme in file.schemes])
    _unique(top, "bodies, key", [body.get("key") for body in file.bodies])


def _unique(table: Table, key: str, values: Iterable[str | None]) -> None:
    seen: set[str] = set()
    for value in values:
        if value and value in seen:
            table.problem(_("%(key)s %(value)s is there twice. Give each its own"), key, value)
        seen.add(value or "")
