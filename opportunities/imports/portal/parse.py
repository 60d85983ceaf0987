"""From the portal's raw results to calls: pure, without database or clock."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from opportunities.imports import rows
from opportunities.imports.errors import Unreadable
from opportunities.imports.markup import sanitised
from opportunities.imports.portal.dates import deadlines, moment, opening, stands_for_none
from opportunities.imports.portal.keywords import keywords
from opportunities.imports.portal.money import TopicMoney, budget, money
from opportunities.imports.portal.pages import Page
from opportunities.imports.portal.result import Result
from opportunities.imports.rows import FundingKind, ParsedCall, ParsedRow, Rejected
from opportunities.imports.text import line, plain

# The portal's facet "type": 2, "Calls for proposals", are grants of the EU's external action.
KINDS = {
    "0": FundingKind.TENDER,
    "1": FundingKind.GRANT,
    "2": FundingKind.GRANT,
    "8": FundingKind.CASCADE,
}
FORTHCOMING, OPEN, CLOSED = "31094501", "31094502", "31094503"
SORTED_AS_OPEN = "1"  # the portal's group of a result without metadata, and so without a status
PORTAL = "https://ec.europa.eu/info/funding-tenders/opportunities"
_DATA_ADDRESS = re.compile(rf"{PORTAL}/data/topicDetails/([^/?#]+?)\.json", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
_QUESTIONS = re.compile(r"/faqs?(?![\w-])", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}")


def parse(pages: Sequence[Page]) -> Iterator[ParsedRow]:
    """Every row of the feed once, as a call or as what could not be read and why."""
    for page in pages:
        for raw in page.results:
            try:
                yield _call(Result(raw), is_demo=page.is_demo)
            except Unreadable as error:
                yield Rejected(raw, str(error))


def _call(result: Result, *, is_demo: bool) -> ParsedCall:
    kind = _kind(result)
    _refuse_what_is_no_call(result)
    key, identifier, slug = _names(result, kind)
    call_identifier = line(result.text("callIdentifier"), rows.IDENTIFIER)
    title, call_title = _titles(result, kind)
    model = line(result.text("deadlineModel"), rows.DEADLINE_MODEL)
    start = result.text("startDate", strict=True)
    opens_at = opening(start) if start else None
    ends = result.texts("deadlineDate", strict=True)
    endless = any(stands_for_none(end) for end in ends)
    status = result.text("status", strict=True)
    funds = _money(result, identifier)
    return ParsedCall(
        key=key,
        slug=slug,
        identifier=identifier,
        title=title,
        kind=kind,
        call_identifier=call_identifier,
        call_title=call_title,
        language=_language(result),
        description=_description(result, title),
        conditions=_markup(result, "topicConditions", "beneficiaryAdministration"),
        keywords=keywords(
            result.texts("keywords") + result.texts("tags"), (identifier, call_identifier)
        ),
        types_of_action=tuple(
            dict.fromkeys(line(t, rows.IDENTIFIER) for t in result.texts("typesOfAction"))
        ),
        deadline_model=model,
        deadlines=deadlines(ends, model, cascade=kind is FundingKind.CASCADE),
        url=_address(result),
        opens_at=opens_at,
        source_open=_is_open(result, has_start=opens_at is not None, endless=endless),
        source_closed=status == CLOSED,
        opening_unstated=status == FORTHCOMING and opens_at is None,
        endless=endless,
        grant_min=funds.grant_min,
        grant_max=funds.grant_max,
        budget=funds.budget,
        budget_topics=funds.budget_topics,
        expected_grants=funds.expected_grants,
        programme_code=result.text("frameworkProgramme"),
        is_demo=is_demo,
        ingested=_moment_or_none(result.text("esDA_IngestDate")),
        published=_moment_or_none(result.text("esDA_FirstIngestDate")),
    )


def _kind(result: Result) -> FundingKind:
    code = result.text("type", strict=True)
    if not code and "COMPETITIVE_CALL" in result.top("reference").upper():
        code = "8"  # five cascade calls come without any metadata
    if code in KINDS:
        return KINDS[code]
    if not code and not result.has_metadata:
        raise Unreadable(_("The row has no metadata, so nothing says what it is."))
    raise Unreadable(_("The type “%(code)s” is not known.") % {"code": code[:60]})


def _refuse_what_is_no_call(result: Result) -> None:
    """Raise Unreadable for answers to questions and other pages that carry a type of calls.

    A call has at least a state or a date; only those that state no type either, which are calls
    by their reference, are known to have neither.
    """
    dated = ("status", "startDate", "deadlineDate")
    states_more = result.has_metadata or result.text("type")
    if states_more and not any(result.texts(name, strict=True) for name in dated):
        raise Unreadable(_("Nothing says that the row is a call: it has neither state nor dates."))
    addresses = (result.text("url"), result.top("url"))
    if any(_QUESTIONS.search(address) for address in addresses):
        raise Unreadable(_("The row is an answer to a question and no call, by its address."))


def _names(result: Result, kind: FundingKind) -> tuple[str, str, str]:
    """Our key, the identifier as it stands, and a slug for the address.

    An identifier is no key for cascade calls: it is their topic's, and several share it.
    """
    reference = result.top("reference") or result.text("REFERENCE")
    identifier = line(result.text("identifier", strict=True), rows.IDENTIFIER)
    if kind is FundingKind.CASCADE:
        if not reference:
            raise Unreadable(_("The cascade call has no reference."))
        name = f"{identifier} {reference}" if identifier else reference
        return (
            _key(f"reference {reference}"),
            identifier or reference[: rows.IDENTIFIER],
            _slug(name),
        )
    if not identifier:
        raise Unreadable(_("The row has no identifier."))
    return _key(result.text("identifier")), identifier, _slug(identifier)


def _key(text: str) -> str:
    """`text` as a key, with a digest for what does not fit."""
    if len(text) <= rows.KEY:
        return text
    return f"{text[: rows.KEY - 65]} {hashlib.sha256(text.encode()).hexdigest()}"


def _slug(text: str) -> str:
    """Plain letters, digits and hyphens: a slash or a dot parts words in an address too."""
    return slugify(re.sub(r"[^\w\s-]", "-", text)) or "call"


def _titles(result: Result, kind: FundingKind) -> tuple[str, str]:
    """The title, and the parent's. A cascade call's own is `callTitle`, `title` is its topic's."""
    own, parent = result.text("title", strict=True), result.text("callTitle")
    if kind is FundingKind.CASCADE:
        own, parent = parent or result.top("summary") or result.top("content") or own, own
    candidates = (own, result.top("title"), result.top("summary"), result.top("content"))
    title = next((candidate for text in candidates if (candidate := line(text, rows.TITLE))), "")
    if not title:
        raise Unreadable(_("The row has no title."))
    call_title = line(parent, rows.TITLE)
    return title, "" if call_title == title else call_title


def _description(result: Result, title: str) -> str:
    text = _markup(result, "descriptionByte", "description", "furtherInformation")
    if text or result.has_metadata:
        return text
    text = sanitised(result.top("content") or result.top("summary"))
    return "" if plain(text) == title else text


def _markup(result: Result, *names: str) -> str:
    """The texts of several fields after each other, each once."""
    parts = dict.fromkeys(sanitised(" ".join(result.texts(name))) for name in names)
    return "\n".join(filter(None, parts))


def _money(result: Result, identifier: str) -> TopicMoney:
    stated = money(result.text("budgetOverview"), identifier)
    if stated.budget is None and result.text("currency") in ("", "EUR"):
        return TopicMoney(
            stated.grant_min,
            stated.grant_max,
            budget(result.number("budget")),
            stated.expected_grants,
        )
    return stated


def _is_open(result: Result, *, has_start: bool, endless: bool) -> bool:
    """Whether it is open according to the source, or will be from a date it names.

    One that has no closing date is open as long as no state says otherwise.
    """
    status = result.text("status", strict=True)
    if not status and not result.has_metadata:
        return result.top("groupById") in ("", SORTED_AS_OPEN)  # only open ones are asked for
    if not status:
        return endless
    return status == OPEN or (status == FORTHCOMING and has_start)


def _address(result: Result) -> str:
    """The page for people at the source; older results name the file behind it instead."""
    for text in (result.text("url"), result.text("esST_URL"), result.top("url")):
        if data := _DATA_ADDRESS.fullmatch(text):
            text = f"{PORTAL}/portal/screen/opportunities/topic-details/{data[1]}"
        if len(text) <= rows.URL and _ADDRESS.fullmatch(text):
            return text
    return ""


def _language(result: Result) -> str:
    code = (result.text("language") or result.top("language")).casefold()[:2]
    return code if _LANGUAGE.fullmatch(code) else "en"


def _moment_or_none(text: str) -> Any:
    try:
        return moment(text) if text else None
    except Unreadable:
        return None
