"""What only a source says of a call's state, and what names a deadline in people's calendars."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Cast


def keep_the_names_in_calendars(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Until now a deadline was named by its place among the others."""
    deadlines = apps.get_model("opportunities", "CallDeadline").objects
    deadlines.update(key=Cast("position", models.CharField(max_length=60)))


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0002_programme_other_names")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="opening_unstated",
            field=models.BooleanField(default=False, verbose_name="opening date not stated"),
        ),
        migrations.AddField(
            model_name="call",
            name="endless",
            field=models.BooleanField(default=False, verbose_name="no closing date stated"),
        ),
        migrations.AddField(
            model_name="call",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="closed by the source"),
        ),
        migrations.AddField(
            model_name="calldeadline",
            name="uncertain",
            field=models.BooleanField(default=False, verbose_name="hour uncertain"),
        ),
        migrations.AddField(
            model_name="calldeadline",
            name="key",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="calldeadline",
            name="sequence",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(keep_the_names_in_calendars, migrations.RunPython.noop),
    ]
