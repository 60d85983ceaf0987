"""What every test may ask for."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, settings
from wagtail.models import Page, Site

from tests.factories.core import site_tree
from tests.migrated import migrated_once

# HYPOTHESIS_PROFILE=soak is for `make soak`. A slow machine must not fail a test: no deadline.
settings.register_profile(
    "default",
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "soak", settings.get_profile("default"), max_examples=2000, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Primary keys come again after a test is rolled back, and what is cached goes by them."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Migrations run once, not once a worker."""
    with migrated_once():
        yield


@pytest.fixture
def home(db: None) -> Page:
    """The Swedish start page of the default site; it has an English translation."""
    return site_tree()


@pytest.fixture
def wagtail_site(home: Page) -> Site:
    """The default site, with start pages in both languages."""
    return Site.objects.get(is_default_site=True)
