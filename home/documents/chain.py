"""What replaces what, asked for many documents at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from wagtail.models import Page

from home.documents.status import Decision
from home.models import DocumentReplacement, GoverningDocumentPage

LONG_AGO = date.min  # a decision without a date has replaced what it replaces, whenever that was


def know(pages: Iterable[Page]) -> None:
    """Tell each governing document among `pages` when it was replaced. One query for all."""
    documents = [page for page in pages if isinstance(page, GoverningDocumentPage)]
    days: dict[object, list[date]] = defaultdict(list)
    keys = [page.translation_key for page in documents]
    for row in _in_force_some_day(keys):
        days[row.replaced.translation_key].append(row.page.starts or LONG_AGO)
    for page in documents:
        page.know_replaced_on(min(days[page.translation_key], default=None))


def _in_force_some_day(keys: Iterable[object]) -> Iterable[DocumentReplacement]:
    """What replaces the whole of these documents by a decision: a proposal replaces nothing."""
    return DocumentReplacement.objects.filter(
        replaced__translation_key__in=list(keys),
        extent=DocumentReplacement.Extent.WHOLE,
        page__live=True,
        page__decision=Decision.ADOPTED,
    ).select_related("replaced", "page")
