"""Demo accounts are marked as such, also those that a database already has."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAMES = ("admin", "editor", "strategist", "contact", "member")


def mark(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """`load_demo` gave them addresses that nobody has: example.org is for examples."""
    addresses = [f"{name}@example.org" for name in NAMES]
    apps.get_model("core", "User").objects.filter(email__in=addresses).update(is_demo=True)


class Migration(migrations.Migration):
    dependencies = [("core", "0008_sent_forms")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="is_demo",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="demo"
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop, elidable=True),
    ]
