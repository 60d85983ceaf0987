"""Each municipality's documents state what its own file says, in both languages, and no more."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from core.models import MunicipalityProfile
from governing.models import GoverningDocumentPage
from home.loading import texts
from home.loading.profiles import toml

pytestmark = pytest.mark.django_db
REPLACED = ("body", "title", "decided_on", "paragraph")
EMPTY = {"decided_on": None, "document_date": None, "last_changed_on": None, "subtitle": ""}
EMPTY |= {"paragraph": "", "valid_from": "", "valid_to": "", "reference_number": ""}
EMPTY |= {"document_owner": "", "earlier_changes": "", "kind_as_stated": ""}


def stated(table: dict[str, Any], language: str) -> dict[str, Any]:
    """What the file says of one document, by the names of the page's fields."""
    facts = dict(table["facts"])
    areas = facts.pop("all_areas", False)
    for name in ("body", "parent_document"):
        facts.setdefault(name, "")
    replaces = [tuple(row.get(name) for name in REPLACED) for row in table.get("replaces", ())]
    own = {**EMPTY, **facts, "has_areas": areas, "replaces": replaces}
    words = {name: text for name, text in table[language].items() if name in own}
    return {**own, **words}


def shown(page: GoverningDocumentPage, names: set[str]) -> dict[str, Any]:
    """The same of its page."""
    found = {name: getattr(page, name) for name in names - {"body", "has_areas", "replaces"}}
    found["body"] = page.deciding_body.key if page.deciding_body else ""
    above = page.parent_document
    found["parent_document"] = above.title if above else ""
    found["has_areas"] = page.area_links.exists()
    found["replaces"] = [
        (row.deciding_body.key, row.title or None, row.decided_on, row.paragraph or None)
        for row in page.replacements.all()
    ]
    return found


def test_a_document_states_what_its_file_states(
    profile: MunicipalityProfile, client: Client
) -> None:
    (path,) = (texts.FOLDER / "documents").glob(f"{profile.key}.toml")
    for table in toml(path)["pages"]:
        for language in ("sv", "en"):
            locale = Locale.objects.get(language_code=language)
            page = GoverningDocumentPage.objects.get(locale=locale, title=table[language]["title"])
            expected = stated(table, language)
            assert shown(page, set(expected)) == expected
            answer = client.get(page.url)
            assert answer.status_code == 200
            # Who handled the matter is for the network alone.
            assert 'class="network-only"' not in answer.content.decode()
    number = len(toml(path)["pages"])
    assert GoverningDocumentPage.objects.live().count() == 2 * number
