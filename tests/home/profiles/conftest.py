"""Each of the five sites, loaded once for all the tests of this folder."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from core.models import MunicipalityProfile
from home.loading.profiles import bundled
from tests.own_database import site_used

# Another database answers other queries, which one municipality shows as well as five.
SOME = bundled() if connection.vendor == "sqlite" else ["kristianstad"]


@pytest.fixture(scope="package", params=SOME)
def _each_profile(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    folder = tmp_path_factory.mktemp(request.param)
    with django_db_blocker.unblock(), site_used(folder, request.param):
        yield


@pytest.fixture
def profile(_each_profile: None, db: None) -> MunicipalityProfile:
    """The municipality whose site this is; a test has it five times."""
    return MunicipalityProfile.objects.get()
