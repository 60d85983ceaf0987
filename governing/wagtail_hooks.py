"""Where Wagtail asks: how a document is served as PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from governing.models import GoverningDocumentPage
from governing.views import document_pdf


# After core has seen to it that the reader may read the page.
@hooks.register("before_serve_page")
def serve_as_pdf(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    """The address below a document's own that ends with "pdf"."""
    if isinstance(page, GoverningDocumentPage) and kwargs.get("as_pdf"):
        return document_pdf(page, request)
    return None
