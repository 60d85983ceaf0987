"""A parsed document as a draft below the register of governing documents."""

import json
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.models import MunicipalityProfile, User
from core.operation.locks import one_at_a_time
from governing.imports.facts.metadata import Metadata, Replaced
from governing.imports.parse import Parsed
from governing.imports.pieces import DocumentRefused
from governing.imports.structure import Block
from governing.models import DocumentIndexPage, DocumentReplacement, GoverningDocumentPage
from network.models import Body

LONGEST_SLUG = 200
SAME = (
    "document_type kind_as_stated other_title decision decided_on paragraph document_date"
    " valid_from valid_to validity last_changed_on earlier_changes reference_number document_owner"
    " review_rule review_years review_note"
).split()


def document_index() -> DocumentIndexPage:
    """Where drafts go: the list in Swedish, the language of the sources."""
    index = DocumentIndexPage.objects.filter(locale__language_code="sv").order_by("path").first()
    if index is None:
        raise DocumentRefused(
            _("There is no register of documents yet. Run load_profile first. Nothing was changed.")
        )
    return index


def namesakes(parsed: Parsed) -> list[GoverningDocumentPage]:
    """Pages that have the document's title already, drafts too."""
    below = GoverningDocumentPage.objects.child_of(document_index())
    return list(below.filter(title=parsed.title).order_by("pk"))


@dataclass(frozen=True)
class Stored:
    """The draft, whether it is a new one, and the other pages of its title."""

    page: GoverningDocumentPage
    is_new: bool
    namesakes: list[GoverningDocumentPage]


@transaction.atomic
def store(*, parsed: Parsed, by: User | None) -> Stored:
    """Make the draft, or return the same one from before where nobody has touched it.

    No page that exists already is changed.
    """
    one_at_a_time("governing.import_document")
    page, others = _page(parsed, by), namesakes(parsed)
    for other in others:
        if not other.live and _imported_content(
            other.get_latest_revision_as_object()
        ) == _imported_content(page):
            rest = [page for page in others if page != other]
            return Stored(other, is_new=False, namesakes=rest)
    parent = document_index()
    page.locale = Locale.objects.get(pk=parent.locale_id)
    page.slug = _free_slug(parent, parsed.title)
    parent.add_child(instance=page)
    page.save_revision(user=by)
    return Stored(page, is_new=True, namesakes=others)


def _free_slug(parent: DocumentIndexPage, title: str) -> str:
    """An address without Swedish letters, as those of the other pages, that nobody has."""
    base = slugify(title)[:LONGEST_SLUG].strip("-") or "dokument"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{n}" for n in count(2))
    return next(slug for slug in chain([base], numbered) if slug not in taken)


def _page(parsed: Parsed, by: User | None) -> GoverningDocumentPage:
    bodies = _bodies()
    metadata = parsed.metadata
    page = GoverningDocumentPage(
        title=parsed.title,
        subtitle=parsed.subtitle,
        body=json.dumps([_block(block) for block in parsed.blocks]),
        left_out=[{"text": left.text, "why": str(left.why.value)} for left in parsed.left_out],
        source_note=_source_note(metadata),
        live=False,
        owner=by,
        **{name: getattr(metadata, name) for name in SAME},
        **_decided_by(metadata.decided_by, bodies),
    )
    page.replacements = [
        DocumentReplacement(sort_order=n, **_replaced(earlier, bodies))
        for n, earlier in enumerate(metadata.replaces)
    ]
    return page


def _imported_content(page: GoverningDocumentPage) -> list[Any]:
    """All that an import writes; the reasons are in the language of whoever imported."""
    names = (*SAME, "title", "subtitle", "deciding_body_id", "decided_by_as_stated")
    earlier = ("title", "deciding_body_id", "decided_by_as_stated", "decided_on", "paragraph")
    return [
        *(getattr(page, name) for name in names),
        [(raw["type"], raw["value"]) for raw in page.body.raw_data],
        [left["text"] for left in page.left_out],
        [[getattr(row, name) for name in earlier] for row in page.replacements.all()],
    ]


def _bodies() -> dict[str, Body]:
    profile = MunicipalityProfile.objects.order_by("pk").first()
    return {body.name_sv.casefold(): body for body in Body.objects.filter(profile=profile)}


def _decided_by(name: str, bodies: dict[str, Body]) -> dict[str, Any]:
    body = bodies.get(name.casefold())
    return {"deciding_body": body, "decided_by_as_stated": "" if body else name[:200]}


def _replaced(earlier: Replaced, bodies: dict[str, Body]) -> dict[str, Any]:
    return {
        "title": earlier.title,
        "decided_on": _iso(earlier.decided_on),
        "paragraph": earlier.paragraph,
        **_decided_by(earlier.decided_by, bodies),
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _source_note(metadata: Metadata) -> str:
    """Tells an editor which facts come from the letter and not from the document."""
    labels = {
        "reference_number": _("the reference number"),
        "document_date": _("the date of the document"),
        "valid_from": _("the day from which it is to be in force"),
        "decided_by": _("the body that it is put to"),
        "other_title": _("the other title"),
    }
    stated = [label for name, label in labels.items() if name in metadata.from_letter]
    if not stated:
        return ""
    return _("Stated on the cover letter only: %(what)s.") % {"what": ", ".join(stated)}


def _block(block: Block) -> dict[str, Any]:
    if not block.rows:
        return {"type": "text", "value": block.html}
    headings, *rows = block.rows
    columns = [{"type": "text", "heading": heading} for heading in headings]
    values = [{"values": list(row)} for row in rows]
    return {"type": "table", "value": {"columns": columns, "rows": values, "caption": ""}}
