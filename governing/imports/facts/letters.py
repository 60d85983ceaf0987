"""The cover letter (tjänsteskrivelse) with which an officer puts a document to its body."""

import re
from collections.abc import Sequence

from governing.imports.pieces import Piece, PieceKind

_LETTER = re.compile(r"\W*tjänsteskrivelse\b|\W*missiv\b", re.I)
HEADINGS = (
    "förslag till beslut",
    "beslutsunderlag",
    "sammanfattning",
    "ärendebeskrivning",
    "beskrivning av ärendet",
    "ärendet",
    "bakgrund till ärendet",
    "kommunstyrelsens beslut",
    "ekonomiska konsekvenser",
    "barnperspektiv",
    "bilagor",
    "beslutet ska skickas till",
    "beslutet skickas till",
    "för kännedom",
)
_OFFICE = re.compile(
    r"(?:förvaltningen|kontoret|kansliet|nämnden|styrelsen|fullmäktige|\bkommun)$", re.I
)
FIRST_PIECES = 15  # a letter says what it is at its head


def is_letter(text: str) -> bool:
    """Whether a text says of itself that it is a cover letter."""
    return _LETTER.match(text) is not None


def end(pieces: Sequence[Piece]) -> int:
    """How many pieces at the start are a cover letter; 0 where there is none.

    The letter ends with the first heading that is neither one of a letter's own, nor an office, a
    person or the matter's title at its head. One that ends nowhere is itself the document.
    """
    start = next((n for n, piece in enumerate(pieces[:FIRST_PIECES]) if is_letter(piece.text)), -1)
    if start < 0:
        return 0
    own = False
    for n in range(start + 1, len(pieces)):
        piece = pieces[n]
        if piece.kind is not PieceKind.HEADING:
            continue
        if piece.plain.casefold().rstrip(":").startswith(HEADINGS):
            own = True
        elif own and not _OFFICE.search(piece.plain):
            return n
    return 0
