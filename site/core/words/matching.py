"""`icontains` and the like on text: Å is å, in both databases and whatever their locale.

SQLite's LIKE folds A to Z alone, and PostgreSQL's UPPER follows the database's locale, which may be
"C". Here the database folds the column, in SQLite by a function of ours (core.words.sqlite), and
Python the text looked for. `contains` and `startswith`, which the page tree goes by, stay as they
are.
"""

from typing import Any

from django.db.models import CharField, Field, Func, TextField
from django.db.models import lookups as strict
from django.db.models.sql.compiler import SQLCompiler

from core.words.sorting import SWEDISH

FOLD_IN_SQLITE = "core_fold"


def fold(text: str | None) -> str | None:
    """`text` in small letters."""
    return None if text is None else text.lower()


class Fold(Func):
    """A text in small letters, in the database."""

    function = "LOWER"
    output_field = TextField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function=FOLD_IN_SQLITE, **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        template = f'%(function)s((%(expressions)s)::text COLLATE "{SWEDISH}")'
        return self.as_sql(compiler, connection, template=template, **context)


class Folded(strict.Lookup):
    """A lookup that compares both sides folded."""

    prepare_rhs = False
    strictly: type[strict.Lookup]

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        wanted = self.rhs
        wanted = Fold(wanted) if hasattr(wanted, "as_sql") else fold(str(wanted))
        return compiler.compile(self.strictly(Fold(self.lhs), wanted))


class FoldedExact(Folded):
    lookup_name, strictly = "iexact", strict.Exact


class FoldedContains(Folded):
    lookup_name, strictly = "icontains", strict.Contains


class FoldedStart(Folded):
    lookup_name, strictly = "istartswith", strict.StartsWith


class FoldedEnd(Folded):
    lookup_name, strictly = "iendswith", strict.EndsWith


def register() -> None:
    """In the place of Django's own, for every field that holds text."""
    fields: tuple[type[Field], ...] = (CharField, TextField)
    for field in fields:
        for lookup in Folded.__subclasses__():
            field.register_lookup(lookup)
