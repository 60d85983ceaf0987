"""The register of governing documents, and those that the municipality's sources state."""

from collections.abc import Mapping

from django.utils.text import slugify
from wagtail.models import Page

from core.models import MunicipalityProfile, PriorityArea
from governing.models import (
    DocumentArea,
    DocumentIndexPage,
    DocumentReplacement,
    GoverningDocumentPage,
)
from home.loading import texts
from home.loading.merge import Merge
from home.loading.profiles import toml
from home.loading.site.tree import add
from home.loading.tables import Facts
from home.loading.texts import PageText

Placeholders = Mapping[str, Mapping[str, str]]


def store(
    profile: MunicipalityProfile, start: Page, placeholders: Placeholders, merge: Merge
) -> None:
    """Make what was never made; what exists is the editors'."""
    (index_text,) = texts.read("documents/register", placeholders)
    index = merge.page(index_text.key, lambda: _index(index_text, start))
    name = f"documents/{slugify(profile.name)}"
    path = texts.FOLDER / f"{name}.toml"
    if index is None or not path.exists():
        return
    tables = {f"{name}/{table['key']}": table for table in toml(path)["pages"]}
    for text in texts.read(name, placeholders):

        def make(text: PageText = text) -> Page:
            return _document(text, tables[text.key], index, profile)

        merge.page(text.key, make)


def _index(text: PageText, start: Page) -> Page:
    swedish = {**text.texts["sv"], "show_in_menus": True}
    return add(start, DocumentIndexPage, swedish=swedish, english=text.texts["en"])


def _document(text: PageText, table: Facts, index: Page, profile: MunicipalityProfile) -> Page:
    facts = dict(table["facts"])
    _body(facts, profile)
    if above := facts.pop("parent_document", None):
        among = GoverningDocumentPage.objects.child_of(index)
        facts["parent_document"] = among.filter(title=above).first()
    if facts.pop("all_areas", False):
        areas = PriorityArea.objects.classifying().filter(scheme__profile=profile)
        facts["area_links"] = [DocumentArea(area=area) for area in areas]
    rows = []
    for order, earlier in enumerate(table.get("replaces", ())):
        _body(earlier, profile)
        rows.append(DocumentReplacement(sort_order=order, **earlier))
    return add(
        index,
        GoverningDocumentPage,
        swedish=dict(text.texts["sv"]),
        english=text.texts.get("en"),
        replacements=rows,
        **facts,
    )


def _body(facts: Facts, profile: MunicipalityProfile) -> None:
    """The file names a body by its key."""
    if key := facts.pop("body", None):
        facts["deciding_body"] = profile.bodies.get(key=key)
