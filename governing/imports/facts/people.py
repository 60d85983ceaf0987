"""Names, signatures, addresses and numbers, which do not belong to a document's own text."""

import re
from collections.abc import Sequence

from governing.imports.pieces import LeftOut, Piece, PieceKind, Why, one_line

_LETTERS = "A-ZÅÄÖ"
_NAME = rf"[{_LETTERS}][a-zåäöéü]+(?:[ -][{_LETTERS}][a-zåäöéü]+){{1,2}}"
_ROLES = (
    r"(?:chef|direktör|utredare|handläggare|sekreterare|strateg|ordförande|samordnare"
    r"|koordinator|controller|jurist|registrator)"
)
_ROLE = re.compile(rf"{_NAME}[\s,]+[\w\- ]*?{_ROLES}", re.I)
_ROLE_ALONE = re.compile(rf"(?:[\w\-]+ ){{0,4}}[\w\-]*{_ROLES}", re.I)
_SIGNED = re.compile(rf"{_NAME}[\s,]+[{_LETTERS}].*", re.S)
_NAMED = re.compile(_NAME)
_RESPONSIBLE = re.compile(
    rf"(?:handläggare|kontaktperson|ansvarig|författare|utredare|upprättad av)\s*:\s*{_NAME}\b.*"
)
_OFFICE = re.compile(
    r"kommun|kontor|förvaltning|nämnd|region|avdelning|enhet|kansli|styrelse|fullmäktige|stab",
    re.I,
)
# Bounded, so that a long line of anything takes no longer than others.
_PERSONAL_MAIL = re.compile(r"\b[\w-]{1,40}\.[\w.-]{1,60}@[\w-]{1,60}\.\w")
_MOBILE = re.compile(r"(?:\b0|\+46[ (0)]*)7[02369][- ]?\d[\d ]{5,9}\d\b")
_CONTACT = re.compile(
    r"\b0\d{1,3}[- ]\d{2,3}[\d ]{3,8}\b|\S+@\S+\.\w+|www\.\w|\b\d{3} ?\d{2} [A-ZÅÄÖ]"
    r"|\b(?:tel(?:efon)?|e-post|hemsida|besöksadress|orgnr|box \d)",
    re.I,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
LONGEST_CONTACT = 320  # characters
LONGEST_ROLE = 60


def about_people(n: int, pieces: Sequence[Piece]) -> Why | None:
    """Why a short piece is about a person or an office; None where it is not."""
    piece = pieces[n]
    text = piece.plain
    if len(text) > LONGEST_CONTACT or _SENTENCES.search(text):
        return None
    if is_personal(text) or _RESPONSIBLE.fullmatch(text[:1].lower() + text[1:]):
        return Why.PERSON
    if len(list(_CONTACT.finditer(text))) > 1 and not text.endswith("."):
        return Why.CONTACT
    short = len(text) < 80 and piece.text.count("\n") == 1 and _SIGNED.fullmatch(piece.text)
    if (short and _ROLE.match(text)) or _signs(n, pieces) or (n and _signs(n - 1, pieces)):
        return Why.SIGNATURE
    return None


def _signs(n: int, pieces: Sequence[Piece]) -> bool:
    """Whether a name stands alone here, and the person's title alone after it."""
    pair = pieces[n : n + 2]
    if len(pair) < 2 or any(piece.kind in (PieceKind.TABLE, PieceKind.ITEM) for piece in pair):
        return False
    name, role = (piece.plain for piece in pair)
    return is_name(name) and len(role) <= LONGEST_ROLE and bool(_ROLE_ALONE.fullmatch(role))


def is_name(text: str) -> bool:
    """Whether a line looks like somebody's name and not like an office's."""
    return bool(_NAMED.fullmatch(text)) and not _OFFICE.search(text)


def is_personal(text: str) -> bool:
    """Whether a text has somebody's own number or address."""
    return bool(_MOBILE.search(text) or _PERSONAL_MAIL.search(text))


def without_person(piece: Piece) -> tuple[str, list[LeftOut]]:
    """A paragraph without the sentences that have somebody's own number or address."""
    kept, out = [], []
    for sentence in _SENTENCES.split(one_line(piece.text)):
        if is_personal(sentence):
            out.append(LeftOut(sentence, Why.PERSON))
        else:
            kept.append(sentence)
    return " ".join(kept), out
