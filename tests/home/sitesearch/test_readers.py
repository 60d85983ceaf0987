"""What is limited is found by nobody who may not read it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from core.access.visibility import Visibility
from core.files.search import readers
from core.models import MunicipalityProfile, SectionVisibility
from home.models import StandardPage
from tests.factories.calls import call
from tests.factories.core import DocumentFactory, UserFactory
from tests.home.sitesearch.pages import (
    PATHS,
    add,
    groups,
    titles,
    translation,
    upload,
)

pytestmark = pytest.mark.django_db

CANARY = "Kanariefågel"


def nowhere(client: Client) -> None:
    """The title is in no result, no count and no suggestion."""
    for language, path in PATHS.items():
        for query in (CANARY, "kanarie", "hemligt"):
            page = client.get(path, {"q": query}).content.decode()
            assert not re.search(f"{CANARY} (sida|dokument|call)", page)
            assert 'id="count"' not in page
            more = {"sv": "forslag/", "en": "suggestions/"}[language]
            listed = client.get(f"{path}{more}", {"q": query, "part": "1"}).content.decode()
            assert CANARY not in listed


def test_what_is_private_is_nowhere_for_strangers_and_staff(
    profile: MunicipalityProfile, client: Client, ask: Callable[..., BeautifulSoup]
) -> None:
    section = add("Avdelning")
    add(f"{CANARY} sida", section, lead="hemligt")
    SectionVisibility.objects.create(page=section, visibility=Visibility.COORDINATION)
    upload(b"hemligt", "a.txt", visibility=Visibility.NETWORK)
    DocumentFactory.create(title=f"{CANARY} dokument", visibility=Visibility.COORDINATION)
    call(f"{CANARY} call", keywords=["hemligt"], visibility=Visibility.NETWORK)
    nowhere(client)
    client.force_login(UserFactory.create())
    nowhere(client)
    client.force_login(UserFactory.create(is_superuser=True))
    assert groups(ask(CANARY)) == {"Sidor": 1, "Utlysningar": 1, "Dokument": 1}


def test_limiting_or_opening_a_section_counts_at_once_below_and_in_translations(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    section = add("Avdelning")
    add("Kanariefågel", section)
    add("Canary bird", translation(section, "Department"))
    add("Annan")

    def found() -> Any:
        return titles(ask("kanariefågel")) + titles(ask("canary", "en")) + titles(ask("annan"))

    assert found() == ["Kanariefågel", "Canary bird", "Annan"]
    limit = SectionVisibility.objects.create(page=section, visibility=Visibility.NETWORK)
    assert found() == ["Annan"]
    limit.delete()
    assert found() == ["Kanariefågel", "Canary bird", "Annan"]
    limit = SectionVisibility.objects.create(page=section, visibility=Visibility.NETWORK)
    limit.page = StandardPage.objects.get(title="Annan")
    limit.save()
    assert "Annan" not in found()
    call_command("rebuild_search", "--check")
    section.refresh_from_db()
    section.delete()
    call_command("rebuild_search", "--check")


def test_a_subtree_that_is_moved_below_a_limited_section_is_hidden_at_once(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup], client: Client
) -> None:
    inside = add("Internt")
    SectionVisibility.objects.create(page=inside, visibility=Visibility.STAFF)
    page = add("Vattenråd")
    add("Kanariefågel", page)
    assert titles(ask("kanariefågel")) == ["Kanariefågel"]
    page.refresh_from_db()
    page.move(inside, pos="last-child")
    assert (titles(ask("kanariefågel")), titles(ask("vattenråd"))) == ([], [])
    client.force_login(UserFactory.create())
    assert titles(ask("kanariefågel")) == ["Kanariefågel"]


def test_a_limited_collection_hides_its_documents(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    collection = Collection.get_first_root_node().add_child(name="Internt")
    DocumentFactory.create(title="Kanariefågel", collection=collection)
    assert titles(ask("kanariefågel")) == ["Kanariefågel"]
    limit = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert titles(ask("kanariefågel")) == []
    limit.delete()
    assert titles(ask("kanariefågel")) == ["Kanariefågel"]


@pytest.mark.parametrize("visibility", [Visibility.DEPARTMENT, Visibility.GROUP])
def test_what_is_for_some_is_the_coordinators_in_a_limited_collection(
    profile: MunicipalityProfile, visibility: Visibility
) -> None:
    collection = Collection.get_first_root_node().add_child(name="Internt")
    document = DocumentFactory.create(collection=collection, visibility=visibility)
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert readers(document) == {"coordination"}
