"""The index anew, as every engine needs it; `migrate` fills it at its end."""

import django.db.models.deletion
from django.db import migrations, models

# The terms are made in Python (core.search.analysis); the ascii tokenizer leaves å, ä and ö alone.
# Where in a field a term stands is not asked for, so that the columns are all that is kept.
SQLITE = """
CREATE VIRTUAL TABLE core_searchterms
USING fts5(title, keywords, often, text, tokenize = 'ascii', detail = 'column')
"""

# `terms` is what the index finds and is stored out of line; `strong` is small, stands in the row
# and is read for each hit. No foreign key: `flush` truncates the tables that Django knows, and would
# be stopped by one that it does not.
POSTGRESQL = """
CREATE TABLE core_searchterms (
    entry_id bigint PRIMARY KEY,
    terms tsvector NOT NULL,
    strong tsvector NOT NULL
);
ALTER TABLE core_searchterms ALTER COLUMN terms SET STORAGE EXTENDED,
    ALTER COLUMN strong SET STORAGE MAIN;
CREATE INDEX core_searchterms_terms ON core_searchterms USING gin (terms)
"""


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute({"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor])


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE core_searchterms")


def drop_old(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE core_searchterms")


def nothing(apps, schema_editor):
    """An older version finds its tables empty: it has to rebuild the index."""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_full_text")]
    operations = [
        migrations.RunPython(drop_old, nothing),
        migrations.DeleteModel("SearchDate"),
        migrations.DeleteModel("SearchText"),
        migrations.DeleteModel("SearchEntry"),
        migrations.DeleteModel("SearchSignature"),
        migrations.CreateModel(
            name="SearchNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("version", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("readers", models.TextField()),
                ("facets", models.TextField()),
                ("digest", models.CharField(db_index=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("language", models.CharField(max_length=2)),
                ("opens_at", models.DateTimeField(null=True)),
                ("first_date", models.DateTimeField(null=True)),
                ("last_date", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("amount_min", models.BigIntegerField(null=True)),
                ("amount_max", models.BigIntegerField(null=True)),
                ("budget", models.BigIntegerField(null=True)),
                ("rate", models.FloatField(null=True)),
                ("digest", models.CharField(max_length=64)),
                (
                    "signature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="core.searchsignature",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-ends_at", "kind", "object_id"], name="search_ends")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id"), name="unique_search_entry"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="texts",
                        serialize=False,
                        to="core.searchentry",
                    ),
                ),
                ("title", models.TextField()),
                ("keywords", models.TextField()),
                ("text", models.TextField()),
                ("forms", models.JSONField(default=dict)),
                ("words", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dates",
                        to="core.searchentry",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["entry", "at"], name="search_date")]},
        ),
        migrations.RunPython(create, drop),
    ]
