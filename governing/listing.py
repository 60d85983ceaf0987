"""The list of governing documents: what is asked, in what order, what was in force on a day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.sections import visible_pages
from core.models import User
from core.web.facets import Choice, Facet, Narrowed
from core.words.dates import local
from core.words.sorting import sort_key
from governing.models import DocumentIndexPage, GoverningDocumentPage
from governing.numbers import within
from governing.status import Decision, Status, in_force, status

SORTS = {
    "title": gettext_lazy("Title"),
    "decided": gettext_lazy("Latest decision first"),
    "type": gettext_lazy("Type"),
    "status": gettext_lazy("Status"),
}


@dataclass(frozen=True)
class Question:
    """What a reader asks; `errors` says what was not understood, and the rest is answered."""

    q: str = ""
    type: str = ""
    status: str = ""
    body: str = ""
    on: date | None = None
    sort: str = "title"
    errors: tuple[str, ...] = ()

    @property
    def is_filtered(self) -> bool:
        return bool(self.q or self.chosen or self.on)

    @property
    def chosen(self) -> dict[str, list[str]]:
        """What is chosen of the facets, one value of each at most."""
        asked = {"type": self.type, "status": self.status, "body": self.body}
        return {name: [value] for name, value in asked.items() if value}


@dataclass(frozen=True)
class DocumentRow:
    """A document in the list; `status` is today's, `is_certain` that sources tell of the day."""

    page: GoverningDocumentPage
    status: Status
    note: str
    was_in_force: bool = True
    is_certain: bool = True


@dataclass(frozen=True)
class DocumentList:
    """The rows, those of which the sources do not tell for the day, and the facets."""

    rows: Sequence[DocumentRow]
    uncertain: Sequence[DocumentRow]
    total: int
    facets: Sequence[Facet]


def read(parameters: Mapping[str, str]) -> Question:
    """A question from the address; an unknown value is an error and left aside."""
    errors = []
    values = {name: str(parameters.get(name, "")).strip()[:200] for name in ("q", "body", "on")}
    for name, allowed in (
        ("type", GoverningDocumentPage.Type.values),
        ("status", Status.values),
        ("sort", list(SORTS)),
    ):
        value = str(parameters.get(name, ""))
        if value and value not in allowed:
            errors.append(_("“%(value)s” is not known here and was left aside.") % {"value": value})
            value = ""
        values[name] = value
    day = None
    if values["on"]:
        try:
            day = date.fromisoformat(values["on"])
        except ValueError:
            errors.append(_("Write the day as year, month and day: 2016-12-15."))
    return Question(
        values["q"].replace("\0", ""),
        values["type"],
        values["status"],
        values["body"].replace("\0", ""),
        day,
        values["sort"] or "title",
        tuple(errors),
    )


def answer(
    index: DocumentIndexPage, question: Question, user: User | AnonymousUser, *, at: datetime
) -> DocumentList:
    """The documents below `index` that fit. Two queries and those for who may read."""
    among = GoverningDocumentPage.objects.child_of(index)
    pages = list(visible_pages(user, among=among).select_related("deciding_body", "locale"))
    GoverningDocumentPage.prefetch_replaced_on(pages)
    rows_of_all = [_row(page, question.on, at) for page in pages]
    matching = [(row, _values(row)) for row in rows_of_all if _answers(row, question)]
    narrowed = Narrowed(matching, question.chosen)
    rows = sorted(narrowed.records, key=_ORDERS[question.sort])
    return DocumentList(
        rows=[row for row in rows if row.was_in_force],
        uncertain=[row for row in rows if not row.is_certain],
        total=len(rows_of_all),
        facets=[
            facet.counted(narrowed.counts(facet.name), question.chosen.get(facet.name, ()))
            for facet in _facets(rows_of_all)
        ],
    )


def _facets(rows: Sequence[DocumentRow]) -> list[Facet]:
    """The facets with the values that documents have, in their order."""
    types = {value: capfirst(label) for value, label in GoverningDocumentPage.Type.choices}
    bodies = {row.page.decided_by: row.page.decided_by for row in rows}
    values_by_row = [_values(row) for row in rows]

    def facet(name: str, label: str, every: str, labels: Mapping[str, object]) -> Facet:
        values = {value for values in values_by_row for value in values[name]}
        choices = [Choice(v, str(text)) for v, text in labels.items() if v and v in values]
        return Facet(name, label, choices, every)

    return [
        facet("type", _("Type"), _("Every type"), types),
        facet("status", _("Status today"), _("Every status"), dict(Status.choices)),
        facet("body", _("Decided by or put to"), _("Every body"), bodies),
    ]


def _values(row: DocumentRow) -> dict[str, list[str]]:
    """What a document has of each facet."""
    return {"type": [row.page.document_type], "status": [row.status], "body": [row.page.decided_by]}


def _row(page: GoverningDocumentPage, on: date | None, at: datetime) -> DocumentRow:
    now = status(page.facts, local(at).date())
    if on is None:
        return DocumentRow(page, now, page.note(at))
    unknown = page.decision == Decision.NOT_STATED or (
        page.decision == Decision.ADOPTED
        and page.starts is None
        and status(page.facts, on) == Status.IN_FORCE
    )
    applied = in_force(page.facts, on) and not unknown
    return DocumentRow(page, now, page.note(at), was_in_force=applied, is_certain=not unknown)


def _answers(row: DocumentRow, question: Question) -> bool:
    """Whether the row answers what is asked beside the facets: the day and the words."""
    if question.on and not row.was_in_force and row.is_certain:
        return False
    return _has_words(row.page, question.q)


def _has_words(page: GoverningDocumentPage, words: str) -> bool:
    if within(words, page.reference_number):
        return True
    text = " ".join((page.title, page.subtitle, page.other_title, page.lead)).casefold()
    text += f" {page.reference_number.casefold()}"
    return all(word in text for word in words.casefold().split())


_ORDERS: dict[str, Callable[[DocumentRow], tuple[Any, ...]]] = {
    "title": lambda row: sort_key(row.page.title),
    "decided": lambda row: (
        -(row.page.decided_on or row.page.document_date or date.min).toordinal(),
        sort_key(row.page.title),
    ),
    "type": lambda row: (sort_key(row.page.get_document_type_display()), sort_key(row.page.title)),
    "status": lambda row: (Status.values.index(row.status), sort_key(row.page.title)),
}
