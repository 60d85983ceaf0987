"""The facts of a governing document, line by line, with every gap shown as one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.words.dates import local, long_date
from governing.models import GoverningDocumentPage
from governing.reviews import ReviewRule, term_start


@dataclass(frozen=True)
class Detail:
    """A line; an empty `value` is a gap."""

    label: str
    value: str
    note: str = ""


def details(page: GoverningDocumentPage, *, at: datetime) -> list[Detail]:
    """Every fact of the document that anybody may read."""
    return [*_decision(page), *_validity(page), *_identity(page), _revision(page, at)]


def for_network(page: GoverningDocumentPage) -> list[Detail]:
    """What the network alone reads."""
    return [
        Detail(_("Handling officer"), page.handled_by),
        Detail(_("Distribution"), page.distribution),
    ]


def _decision(page: GoverningDocumentPage) -> Iterator[Detail]:
    kind = page.kind_as_stated
    stated = _("In the document: %(kind)s") % {"kind": kind} if kind else ""
    yield Detail(_("Type"), _capital(str(page.get_document_type_display())), stated)
    yield Detail(_("Decided by"), page.decided_by, page.decided_by and _as_stated(page))
    yield Detail(_("Decided on"), _day(page.decided_on))
    yield Detail(_("Paragraph"), f"§ {page.paragraph}" if page.paragraph else "")
    yield Detail(_("Date of the document"), _day(page.document_date))


def _validity(page: GoverningDocumentPage) -> Iterator[Detail]:
    proposed = "" if page.decision == "adopted" or not page.valid_from else _("proposed")
    yield Detail(_("In force from"), page.valid_from.words, proposed)
    validity = page.get_validity_display() if page.validity != "not_stated" else ""
    yield Detail(_("Validity"), _capital(str(validity)))
    if page.valid_to or page.validity == "fixed":
        yield Detail(_("In force to"), page.valid_to.words)
    if page.repealed_on:
        yield Detail(_("Repealed on"), _day(page.repealed_on))
    yield Detail(_("Last changed"), _day(page.last_changed_on))
    yield Detail(_("Earlier changes"), page.earlier_changes)


def _identity(page: GoverningDocumentPage) -> Iterator[Detail]:
    yield Detail(_("Reference number"), page.reference_number)
    yield Detail(_("Owner of the document"), page.document_owner)
    if page.other_title:
        yield Detail(_("Also called"), page.other_title)


def _revision(page: GoverningDocumentPage, at: datetime) -> Detail:
    label = _("Revision")
    if page.review_rule == ReviewRule.TERM:
        rule = _("Every term of office")
    elif page.review_rule == ReviewRule.YEARS and page.review_years:
        years = page.review_years
        rule = ngettext("Every year", "Every %(n)d years", years) % {"n": years}
    else:
        return Detail(label, page.review_note)
    sentences = [page.review_note, _due(page, at)]
    return Detail(label, rule, " ".join(sentence for sentence in sentences if sentence))


def _due(page: GoverningDocumentPage, at: datetime) -> str:
    """When the next revision is due; nothing for a document that is over."""
    revision = page.revision(at)
    if revision is None:
        return ""
    if revision.due_from is None:
        if page.review_rule != ReviewRule.TERM:
            return _("When it was last decided is not stated.")
        start = long_date(term_start(local(at).date()))
        return _("The present term began on %(day)s.") % {"day": start}
    day = {"day": long_date(revision.due_from)}
    if revision.is_due:
        return _("Revision due since %(day)s.") % day
    return _("Next revision due from %(day)s.") % day


def _as_stated(page: GoverningDocumentPage) -> str:
    return page.decided_by_as_stated if page.deciding_body else ""


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
