"""What only SQL can say: the terms of the search, what it is sorted by, Swedish order of text."""

from django.db import migrations

# The terms are made in Python (core.search.analysis); the ascii tokenizer leaves å, ä and ö alone.
# Where in a field a term stands is not asked for, so that the columns are all that is kept.
# In SQLite nulls come last in descending order, and its indexes cannot say so.
SQLITE = """
CREATE VIRTUAL TABLE core_searchterms
USING fts5(title, keywords, often, text, tokenize = 'ascii', detail = 'column');
CREATE INDEX search_newest ON core_searchentry (published_at DESC, kind, object_id DESC);
CREATE INDEX search_budget ON core_searchentry (budget DESC)
"""

# Each term stands there also with its field, so that a score reads no row. What the index is on is
# a function that only says what reading the terms costs: they are stored out of line, and
# PostgreSQL believes that looking through all of them is cheaper than its index. With a higher cost
# it would compile and share out what is done in a millisecond. No foreign key: `flush` truncates
# the tables that Django knows, and would be stopped by one that it does not.
# ks-level1: å is no a, but neither case nor other accents count. Of equal texts the bytes decide,
# as the collation is deterministic; SQLite has it from core.words.sorting.
POSTGRESQL = """
CREATE COLLATION swedish (provider = icu, locale = 'sv-SE-u-ks-level1');
CREATE TABLE core_searchterms (
    entry_id bigint PRIMARY KEY,
    terms tsvector NOT NULL
) WITH (toast_tuple_target = 128, parallel_workers = 0);
CREATE FUNCTION core_searchterms_read(terms tsvector) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'BEGIN RETURN terms; END';
CREATE INDEX core_searchterms_terms ON core_searchterms
    USING gin (core_searchterms_read(terms));
CREATE INDEX search_newest ON core_searchentry
    (published_at DESC NULLS LAST, kind, object_id DESC);
CREATE INDEX search_budget ON core_searchentry (budget DESC NULLS LAST)
"""

SQLITE_BACK = """
DROP INDEX search_newest;
DROP INDEX search_budget;
DROP TABLE core_searchterms
"""
POSTGRESQL_BACK = f"""
{SQLITE_BACK};
DROP FUNCTION core_searchterms_read(tsvector);
DROP COLLATION swedish
"""


def _run(schema_editor, sqlite, postgresql):
    script = {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]
    # The one function has a semicolon in its body, at which no line ends.
    for statement in script.split(";\n"):
        schema_editor.execute(statement)


def create(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def drop(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_records")]
    operations = [migrations.RunPython(create, drop)]
