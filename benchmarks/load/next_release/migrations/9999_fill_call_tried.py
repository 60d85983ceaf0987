"""Every call gets a value, one by one as a migration does that works it out."""

from typing import Any

from django.db import migrations

CHUNK = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """The length of the title."""
    calls = apps.get_model("opportunities", "Call").objects
    changed = []
    for call in calls.only("title").iterator(CHUNK):
        call.tried = len(str(call.title))
        changed.append(call)
    calls.bulk_update(changed, ["tried"], CHUNK)


class Migration(migrations.Migration):
    dependencies = [("opportunities", "9998_call_tried")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
