"""An installation of an earlier release is brought up to date, and nothing of it is lost."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from config.apps import APPS
from core.models import AuditEvent, SearchSignature
from core.search.index import check
from core.search.kinds import kinds
from tests.database_engines import database_used, new_database
from tests.upgrading.dumps import load, releases


def rows() -> dict[type[models.Model], int]:
    """How many rows each of our models has, as far as its table is there."""
    tables = connection.introspection.table_names()
    ours = [
        m for m in apps.get_models() if m._meta.app_label in APPS and m._meta.db_table in tables
    ]
    return {model: model._base_manager.count() for model in ours}


# Written anew by an upgrade, or that one was made.
RENEWED = (SearchSignature, AuditEvent)


def test_there_is_an_earlier_release() -> None:
    assert "first" in releases()


@pytest.mark.django_db
@pytest.mark.parametrize("release", ["first"])
def test_an_earlier_installation_is_taken_over(
    django_db_blocker: DjangoDbBlocker, tmp_path: Path, release: str
) -> None:
    with new_database(tmp_path) as name:
        load(release, name)
        with database_used(name):
            before = rows()
            assert sum(before.values()) > len(before) / 2
            call_command("migrate", verbosity=0)
            call_command("rebuild_search", stdout=StringIO())
            after = rows()
            assert {model: after[model] for model in before if model not in RENEWED} == {
                model: count for model, count in before.items() if model not in RENEWED
            }
            assert {kind: check(kind=kind) for kind, _search in kinds if check(kind=kind)} == {}
            assert Client().get("/sv/").status_code == 200
            assert "Water reuse" in Client().get("/sv/utlysningar/?status=all").content.decode()
