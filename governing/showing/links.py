"""Documents that a document is linked with, as a reader may see them, with their notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from core.access.sections import visible_pages
from core.models import User
from governing.models import DocumentReplacement, GoverningDocumentPage
from governing.showing.sentence import decided, in_running_text


@dataclass(frozen=True)
class DocumentLink:
    """A linked document: its page where the reader may read it, else what is known of it."""

    title: str
    page: GoverningDocumentPage | None = None
    note: str = ""
    detail: str = ""
    part: str = ""  # empty where the whole is replaced
    is_whole: bool = True


@dataclass(frozen=True)
class Linked:
    """Everything a document is linked with."""

    replaces: list[DocumentLink]
    replaced_by: list[DocumentLink]
    above: list[DocumentLink]
    below: list[DocumentLink]
    titles: dict[UUID, str]  # of all pages linked with, by translation key


def linked(page: GoverningDocumentPage, user: User | AnonymousUser, *, at: datetime) -> Linked:
    """What `page` replaces and is replaced by, and what stands above and below it.

    How many queries that takes does not depend on how many documents there are.
    """
    replaces = list(page.replacements.all())
    later = list(_later(page))
    below = GoverningDocumentPage.objects.filter(
        parent_document__translation_key=page.translation_key
    ).values_list("translation_key", flat=True)
    keys = {row.replaced.translation_key for row in replaces if row.replaced}
    keys |= {row.page.translation_key for row in later} | set(below)
    parent = page.parent_document.translation_key if page.parent_document else None
    readable = in_language(keys | ({parent} if parent else set()), page, user)
    GoverningDocumentPage.prefetch_replaced_on([*readable.values(), page])
    return Linked(
        replaces=[_earlier(row, readable, at) for row in replaces],
        replaced_by=[
            _link(readable[row.page.translation_key], at, row)
            for row in later
            if row.page.translation_key in readable
        ],
        above=[_link(readable[parent], at)] if parent in readable else [],
        below=[
            _link(document, at)
            for key, document in sorted(readable.items(), key=lambda pair: pair[1].title)
            if key in set(below)
        ],
        titles={key: document.title for key, document in readable.items()},
    )


def in_language(
    keys: Iterable[UUID], page: GoverningDocumentPage, user: User | AnonymousUser
) -> dict[UUID, GoverningDocumentPage]:
    """The documents with these translation keys that `user` may read, in the page's language.

    Where there is no translation, in the language there is.
    """
    every = GoverningDocumentPage.objects.filter(translation_key__in=set(keys))
    documents: dict[UUID, GoverningDocumentPage] = {}
    for document in visible_pages(user, among=every).select_related("locale", "deciding_body"):
        if document.translation_key not in documents or document.locale_id == page.locale_id:
            documents[document.translation_key] = document
    return documents


def _later(page: GoverningDocumentPage) -> list[DocumentReplacement]:
    """What replaces `page`, each document once although it has a row in each language."""
    rows = DocumentReplacement.objects.filter(
        replaced__translation_key=page.translation_key, page__live=True
    ).select_related("page")
    return list({row.page.translation_key: row for row in rows.order_by("pk")}.values())


def _earlier(
    row: DocumentReplacement, readable: dict[UUID, GoverningDocumentPage], at: datetime
) -> DocumentLink:
    document = readable.get(row.replaced.translation_key) if row.replaced else None
    if document:
        return _link(document, at, row)
    when = row.decided_on.words
    detail = decided(in_running_text(row.decided_by), when, row.paragraph)
    return DocumentLink(row.title, detail=detail, part=row.part, is_whole=row.is_whole)


def _link(
    page: GoverningDocumentPage, at: datetime, row: DocumentReplacement | None = None
) -> DocumentLink:
    part, whole = (row.part, row.is_whole) if row else ("", True)
    return DocumentLink(page.title, page, page.note(at), part=part, is_whole=whole)
