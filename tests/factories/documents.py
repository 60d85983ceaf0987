"""Governing documents, their list and what replaces what."""

from typing import Any

from django.utils.text import slugify

from core.search.index import together
from governing.models import DocumentIndexPage, DocumentReplacement, GoverningDocumentPage
from network.models import Body
from tests.factories.calls import municipality
from tests.factories.core import site_tree


def document_index() -> DocumentIndexPage:
    """The list of documents below the Swedish start page."""
    found = DocumentIndexPage.objects.filter(locale__language_code="sv").first()
    if found:
        return found
    municipality()
    start = site_tree()
    return start.add_child(
        instance=DocumentIndexPage(title="Styrdokument", slug="styrdokument", locale=start.locale)
    )


def council() -> Body:
    return Body.objects.get_or_create(
        profile=municipality(),
        key="council",
        defaults={"kind": "council", "name_sv": "Kommunfullmäktige", "name_en": "Council"},
    )[0]


@together()
def document(title: str, *, replaces: list[dict[str, Any]] | None = None, **facts: Any) -> Any:
    """A published document; `replaces` are the fields of its rows in the chain."""
    index = document_index()
    index.refresh_from_db()
    page = index.add_child(
        instance=GoverningDocumentPage(
            title=title,
            slug=slugify(title),
            locale=index.locale,
            replacements=[DocumentReplacement(**row) for row in replaces or ()],
            **{"decision": "adopted", **facts},
        )
    )
    page.save_revision().publish()
    return GoverningDocumentPage.objects.get(pk=page.pk)
