"""What calls ask of those who apply is read at an import; here of the calls that are stored.

How many topics share a budget the source alone knows: the next import says it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from opportunities.conditions.reading import read

CHUNK = 500
NAMES = ("description", "conditions", "title", "call_title", "types_of_action", "language")


def read_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    calls: Any = apps.get_model("opportunities", "Call")._default_manager
    calls = calls.using(schema_editor.connection.alias)
    for chunk in _chunks(calls.values_list("pk", flat=True).order_by("pk")):
        rows = list(calls.filter(pk__in=chunk).only(*NAMES))
        for row in rows:
            row.requirements = read(
                description=row.description,
                conditions=row.conditions,
                title=row.title,
                parent=row.call_title,
                actions=row.types_of_action,
                language=row.language,
            ).as_json()
        calls.bulk_update(rows, ["requirements"])


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(list(ids))
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0004_call_requirements")]

    operations = [migrations.RunPython(read_all, migrations.RunPython.noop, elidable=True)]
