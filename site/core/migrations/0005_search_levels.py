"""Each token of a record is kept with its level, and in how many records it stands.

The index is empty afterwards: the next `manage.py tick` fills it, and `rebuild_search` at once.
"""

from django.db import migrations, models

# As in 0003, but in one column, with the language before a term and its level after it.
SQLITE = """
DROP TABLE core_searchterms;
CREATE VIRTUAL TABLE core_searchterms
USING fts5(terms, tokenize = "ascii tokenchars '._'", detail = 'none');
CREATE VIRTUAL TABLE core_searchterms_all USING fts5vocab('core_searchterms', 'row')
"""
SQLITE_BACK = """
DROP TABLE core_searchterms_all;
DROP TABLE core_searchterms;
CREATE VIRTUAL TABLE core_searchterms
USING fts5(title, keywords, often, text, tokenize = 'ascii', detail = 'column')
"""
POSTGRESQL = "DELETE FROM core_searchterms"


def _run(schema_editor, sqlite):
    script = sqlite if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in script.split(";\n"):
        schema_editor.execute(statement)


def create(apps, schema_editor):
    _run(schema_editor, SQLITE)


def drop(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK)


def empty(apps, schema_editor):
    """Every entry is out of date, and the check that mends them is due."""
    apps.get_model("core", "SearchEntry").objects.update(digest="")
    apps.get_model("core", "JobRun").objects.filter(name="search-index-check").delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0004_vocabulary")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.RunPython(empty, empty),
        migrations.CreateModel(
            name="SearchFrequency",
            fields=[
                ("token", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("records", models.PositiveIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="vocabularyconcept",
            name="token",
            field=models.CharField(blank=True, db_index=True, max_length=100),
        ),
        migrations.AlterField(
            model_name="vocabularyconcept",
            name="origin",
            field=models.CharField(
                choices=[
                    ("own", "comes with the software"),
                    ("editor", "added here"),
                    ("eurovoc", "EuroVoc"),
                    ("yso", "YSO"),
                    ("file", "another file"),
                    ("name", "name of a record"),
                ],
                max_length=10,
                verbose_name="origin",
            ),
        ),
        migrations.AddField(
            model_name="searchtext",
            name="conditions",
            field=models.TextField(default=""),
        ),
    ]
