"""The plain sentence a governing document opens with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.words.dates import local, long_date
from core.words.language import current
from governing.models import DocumentReplacement, GoverningDocumentPage
from governing.status import Status, ended


@dataclass(frozen=True)
class Opening:
    """What a reader is told first: `lead` in bold, and what follows it."""

    status: Status
    lead: str
    rest: list[str] = field(default_factory=list)


def opening(page: GoverningDocumentPage, at: datetime, titles: Mapping[UUID, str]) -> Opening:
    """Whether it is in force, since when, by whose decision, and what it replaces.

    `titles` are those of replaced pages that the reader may read, by translation key.
    """
    now = page.status(at)
    lead = _LEADS.get(now, _not_in_force)(page, local(at).date())
    rest = [_decision(page, now), *_replaces(page, now, titles)]
    return Opening(now, lead, [sentence for sentence in rest if sentence])


def _in_force(page: GoverningDocumentPage, _day: date) -> str:
    since = _since(page)
    if page.valid_to and since:
        values = {"since": since, "to": page.valid_to.words}
        return _("In force from %(since)s to %(to)s.") % values
    if since:
        return _("In force since %(since)s.") % {"since": since}
    return _("In force. Since when is not stated.")


def _adopted(page: GoverningDocumentPage, _day: date) -> str:
    return _("Adopted, and in force only from %(since)s.") % {"since": _since(page)}


def _proposed(page: GoverningDocumentPage, _day: date) -> str:
    if page.valid_from:
        values = {"since": page.valid_from.words}
        return _("A proposal, not in force. Proposed to apply from %(since)s.") % values
    return _("A proposal, not in force.")


def _draft(_page: GoverningDocumentPage, _day: date) -> str:
    return _("A draft, not in force.")


def _not_stated(_page: GoverningDocumentPage, _day: date) -> str:
    return _("The source does not state whether this document has been adopted.")


def _not_in_force(page: GoverningDocumentPage, day: date) -> str:
    """Expired, replaced or repealed, with the time it was in force where that is known."""
    end = ended(page.facts, day)
    assert end
    first_day_over, how = end
    since = _since(page)
    if how == Status.EXPIRED:
        last = page.valid_to.words
        if since:
            return _("No longer in force. It applied from %(since)s to %(to)s.") % {
                "since": since,
                "to": last,
            }
        return _("No longer in force. It applied to %(to)s.") % {"to": last}
    if first_day_over == date.min:
        return _("No longer in force. It has been replaced.")
    values = {"day": long_date(first_day_over)}
    if how == Status.REPLACED:
        return _("No longer in force. It was replaced on %(day)s.") % values
    return _("No longer in force. It was repealed on %(day)s.") % values


_LEADS = {
    Status.IN_FORCE: _in_force,
    Status.ADOPTED: _adopted,
    Status.PROPOSED: _proposed,
    Status.DRAFT: _draft,
    Status.NOT_STATED: _not_stated,
}


def _since(page: GoverningDocumentPage) -> str:
    if page.valid_from:
        return page.valid_from.words
    return long_date(page.decided_on) if page.decided_on else ""


def _decision(page: GoverningDocumentPage, now: Status) -> str:
    body = in_running_text(page.decided_by)
    if now in (Status.PROPOSED, Status.DRAFT):
        return _("Put to %(body)s.") % {"body": body} if body else ""
    if now == Status.NOT_STATED:
        if not body:
            return ""
        return _("Decisions on such documents are taken by %(body)s.") % {"body": body}
    when = long_date(page.decided_on) if page.decided_on else ""
    return decided(body, when, page.paragraph)


def decided(body: str, when: str, paragraph: str) -> str:
    """By whom, when and in which paragraph, naming what is not stated."""
    values = {"body": body, "day": when, "paragraph": paragraph}
    if body and when and paragraph:
        return _("Decided by %(body)s on %(day)s, § %(paragraph)s.") % values
    if body and when:
        return _("Decided by %(body)s on %(day)s; the paragraph is not stated.") % values
    if body and paragraph:
        return _("Decided by %(body)s, § %(paragraph)s; the date is not stated.") % values
    if body:
        return _("Decided by %(body)s; date and paragraph are not stated.") % values
    if when:
        return _("Decided on %(day)s; by whom is not stated.") % values
    return _("By whom and when it was decided is not stated.")


def _replaces(page: GoverningDocumentPage, now: Status, titles: Mapping[UUID, str]) -> list[str]:
    named = [named_earlier(row, titles) for row in page.replacements.all()]
    if not named:
        return []
    joined = pgettext("between the last two of a list", " and ").join(
        filter(None, [", ".join(named[:-1]), named[-1]])
    )
    if now in (Status.PROPOSED, Status.DRAFT, Status.NOT_STATED):
        return [_("If adopted it replaces %(documents)s.") % {"documents": joined}]
    return [_("Replaces %(documents)s.") % {"documents": joined}]


def named_earlier(row: DocumentReplacement, titles: Mapping[UUID, str]) -> str:
    """What an earlier document is called in a sentence: its title, or the decision alone."""
    title = row.title or (titles.get(row.replaced.translation_key, "") if row.replaced else "")
    when = row.decided_on.words
    values = {
        "title": title,
        "body": in_running_text(row.decided_by),
        "day": when,
        "paragraph": f" § {row.paragraph}" if row.paragraph else "",
        "part": row.part or _("a part"),
    }
    if title and row.is_whole:
        return _("“%(title)s”") % values
    if title:
        return _("%(part)s of “%(title)s”") % values
    if not when:
        return _("an earlier decision")
    if row.decided_by:
        return _("the decision of %(body)s of %(day)s%(paragraph)s") % values
    return _("the decision of %(day)s%(paragraph)s") % values


def in_running_text(name: str) -> str:
    """The name of a body inside a sentence: no capital, unless it is written in capitals.

    In English with its article, where the name is English.
    """
    name_in_text = name[:1].lower() + name[1:] if name[1:2].islower() else name
    english = current() == "en" == getattr(name, "language", "")
    if name and english and not name_in_text.startswith("the "):
        return f"the {name_in_text}"
    return name_in_text
