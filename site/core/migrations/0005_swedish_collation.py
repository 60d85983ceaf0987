"""Swedish order of text on PostgreSQL, by its letters alone; SQLite has it from core.sorting."""

from django.db import migrations
from django.db.models.functions import Collate

# ks-level1: å is no a, but neither case nor other accents count. Of equal texts the bytes decide,
# as the collation is deterministic.
CREATE = "CREATE COLLATION swedish (provider = icu, locale = 'sv-SE-u-ks-level1')"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP COLLATION swedish")


class Migration(migrations.Migration):
    dependencies = [("core", "0004_one_search")]

    operations = [
        migrations.RunPython(create, drop),
        migrations.AlterModelOptions(
            name="audience",
            options={
                "ordering": ("order", Collate("name_sv", "swedish"), "pk"),
                "verbose_name": "audience",
                "verbose_name_plural": "audiences",
            },
        ),
        migrations.AlterModelOptions(
            name="priorityarea",
            options={
                "ordering": ("scheme__order", "order", Collate("name_sv", "swedish"), "pk"),
                "verbose_name": "priority area",
                "verbose_name_plural": "priority areas",
            },
        ),
    ]
