"""Each of the five sites, loaded once for all the tests of this folder."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from core.models import MunicipalityProfile
from home.loading.profiles import bundled


@pytest.fixture(scope="package", params=bundled())
def _each(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_profile", request.param, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def profile(_each: None, db: None) -> MunicipalityProfile:
    """The municipality whose site this is; a test has it five times."""
    return MunicipalityProfile.objects.get()
