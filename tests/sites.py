"""A municipality's site, loaded as a person loads it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation
from wagtail.models import Locale, Page, Site

from core.models import MunicipalityProfile
from governing.models import DocumentIndexPage
from home.models import StartPage
from tests.own_database import site_used


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test starts afresh."""
    with translation.override("sv"):
        yield


@pytest.fixture(scope="module")
def _loaded_site(database_folder: Path) -> Iterator[None]:
    with site_used(database_folder, "kristianstad"):
        yield


@pytest.fixture
def loaded_site(_loaded_site: None, db: None) -> MunicipalityProfile:
    """Kristianstad's site, for a whole module: none of its tests wants an empty database."""
    return MunicipalityProfile.objects.get()


@pytest.fixture(scope="module")
def _loaded_demo_site(database_folder: Path) -> Iterator[None]:
    with site_used(database_folder, "kristianstad", demo=True):
        yield


@pytest.fixture
def loaded_demo_site(_loaded_demo_site: None, db: None) -> MunicipalityProfile:
    """The same with its demo content, the whole module's as well."""
    return MunicipalityProfile.objects.get()


@pytest.fixture
def table_rows() -> Callable[..., dict[str, list[tuple]]]:
    """Every row of every table, to show that something changed nothing."""

    def read(*, but: tuple[str, ...] = ()) -> dict[str, list[tuple]]:
        found = {}
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                if table not in but and not table.startswith(("sqlite_", "core_terms")):
                    cursor.execute(f'SELECT * FROM "{table}"')
                    found[table] = sorted(cursor.fetchall(), key=repr)
        return found

    return read


@pytest.fixture
def document_index(db: None) -> DocumentIndexPage:
    """The list of governing documents below a Swedish start page, and the site to it."""
    locale, _created = Locale.objects.get_or_create(language_code="sv")
    root = Page.objects.get(depth=1)
    start = root.add_child(
        instance=StartPage(title="Start", headline="Start", slug="start-sv", locale=locale)
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": start, "hostname": "localhost"}
    )
    index = DocumentIndexPage(title="Styrdokument", slug="styrdokument", locale=locale)
    return start.add_child(instance=index)
