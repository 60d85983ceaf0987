"""What every test may ask for."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache, caches
from django.db import connection
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Page, Site

from core.models import MunicipalityProfile
from core.search import asking
from core.search.vocabulary import known
from opportunities.finding.search import kept_calls
from projects.models import ProjectIndexPage
from tests import parts
from tests.database_engines import database_used, new_database
from tests.factories.core import site_tree
from tests.factories.partners import partner_site
from tests.factories.projects import project_index
from tests.factories.towns import with_pages
from tests.kept_databases import started
from tests.own_database import database_filled

pytest_plugins = ["tests.sites"]

# HYPOTHESIS_PROFILE=soak is for `make soak`, quick for `make check`. A slow machine must not fail
# a test: no deadline.
settings.register_profile(
    "default",
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "soak", settings.get_profile("default"), max_examples=2000, derandomize=False
)
settings.register_profile("quick", settings.get_profile("default"), max_examples=5)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


# Fixtures that take long to make and that several tests share, with what they are made for anew:
# those tests run in one worker.
GROUPED = {"engine": "package", "_each_profile": "package", "watched": "module"}
FOR_A_MODULE = (
    *("module_database", "_loaded_site", "_loaded_demo_site", "_towns", "_projects"),
    *("_partners", "crawls", "demo_site", "full_site"),
)
GROUPED |= dict.fromkeys(FOR_A_MODULE, "module")
LONG = GROUPED.keys() - {"_towns", "_projects", "_partners"}  # too long for `make check`


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups in its own
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that share something run in one worker; on PostgreSQL only what has to do with it.

    What asks for no database, what a browser shows, how many queries pages cost, who is let in
    and what only a search cluster does was seen to with SQLite.
    """
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        fixtures = item.fixturenames
        if name := next((name for name in GROUPED if name in fixtures), None):
            place = item.module.__name__ if GROUPED[name] == "module" else ""
            made_for = item.callspec.params.get(name, "") if hasattr(item, "callspec") else ""
            item.add_marker(pytest.mark.xdist_group(f"{name} {place} {made_for}"))
        if not LONG.isdisjoint(fixtures):
            item.add_marker("long")
    if connection.vendor == "postgresql":
        without = {item for item in items if not _depends_on_the_database(item)}
        config.hook.pytest_deselected(items=list(without))
        items[:] = [item for item in items if item not in without]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What reads the sample data needs them."""
    if item.get_closest_marker("shared"):
        parts.shared("")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for all that was not shown."""
    skipped = terminalreporter.stats.get("skipped", [])
    number = sum("shared" in report.keywords for report in skipped)
    if number:
        line = f"{number} tests on the shared samples were skipped: ../shared is not there."
        terminalreporter.write_line(line)


def _depends_on_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    asks = item.get_closest_marker("django_db") or fixtures & {"django_db_setup", "db"}
    elsewhere = ("any_database", "browser")
    return bool(asks) and not any(item.get_closest_marker(name) for name in elsewhere)


def pytest_collection_finish() -> None:
    """What is loaded by now stays, and is not looked through for garbage again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A long value is not part of a test's name, which workers send each other all the time."""
    if isinstance(val, str | bytes) and len(val) > 60:
        return f"{argname} of {len(val)}"
    return None


@pytest.fixture(autouse=True)
def _samples_where_marked(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that is not marked with `shared` passes without the sample data."""
    with pytest.MonkeyPatch.context() as patch:
        if not request.node.get_closest_marker("shared"):
            patch.setattr(parts, "SHARED", None)
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Primary keys come again after a test is rolled back, and what is cached goes by them."""
    cache.clear()
    caches["lines"].clear()
    kept_calls.forget()
    known.forget()
    asking.forget()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The tests' own database: a copy of one that is migrated once and has start pages.

    It takes the place of pytest-django's fixture, which would migrate once for each worker.
    """
    with django_db_blocker.unblock():
        template = started()
    folder = tmp_path_factory.mktemp("database")
    with new_database(folder, template=template) as name, database_used(name):
        yield


@pytest.fixture
def home(db: None) -> Page:
    """The Swedish start page of the default site; it has an English translation."""
    return site_tree()


@pytest.fixture
def wagtail_site(home: Page) -> Site:
    """The default site, with start pages in both languages."""
    return Site.objects.get(is_default_site=True)


@pytest.fixture(scope="module")
def database_folder(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """A folder for databases of the module's own, which may be used as long as it runs."""
    with django_db_blocker.unblock():
        yield tmp_path_factory.mktemp("databases")


def kept_for_a_module(label: str, fill: Callable[[], object]) -> Callable[..., Iterator[None]]:
    """A fixture: a module's own database with what `fill` writes, which is done once."""

    @pytest.fixture(scope="module")
    def made(database_folder: Path) -> Iterator[None]:
        with database_filled(database_folder, label, fill) as name, database_used(name):
            yield

    return made


_towns = kept_for_a_module("towns", with_pages)
_projects = kept_for_a_module("projects", project_index)
_partners = kept_for_a_module("partners", partner_site)


@pytest.fixture
def town_pages(_towns: None, db: None) -> MunicipalityProfile:
    """The pages of towns and cooperation, for a whole module."""
    return MunicipalityProfile.objects.get()


@pytest.fixture
def project_pages(_projects: None, db: None) -> ProjectIndexPage:
    """The list of projects in both languages, for a whole module."""
    return project_index()


@pytest.fixture
def partner_pages(_partners: None, db: None) -> MunicipalityProfile:
    """The pages for partners, how we work and the glossary, for a whole module."""
    return MunicipalityProfile.objects.get()
