"""What the pages of governing documents show, and a document as PDF."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from governing import listing
from governing.models import DocumentIndexPage, GoverningDocumentPage
from governing.showing import pdf
from governing.showing.page import shown


def document_context(
    page: GoverningDocumentPage, request: HttpRequest, context: dict[str, Any]
) -> Mapping[str, Any]:
    """The opening sentence, the numbered text, the chain, and what the reader may see."""
    return shown(page, context, request.user, at=timezone.now())


def index_context(
    page: DocumentIndexPage, request: HttpRequest, context: dict[str, Any]
) -> Mapping[str, Any]:
    """The reader's question and its answer."""
    question = listing.read(request.GET.dict())
    return {
        "question": question,
        "answer": listing.answer(page, question, request.user, at=timezone.now()),
        "sorts": listing.SORTS.items(),
    }


def document_pdf(page: GoverningDocumentPage, request: HttpRequest) -> HttpResponse:
    """The document as PDF."""
    content = pdf.document(page, request, at=timezone.now())
    headers = {"Content-Disposition": f'inline; filename="{page.slug}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
