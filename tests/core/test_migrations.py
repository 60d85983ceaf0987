"""What a migration does with what is there already."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Page

from core.models import MunicipalityProfile, SearchEntry, User
from core.search.index import check
from core.search.kinds import kinds
from home.models import StandardPage
from network.models import Appointment
from tests.factories.core import site_tree
from tests.factories.rows import row_of
from tests.own_database import database_copied, database_used


@pytest.mark.django_db
def test_what_an_older_release_did_not_search_is_found_after_migrating(
    django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with database_copied(tmp_path) as name, database_used(name):
        site_tree().add_child(instance=StandardPage(title="Vänorter"))
        for model in (described.model for _name, described in kinds):
            if model is not Page:
                row_of(Appointment, person=row_of(User)) if model is User else row_of(model)
        numbers = {
            kind: SearchEntry.objects.filter(kind=kind).count() for kind, _described in kinds
        }
        assert all(numbers.values())
        # It knew calls alone, and less of them.
        SearchEntry.objects.exclude(kind="call").delete()
        SearchEntry.objects.update(digest="of less")
        call_command("migrate", "sessions", "zero", verbosity=0)
        call_command("migrate", verbosity=0)
        assert {kind: bool(check(kind=kind)) for kind in numbers} == dict.fromkeys(numbers, False)
        assert SearchEntry.objects.count() == sum(numbers.values())


@pytest.mark.django_db
def test_contact_persons_become_the_form_of_the_network(
    django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    stated = {"yes": True, "no": False, "unknown": None}
    with database_copied(tmp_path) as name, database_used(name):
        before = [("core", "0012_background_jobs")]
        old = MigrationExecutor(connection).migrate(before).apps
        for key, value in stated.items():
            site = old.get_model("wagtailcore", "Site").objects.create(
                hostname=f"{key}.example",
                root_page_id=Page.objects.filter(depth=1).values_list("pk", flat=True)[0],
            )
            old.get_model("core", "MunicipalityProfile").objects.create(
                site=site, key=key, contact_person_per_unit=value
            )
        call_command("migrate", verbosity=0)
        forms = dict(MunicipalityProfile.objects.values_list("key", "network_form"))
        assert forms == {"yes": "contacts", "no": "", "unknown": ""}
