"""What the index is sorted by: the newest first and the largest budget first, unknown ones last."""

from django.db import migrations

# In SQLite nulls come last in descending order, and its indexes cannot say so.
LAST = {"sqlite": "", "postgresql": " NULLS LAST"}


def create(apps, schema_editor):
    last = LAST[schema_editor.connection.vendor]
    schema_editor.execute(
        "CREATE INDEX search_newest ON core_searchentry"
        f" (published_at DESC{last}, kind, object_id DESC)"
    )
    schema_editor.execute(f"CREATE INDEX search_budget ON core_searchentry (budget DESC{last})")


def drop(apps, schema_editor):
    schema_editor.execute("DROP INDEX search_newest")
    schema_editor.execute("DROP INDEX search_budget")


class Migration(migrations.Migration):
    dependencies = [("core", "0005_swedish_collation")]
    operations = [migrations.RunPython(create, drop)]
