"""A column: SQLite writes the whole table anew, PostgreSQL locks it for a moment."""

import pkgutil

from django.db import migrations, models

from benchmarks.load.next_release.migrations import TODAY

LAST = max(module.name for module in pkgutil.iter_modules(TODAY))


class Migration(migrations.Migration):
    dependencies = [("opportunities", LAST)]
    operations = [
        migrations.AddField(
            model_name="call",
            name="tried",
            field=models.PositiveSmallIntegerField(default=0, db_default=0),
        ),
    ]
