"""How the one search sees an uploaded document, and how the index follows it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, CollectionViewRestriction

from core.access.sections import strictest
from core.access.visibility import Visibility, readers_of
from core.files import document_text
from core.models import Document
from core.models.media import VisibleDocumentQuerySet
from core.operation.schedule import Job, jobs
from core.search import analysis
from core.search.index import index, remove
from core.search.kinds import Document as Indexed
from core.search.kinds import Group, Kind, kinds, standing

KIND = "document"
A_FEW = 10
ENOUGH = 2_000  # words of a text, to know its language by


def document(record: Document) -> Indexed:
    """What the index keeps of a document: what it is called, and what its file says."""
    contents = getattr(record, "contents", None)
    text = contents.text if contents else ""
    return Indexed(
        object_id=record.pk,
        language=language(f"{record.title}\n{text}"),
        title=record.title,
        keywords=" · ".join(sorted(tag.name for tag in record.tags.all())),
        text=text,
        readers=readers(record),
        facets=standing(KIND),
        published_at=record.created_at,
    )


def language(text: str) -> str:
    """Which of the two languages has more of its commonest words in the text."""
    found = analysis.words(text[: ENOUGH * 10])[:ENOUGH]
    counts = {
        code: sum(analysis.is_stopword(word, code) for word in found) for code in analysis.LANGUAGES
    }
    return "en" if counts["en"] > counts["sv"] else "sv"


def readers(record: Document) -> frozenset[str]:
    """The tokens of those who may read it; a limit on its collection counts as on a section."""
    found = [Visibility(record.visibility)]
    for restriction in record.collection.get_view_restrictions():
        login = restriction.restriction_type == CollectionViewRestriction.LOGIN
        found.append(Visibility.STAFF if login else Visibility.COORDINATION)
    if len(found) == 1:
        return record.readers
    # A document belongs to no unit, so that a department's is read by whoever coordinates.
    limits = [Visibility.COORDINATION if v == Visibility.DEPARTMENT else v for v in found]
    return readers_of(strictest(limits), author=record.author_id)


def rows() -> VisibleDocumentQuerySet:
    """Documents with everything the index needs."""
    return Document.objects.select_related("collection").prefetch_related("tags", "contents")


def load(ids: Iterable[int], user: Any) -> Mapping[int, Document]:
    """Documents as a list shows them."""
    return Document.objects.visible_to(user).in_bulk(list(ids))


def register() -> None:
    """Make documents known to the one search."""
    groups = [Group(KIND, _("Documents"))]
    kinds.register(KIND, Kind(rows, document, load, groups=lambda: groups))
    jobs.register("read-documents", Job(timedelta(minutes=1), read_waiting))


def read_waiting(at: datetime) -> None:
    """Read files that were uploaded before their text was searched, a few at a time."""
    for waiting in Document.objects.filter(contents=None).order_by("pk")[:A_FEW]:
        _saved(waiting)


def connect() -> None:
    """Listen to documents, their tags and the limits of their collections."""
    post_save.connect(_saved, sender=Document, dispatch_uid="documents saved")
    post_delete.connect(_deleted, sender=Document, dispatch_uid="documents deleted")
    m2m_changed.connect(_tagged, sender=Document.tags.through, dispatch_uid="documents tagged")
    post_save.connect(_moved, sender=Collection, dispatch_uid="documents' collections")
    for signal in (post_save, post_delete):
        signal.connect(_limited, sender=CollectionViewRestriction, dispatch_uid="documents limited")


def _saved(instance: Document, raw: bool = False, **signal: Any) -> None:
    if not raw:
        document_text.keep(instance)
        index(kind=KIND, ids=[instance.pk])


def _deleted(instance: Document, **signal: Any) -> None:
    remove(kind=KIND, ids=[instance.pk])


def _tagged(instance: Any, action: str, **signal: Any) -> None:
    if action.startswith("post_") and isinstance(instance, Document):
        index(kind=KIND, ids=[instance.pk])


def _limited(instance: CollectionViewRestriction, raw: bool = False, **signal: Any) -> None:
    if not raw:
        _index_collection(instance.collection)


def _moved(instance: Collection, raw: bool = False, **signal: Any) -> None:
    if not raw:
        _index_collection(instance)


def _index_collection(collection: Collection) -> None:
    inside = Document.objects.filter(collection__path__startswith=collection.path)
    index(kind=KIND, ids=list(inside.values_list("pk", flat=True)))
