"""The terms that every municipality's glossary begins with."""

from home.loading.merge import Merge
from home.loading.profiles import toml
from home.loading.tables import Facts
from home.loading.texts import FOLDER
from home.models import GlossaryTerm

FIELDS = (
    "term_sv",
    "term_en",
    "explanation_sv",
    "explanation_en",
    "synonyms_sv",
    "synonyms_en",
    "in_calls",
)


def read() -> list[Facts]:
    """The terms of content/glossary.toml, with slug, as fields of the record."""
    return [_term(table) for table in toml(FOLDER / "glossary.toml")["terms"]]


def store(*, merge: Merge) -> None:
    """Write them, sparing what editors have changed."""
    for facts in read():
        merge.row(GlossaryTerm, {"slug": facts["slug"]}, {name: facts[name] for name in FIELDS})


def _term(table: Facts) -> Facts:
    facts: Facts = {"slug": table["slug"], "in_calls": table.get("calls", False)}
    for code in ("sv", "en"):
        term, explanation, *others = table[code]
        facts |= {f"term_{code}": term, f"explanation_{code}": explanation}
        facts[f"synonyms_{code}"] = "\n".join(others)
    return facts
