"""In PostgreSQL each term also with its field, in the one index: a score reads no row."""

from django.db import migrations

# What the index is on is a function that only says what reading the terms costs: they are stored
# out of line, and PostgreSQL believes that looking through all of them is cheaper than its index.
# With a higher cost it would compile and share out what is done in a millisecond.
FORWARD = """
CREATE FUNCTION core_searchterms_read(terms tsvector) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'BEGIN RETURN terms; END';
DROP INDEX core_searchterms_terms;
ALTER TABLE core_searchterms SET (toast_tuple_target = 128, parallel_workers = 0);
UPDATE core_searchterms SET terms = terms || array_to_tsvector(ARRAY(
    SELECT lexeme || '.' || lower(label)
    FROM unnest(strong) AS found, unnest(found.weights) AS label));
ALTER TABLE core_searchterms DROP COLUMN strong;
CREATE INDEX core_searchterms_terms ON core_searchterms
    USING gin (core_searchterms_read(terms));
ANALYZE core_searchterms
"""

# An older version finds no fields: it has to rebuild the index.
BACK = """
DROP INDEX core_searchterms_terms;
ALTER TABLE core_searchterms RESET (toast_tuple_target, parallel_workers);
ALTER TABLE core_searchterms ADD COLUMN strong tsvector NOT NULL DEFAULT '';
ALTER TABLE core_searchterms ALTER COLUMN strong SET STORAGE MAIN,
    ALTER COLUMN strong DROP DEFAULT;
CREATE INDEX core_searchterms_terms ON core_searchterms USING gin (terms);
DROP FUNCTION core_searchterms_read(tsvector)
"""


def forward(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FORWARD)


def back(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BACK)


class Migration(migrations.Migration):
    dependencies = [("core", "0006_search_orders")]
    operations = [migrations.RunPython(forward, back)]
