"""The database of the matrix: made once, kept, and copied for each module that asks it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.db.models.fields.files import FieldFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from core.models import Document, Image
from core.search.index import together
from home.loading import groups, workflow
from home.loading.merge import Merge
from home.models import StandardPage
from network.models import TwinTownsPage
from tests.database_engines import database_used, new_database
from tests.factories import towns
from tests.factories.closed import SECRET
from tests.factories.core import site_tree
from tests.kept_databases import digest, everything_that_loads, kept, migrated
from tests.leaks import readers
from tests.leaks.pages import PAGES
from tests.leaks.records import RECORDS
from tests.leaks.table import CANARIES


@together()
def fill() -> None:
    """The readers and all of it."""
    groups.store(merge=Merge("rights of the tests"))
    workflow.store()
    readers.make()
    if not TwinTownsPage.objects.exists():
        towns.with_pages()
    author = readers.who("author of everything")
    for kind, make in (*RECORDS.items(), *PAGES.items()):
        for each in reversed(CANARIES[kind]):  # what is for few first: the rest leads to it
            make(each, author)
    english = site_tree().get_translations().get()
    only = StandardPage(title="Only in English", slug="only", locale=english.locale)
    english.add_child(instance=only)


def store_files() -> None:
    """The files that rows of a kept database name, which this process has not written."""
    for image in Image.objects.all():
        _store(image.file, get_test_image_file("canary.png"))
    for document in Document.objects.all():
        _store(document.file, ContentFile(document.title.encode()))


def _store(file: FieldFile, content: File) -> None:
    if not file.storage.exists(str(file.name)):
        file.storage.save(str(file.name), content)


@pytest.fixture(scope="module")
def _canaries(database_folder: Path) -> Iterator[None]:
    """Not grouped (tests.conftest): a worker that gets some of the tests copies it."""
    key = digest([*Path(__file__).parent.glob("*.py")], everything_that_loads())
    template = kept("leaks", key, fill, upon=migrated)
    with new_database(database_folder, template=template) as name, database_used(name):
        store_files()
        yield


@pytest.fixture
def canaries(_canaries: None, db: None) -> None:
    """Everything is there."""


def asked(addresses: Iterable[str], *, in_english: bool) -> Iterator[str]:
    """The addresses with the keys they ask for; the English ones too, or not."""
    pages = Page.objects.filter(slug__contains=SECRET).values_list("pk", flat=True)
    english = Page.objects.get(slug="only").pk
    for address in addresses:
        if "{page}" in address:
            yield from (address.format(page=key) for key in pages)
        elif in_english or not address.startswith("/en/"):
            yield address.format(home=site_tree().pk, english=english)
