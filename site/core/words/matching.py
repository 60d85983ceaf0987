"""`icontains` and the like on text: Å is å, in both databases and whatever their locale.

SQLite's LIKE knows the small letters of A to Z alone, and PostgreSQL's UPPER follows the database's
locale, which may be "C". Here the database makes the column small letters, in SQLite by a function
of ours (core.words.sqlite), and Python the text looked for. `contains` and `startswith`, which the
page tree goes by, stay as they are.
"""

from typing import Any

from django.db.models import CharField, Func, TextField, lookups
from django.db.models.sql.compiler import SQLCompiler

from core.words.sorting import SWEDISH

LOWER_IN_SQLITE = "core_lower"


def lower(text: str | None) -> str | None:
    """`text` in small letters."""
    return None if text is None else text.lower()


class Lower(Func):
    """A text in small letters, in the database."""

    function = "LOWER"
    output_field = TextField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function=LOWER_IN_SQLITE, **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        template = f'%(function)s((%(expressions)s)::text COLLATE "{SWEDISH}")'
        return self.as_sql(compiler, connection, template=template, **context)


class CaseInsensitive(lookups.Lookup):
    """A lookup that compares both sides in small letters."""

    prepare_rhs = False
    case_sensitive: type[lookups.Lookup]  # the lookup that then compares them

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:  # noqa: ARG002 - Django's
        text = Lower(self.rhs) if hasattr(self.rhs, "as_sql") else lower(str(self.rhs))
        return compiler.compile(self.case_sensitive(Lower(self.lhs), text))


class Exact(CaseInsensitive):
    lookup_name, case_sensitive = "iexact", lookups.Exact


class Contains(CaseInsensitive):
    lookup_name, case_sensitive = "icontains", lookups.Contains


class StartsWith(CaseInsensitive):
    lookup_name, case_sensitive = "istartswith", lookups.StartsWith


class EndsWith(CaseInsensitive):
    lookup_name, case_sensitive = "iendswith", lookups.EndsWith


def replace_lookups() -> None:
    """Take the place of Django's own, for every field that holds text."""
    for lookup in CaseInsensitive.__subclasses__():
        CharField.register_lookup(lookup)
        TextField.register_lookup(lookup)
