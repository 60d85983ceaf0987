"""How the one search sees an uploaded document."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, CollectionViewRestriction

from core.access.sections import strictest
from core.access.visibility import OWN, Visibility, readers_of
from core.models import Document, DocumentText
from core.models.media import VisibleDocumentQuerySet
from core.search import analysis
from core.search.kinds import Dependency, Group, SearchKind, joined
from core.search.kinds import Document as Indexed
from core.search.lines import Line, Reading, Step
from core.search.results import Result
from core.words.language import LocalizedText

KIND = "document"
ENOUGH = 2_000  # words of a text, to tell its language by


def language(text: str) -> str:
    """Which of the two languages has more of its commonest words in the text."""
    words = analysis.words(text[: ENOUGH * 10])[:ENOUGH]
    counts = {
        code: sum(analysis.is_stopword(word, code) for word in words) for code in analysis.LANGUAGES
    }
    return "en" if counts["en"] > counts["sv"] else "sv"


def readers(record: Document) -> frozenset[str]:
    """The tokens of those who may read it; a limit on its collection counts as on a section."""
    visibilities = [Visibility(record.visibility)]
    for restriction in record.collection.get_view_restrictions():
        login = restriction.restriction_type == CollectionViewRestriction.LOGIN
        visibilities.append(Visibility.STAFF if login else Visibility.COORDINATION)
    if len(visibilities) == 1:
        return record.readers
    # A document belongs to no unit or group, so that theirs is read by whoever coordinates.
    limits = [Visibility.COORDINATION if v in OWN else v for v in visibilities]
    return readers_of(strictest(limits), author=record.author_id)


def inside(collection: Collection) -> Iterable[int]:
    """The documents of a collection and of those below it."""
    documents = Document.objects.filter(collection__path__startswith=collection.path)
    return documents.values_list("pk", flat=True)


class DocumentKind(SearchKind[Document]):
    """Uploaded documents: what each is called, its tags, and what its file says."""

    model = Document
    group = Group(KIND, _("Documents"), rank=80)
    m2m = ("tags",)
    dependencies = (
        Dependency(DocumentText, lambda text: [text.document_id]),
        Dependency(Collection, inside),
        Dependency(CollectionViewRestriction, lambda limit: inside(limit.collection)),
    )

    def queryset(self) -> VisibleDocumentQuerySet:
        """Documents with everything the index needs."""
        documents = Document.objects.select_related("collection")
        return documents.prefetch_related("tags", "contents")  # type: ignore[misc]  # taggit's tags

    def document(self, record: Document) -> Indexed:
        """In the language of its text."""
        contents = getattr(record, "contents", None)
        text = contents.text if contents else ""
        return Indexed(
            object_id=record.pk,
            language=language(f"{record.title}\n{text}"),
            title=record.title,
            keywords=joined(sorted(tag.name for tag in record.tags.all())),
            text=text,
            readers=readers(record),
            published_at=record.created_at,
        )

    def load(self, ids: Iterable[int], user: Any) -> Mapping[int, Document]:
        """Those that `user` may read."""
        return Document.objects.visible_to(user).in_bulk(list(ids))

    def line(self, result: Result, reading: Reading) -> Line:  # noqa: ARG002 - as every kind
        """With its format and how large it is."""
        document: Document = result.record
        size = filesizeformat(document.file_size) if document.file_size else ""
        extension = document.file_extension.upper()
        return Line(
            result,
            title=LocalizedText(document.title, result.language),
            url=document.url,
            where=[Step(text) for text in (extension, size) if text],
        )
