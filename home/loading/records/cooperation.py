"""Towns, agreements, partners, seats, groups, awards: a municipality's file to the database."""

from dataclasses import dataclass

from django.db import models

from core.models import MunicipalityProfile
from home.loading.merge import Merge
from home.loading.tables import Facts, Table
from network.models import (
    Agreement,
    Award,
    Body,
    Duty,
    ExternalOrganisation,
    Group,
    Seat,
    TravelRule,
    TwinTown,
    Unit,
)

# A table of the file, the model, the plain texts and those in two languages.
TABLES: tuple[tuple[str, type[models.Model], str, str], ...] = (
    ("units", Unit, "key kind", "name"),
    ("seats", Seat, "key kind share shared_with", "role"),
    ("groups", Group, "key kind", "name purpose"),
    ("duties", Duty, "key kind", "text"),
    ("arenas", ExternalOrganisation, "key name kind sector country", "note"),
    (
        "towns",
        TwinTown,
        "key name name_sv country latitude longitude status since source source_year",
        "note",
    ),
    ("agreements", Agreement, "key kind dnr paragraph decided_on starts ends", "title note"),
    ("awards", Award, "key kind year", "name"),
    ("travel_rules", TravelRule, "key", "text"),
)
# What refers to another row by its key.
LINKS: dict[str, type[models.Model]] = {
    "body": Body,
    "decided_by": Body,
    "responsible": Body,
    "unit": Unit,
    "contact": Seat,
    "organisation": ExternalOrganisation,
    "town": TwinTown,
}


@dataclass(frozen=True)
class Cooperation:
    """What a file says, by table; a link is the key of what it leads to."""

    statement: Facts  # what the source says of the twin towns as a whole: statement_sv, _en
    rows: dict[str, list[tuple[Facts, dict[str, str]]]]


def read(top: Table) -> Cooperation:
    """The tables of cooperation; mistakes are noted with the table's other ones."""
    about = top.table("twin_towns", TwinTown)
    statement = about.both("statement", "note")
    about.finish()
    rows = {
        name: [_row(table, model, plain, two) for table in top.tables(name, model)]
        for name, model, plain, two in TABLES
    }
    return Cooperation(statement, rows)


def _row(
    table: Table, model: type[models.Model], plain: str, two: str
) -> tuple[Facts, dict[str, str]]:
    facts: Facts = {}
    for name in plain.split():
        facts |= table.text(name)
    for name in two.split():
        facts |= table.both(name)
    fields = {field.name for field in model._meta.get_fields()}
    names = [name for name in LINKS if name in fields]
    links = {name: table.text(name, "key").get("key", "") for name in names if name in table.data}
    for name in names:
        table.expect(name)
    table.finish()
    return facts, links


def store(*, cooperation: Cooperation, profile: MunicipalityProfile, merge: Merge) -> None:
    """Every row, sparing what editors have changed; a link to no row stays empty."""
    for name, model, *_rest in TABLES:
        for order, (facts, links) in enumerate(cooperation.rows[name]):
            fields = {k: v for k, v in facts.items() if k != "key"}
            for link, key in links.items():
                target = LINKS[link]._default_manager.filter(profile=profile, key=key).first()
                fields[f"{link}_id"] = target.pk if target else None
            if any(field.name == "order" for field in model._meta.get_fields()):
                fields["order"] = order
            merge.row(model, {"profile": profile, "key": facts["key"]}, fields)
