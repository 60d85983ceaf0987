"""The register's question: filters, order, and what was in force on a day."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.sections import visible_pages
from core.models import User
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
        return bool(self.q or self.type or self.status or self.body or self.on)


@dataclass(frozen=True)
class Row:
    """A document in the list; `status` is today's, `certain` whether the day's answer is known."""

    page: GoverningDocumentPage
    status: Status
    note: str
    was_in_force: bool = True
    is_certain: bool = True


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Answer:
    """The rows, those of which the sources do not tell for the day, and the counted choices."""

    rows: Sequence[Row]
    uncertain: Sequence[Row]
    total: int
    types: Sequence[Choice]
    statuses: Sequence[Choice]
    bodies: Sequence[Choice]


def read(parameters: Mapping[str, str]) -> Question:
    """A question from the address; a value that is not known is said and left aside."""
    errors = []
    given = {name: str(parameters.get(name, "")).strip()[:200] for name in ("q", "body", "on")}
    for name, known in (
        ("type", GoverningDocumentPage.Type.values),
        ("status", Status.values),
        ("sort", list(SORTS)),
    ):
        value = str(parameters.get(name, ""))
        if value and value not in known:
            errors.append(_("“%(value)s” is not known here and was left aside.") % {"value": value})
            value = ""
        given[name] = value
    day = None
    if given["on"]:
        try:
            day = date.fromisoformat(given["on"])
        except ValueError:
            errors.append(_("Write the day as year, month and day: 2016-12-15."))
    return Question(
        given["q"].replace("\0", ""),
        given["type"],
        given["status"],
        given["body"].replace("\0", ""),
        day,
        given["sort"] or "title",
        tuple(errors),
    )


def answer(
    index: DocumentIndexPage, question: Question, user: User | AnonymousUser, *, at: datetime
) -> Answer:
    """The documents below `index` that fit. Two queries and those for who may read."""
    among = GoverningDocumentPage.objects.child_of(index)
    pages = list(visible_pages(user, among=among).select_related("deciding_body", "locale"))
    GoverningDocumentPage.prefetch_replaced_on(pages)
    every = [_row(page, question.on, at) for page in pages]
    found = [row for row in every if _fits(row, question)]
    rows = sorted(found, key=_ORDERS[question.sort])
    return Answer(
        rows=[row for row in rows if row.was_in_force],
        uncertain=[row for row in rows if not row.is_certain],
        total=len(every),
        types=_choices(every, question, "type", dict(GoverningDocumentPage.Type.choices)),
        statuses=_choices(every, question, "status", dict(Status.choices)),
        bodies=_choices(every, question, "body", {r.page.decided_by: None for r in every}),
    )


def _row(page: GoverningDocumentPage, on: date | None, at: datetime) -> Row:
    now = status(page.facts, local(at).date())
    if on is None:
        return Row(page, now, page.note(at))
    unknown = page.decision == Decision.NOT_STATED or (
        page.decision == Decision.ADOPTED
        and page.starts is None
        and status(page.facts, on) == Status.IN_FORCE
    )
    applied = in_force(page.facts, on) and not unknown
    return Row(page, now, page.note(at), was_in_force=applied, is_certain=not unknown)


_VALUES: dict[str, Callable[[Row], str]] = {
    "type": lambda row: row.page.document_type,
    "status": lambda row: row.status,
    "body": lambda row: row.page.decided_by,
}


def _fits(row: Row, question: Question, but: str = "") -> bool:
    """Whether the row answers every filter, `but` left aside, and the words."""
    if question.on and not row.was_in_force and row.is_certain:
        return False
    for name, value in _VALUES.items():
        wanted = getattr(question, name)
        if name != but and wanted and value(row) != wanted:
            return False
    return _has_words(row.page, question.q)


def _has_words(page: GoverningDocumentPage, words: str) -> bool:
    if within(words, page.reference_number):
        return True
    text = " ".join((page.title, page.subtitle, page.other_title, page.lead)).casefold()
    text += f" {page.reference_number.casefold()}"
    return all(word in text for word in words.casefold().split())


def _choices(
    rows: Sequence[Row], question: Question, name: str, labels: Mapping[str, object]
) -> list[Choice]:
    """The values there are, each with how many it would find beside the other filters."""
    value = _VALUES[name]
    counts = Counter(value(row) for row in rows if _fits(row, question, but=name))
    there = {value(row) for row in rows}
    return [Choice(v, str(labels[v] or v), counts[v]) for v in labels if v and v in there]


_ORDERS: dict[str, Callable[[Row], object]] = {
    "title": lambda row: sort_key(row.page.title),
    "decided": lambda row: (
        -(row.page.decided_on or row.page.document_date or date.min).toordinal(),
        sort_key(row.page.title),
    ),
    "type": lambda row: (sort_key(row.page.get_document_type_display()), sort_key(row.page.title)),
    "status": lambda row: (Status.values.index(row.status), sort_key(row.page.title)),
}
