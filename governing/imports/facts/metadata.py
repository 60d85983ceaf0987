"""What a document says of itself. What it does not say stays empty: nothing is guessed."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from governing.imports.facts import details
from governing.imports.facts.classifying import Divided
from governing.imports.facts.dates import DAY, first_day
from governing.imports.facts.followup import followup
from governing.imports.facts.people import is_name, is_personal
from governing.imports.pieces import Piece, PieceKind, Why, one_line

BODY = (
    r"(?:kommunfullmäktige|regionfullmäktige|landstingsfullmäktige|fullmäktige|kommunstyrelsen"
    r"|regionstyrelsen|[a-zåäö\- ]{0,30}[a-zåäö]nämnden|KF|KS)"
)
_FULL = {"kf": "Kommunfullmäktige", "fullmäktige": "Kommunfullmäktige", "ks": "Kommunstyrelsen"}
_PARAGRAPH = r"(?:[\s,]*§+ ?(?P<paragraph>\d+))?"
_DECIDED = re.compile(
    r"\b(?:antogs?|antag(?:en|et|na)|beslutade?|beslutat|fastställ(?:d|da|t|des))\s+(?:av\s+)?"
    rf"(?P<body>{BODY})[\s,]*(?:den\s+)?(?P<day>{DAY}){_PARAGRAPH}",
    re.I,
)
_BY = re.compile(rf"(?P<body>{BODY})[\s,]*(?P<day>{DAY}){_PARAGRAPH}", re.I)
_DECIDES = re.compile(
    rf"(?:^|(?<=[.!?] ))(?P<body>{BODY}) (?:fattar beslut om|beslutar om|fastställer|antar) "
    r"[^.]{0,80}?(?:strategi|riktlinje|policy|program|handlingsplan)",
    re.I,
)
_QUOTED = re.compile(
    rf"[\"”“»](?P<title>[^\"”“»]+)[\"”“«]\s*(?P<body>{BODY})\s*(?P<day>{DAY}){_PARAGRAPH}", re.I
)
_EARLIER = re.compile(
    rf"som antogs av\s+(?P<body>{BODY})[\s,]*(?:den\s+)?(?P<day>{DAY}){_PARAGRAPH}", re.I
)
_REPLACES = re.compile(r"\bersätter\b", re.I)
_APPLIES = r"\bgäll(?:a|er|ande)\s+(?:"
_FROM = re.compile(rf"{_APPLIES}från och med|från|fr\.? ?o\.? ?m\.?)\s+(?:den )?({DAY})", re.I)
_UNTIL = re.compile(rf"{_APPLIES}till och med|till|t\.? ?o\.? ?m\.?)\s+(?:den )?({DAY})", re.I)
_PERIOD = re.compile(r"\b((?:19|20)\d\d) ?[-–] ?((?:19|20)\d\d)\b")
_TYPES = {
    "strategi": "strategy",
    "riktlinje": "guideline",
    "policy": "policy",
    "program": "programme",
    "plan": "plan",
}
TYPE_WORD = re.compile(rf"(?:{'|'.join(_TYPES)})", re.I)
_PROPOSAL = re.compile(r"\bförslag\b|remissversion|\butkast\b", re.I)
_UNTIL_FURTHER = re.compile(r"tills ?vidare", re.I)
_ADDRESSEE = re.compile(rf"{details.REFERENCE.pattern}\s+(?P<body>{BODY})\b", re.I)
_ADOPTION = re.compile(r"(?:^|[.:;!?] |beslut )([A-ZÅÄÖ](?:(?!\bbeslut\b)[^.:;]){5,150}?) antas\b")
_LONGEST_STATEMENT = 300  # characters: a longer paragraph tells of other decisions too


@dataclass(frozen=True)
class Replaced:
    """An earlier decision that this one replaces, as far as it is stated."""

    title: str
    decided_by: str
    decided_on: date | None
    paragraph: str


@dataclass(frozen=True)
class Metadata:
    """The fields of the page; empty or None where the document does not say."""

    document_type: str = "other"
    kind_as_stated: str = ""
    other_title: str = ""
    decision: str = "not_stated"
    decided_by: str = ""
    decided_on: date | None = None
    paragraph: str = ""
    document_date: date | None = None
    valid_from: str = ""
    valid_to: str = ""
    validity: str = "not_stated"
    last_changed_on: date | None = None
    earlier_changes: str = ""
    reference_number: str = ""
    document_owner: str = ""
    review_rule: str = "none"
    review_years: int | None = None
    review_note: str = ""
    replaces: tuple[Replaced, ...] = ()
    # Which of these stand on the cover letter only.
    from_letter: tuple[str, ...] = ()


def metadata(divided: Divided, title: str, everything: list[Piece]) -> Metadata:
    """Read the fields from the document, its details and the letter that came with it."""
    facts = _facts(everything)
    review_rule, review_years, review_note = followup(divided.kept)
    stated = Metadata(
        review_rule=review_rule,
        review_years=review_years,
        review_note=review_note,
        document_type=_type(title) or _type(facts.get("kind", "")) or "other",
        kind_as_stated=facts.get("kind", "")[:100],
        last_changed_on=first_day(facts.get("last_changed", "")),
        earlier_changes=facts.get("earlier_changes", ""),
        reference_number=facts.get("reference_number", "")[:100],
        document_owner=_office(facts.get("owner", ""))[:200],
        document_date=_document_date(divided, facts),
    )
    statements = _statements(divided.kept)
    stated = _decision(stated, facts, statements, divided.kept)
    stated = _validity(stated, facts, statements, title)
    stated = replace(stated, replaces=_replaces(statements, stated.earlier_changes))
    if divided.letter:
        stated = _from_letter(stated, divided.letter, title)
    elif stated.decision != "adopted" and _PROPOSAL.search(title):
        stated = replace(stated, decision="proposed")
    return stated


def _facts(pieces: list[Piece]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for piece in pieces:
        if piece.kind is PieceKind.TABLE and details.is_details(piece.rows):
            facts |= details.stated(piece.rows)
        elif piece.kind is not PieceKind.TABLE and details.labelled(piece.plain):
            facts |= {name: value for name, value in details.line(piece.plain).items() if value}
    if reference := facts.get("reference_number"):
        match = details.REFERENCE.search(reference)
        facts["reference_number"] = match[0] if match else ""
    return facts


def _office(owner: str) -> str:
    """The owner, unless it is a person: people come and go, and are not named here."""
    return "" if is_name(owner) or is_personal(owner) else owner


def _type(text: str) -> str:
    match = TYPE_WORD.search(text)
    return _TYPES[match[0].lower()] if match else ""


def _document_date(divided: Divided, facts: dict[str, str]) -> date | None:
    for left in divided.left_out:
        if left.why is Why.RUNNING_HEADER and (day := first_day(left.text)):
            return day
    return first_day(facts.get("date", ""))


def _statements(kept: list[Piece]) -> list[str]:
    """Short paragraphs at either end: there a document says when it was decided."""
    ends = [*kept[:8], *kept[8:][-5:]]
    return [piece.plain for piece in ends if len(piece.plain) <= _LONGEST_STATEMENT]


def _decision(
    stated: Metadata, facts: dict[str, str], statements: list[str], kept: list[Piece]
) -> Metadata:
    match = _BY.search(facts.get("decided", ""))
    for text in statements:
        match = match or _DECIDED.search(_REPLACES.split(text)[0])
    if match:
        return replace(
            stated,
            decision="adopted",
            decided_by=full_name(match["body"]),
            decided_on=first_day(match["day"]),
            paragraph=match["paragraph"] or "",
        )
    for piece in kept:
        if decides := _DECIDES.search(piece.plain):
            return replace(stated, decided_by=full_name(decides["body"]))
    return stated


def full_name(body: str) -> str:
    """The body as a Swedish name: "KF" and "fullmäktige" are Kommunfullmäktige."""
    body = one_line(body)
    return _FULL.get(body.lower(), body[:1].upper() + body[1:])


def _validity(
    stated: Metadata, facts: dict[str, str], statements: list[str], title: str
) -> Metadata:
    text = " . ".join(statements)
    start, end = _FROM.search(text), _UNTIL.search(text)
    first = first_day(start[1] if start else facts.get("valid_from", ""))
    last = first_day(end[1] if end else facts.get("validity", ""))
    period = _PERIOD.search(title)
    years = period.groups() if period and period[1] <= period[2] else ("", "")
    valid_from = first.isoformat() if first else years[0]
    valid_to = last.isoformat() if last else years[1]
    if valid_to:
        return replace(stated, valid_from=valid_from, valid_to=valid_to, validity="fixed")
    forever = _UNTIL_FURTHER.search(facts.get("validity", "")) or re.search(
        r"gäller tills ?vidare", text, re.I
    )
    validity = "until_further_notice" if forever else "not_stated"
    return replace(stated, valid_from=valid_from, validity=validity)


def _replaces(statements: list[str], earlier_changes: str) -> tuple[Replaced, ...]:
    replaced = []
    for text in statements:
        for part in _REPLACES.split(text)[1:]:
            matches = list(_QUOTED.finditer(part)) or list(_EARLIER.finditer(part))
            replaced += [_replaced(match, earlier_changes) for match in matches]
    return tuple(dict.fromkeys(replaced))


def _replaced(match: re.Match[str], earlier_changes: str) -> Replaced:
    day = first_day(match["day"])
    paragraph = match["paragraph"] or ""
    if not paragraph:  # the details often have the paragraph that the sentence leaves out
        for change in _BY.finditer(earlier_changes):
            if day and first_day(change["day"]) == day:
                paragraph = change["paragraph"] or ""
    title = match.groupdict().get("title") or ""
    return Replaced(one_line(title)[:255], full_name(match["body"]), day, paragraph)


def _from_letter(stated: Metadata, letter: list[Piece], title: str) -> Metadata:
    """What only the letter says; a document that is still being put to its body is a proposal."""
    lines = [piece.plain for piece in letter]
    text = one_line(" ".join(lines))
    start = _FROM.search(text)
    first = first_day(start[1]) if start else None
    in_letter: dict[str, Any] = {
        "reference_number": _reference(text),
        "document_date": first_day(text),
        "valid_from": first.isoformat() if first else "",
        "decided_by": _addressee(lines, text),
        "other_title": _other_title(text, title),
    }
    new = {name: value for name, value in in_letter.items() if value and not getattr(stated, name)}
    replaces = stated.replaces or _replaces(lines, stated.earlier_changes)
    decision = "adopted" if stated.decision == "adopted" else "proposed"
    return replace(stated, **new, replaces=replaces, decision=decision, from_letter=tuple(new))


def _reference(text: str) -> str:
    match = re.search(rf"(?:dnr|diarienummer):? ({details.REFERENCE.pattern})", text, re.I)
    return match[1] if match else ""


def _addressee(lines: list[str], text: str) -> str:
    for line in lines:
        if re.fullmatch(BODY, line, re.I):
            return full_name(line)
    match = _ADDRESSEE.search(text)
    return full_name(match["body"]) if match else ""


def _other_title(text: str, title: str) -> str:
    match = _ADOPTION.search(text)
    if not match or not TYPE_WORD.match(match[1].split()[0]):
        return ""
    return "" if match[1].casefold() == title.casefold() else match[1][:255]
