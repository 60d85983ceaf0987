"""What of a file belongs to the document, and why the rest does not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from governing.imports.facts import letters, people, transcript
from governing.imports.facts.contents import contents
from governing.imports.facts.details import is_details, labelled
from governing.imports.formats.plain import is_logotype, with_tables
from governing.imports.pieces import LeftOut, Piece, PieceKind, Why, one_line

_TRANSCRIPT = re.compile(r"transkript(?:ion)?:?|transcript:?", re.I)
_PAGE_MARK = re.compile(r"(?:sid(?:a|an)?\.?\s*)?\d{1,3}\s?(?:\(\d{1,3}\)|av\s\d{1,3})", re.I)
_PAGE = re.compile(r"(?:sid(?:a|an)?\.?)\s*\d{1,3}", re.I)
_TEMPLATE = re.compile(
    r"mellanrubrik|rubrik ?\d?|brödtext|§ ?\d{1,3}|klicka här för att ange \w+\.?", re.I
)
NEVER_TEXT = (Why.DELETED, Why.HIDDEN, Why.COMMENT, Why.PICTURE)
# Words of a title that a second writing of it may leave out.
_SMALL = {"för", "om", "i", "av", "och", "till", "antagen", "förslag"}


@dataclass(frozen=True)
class Divided:
    """The document's own pieces, the rest with its reason, and the letter that came with it."""

    kept: list[Piece]
    left_out: list[LeftOut]
    letter: list[Piece]


def divide(pieces: list[Piece]) -> Divided:
    """Tell the document from what surrounds it. A file never loses all of its text this way."""
    pieces = [
        piece
        for piece in with_tables(pieces)
        if piece.kind is not PieceKind.TABLE or one_line(piece.text).strip("|-: ")
    ]
    start = _start(pieces)
    left_out = [LeftOut(one_line(piece.text), Why.OTHER_TITLES) for piece in pieces[:start]]
    separated, _is_transcript = transcript.put_apart(pieces[start:])
    kept: list[Piece] = []
    letter: list[Piece] = []
    for piece in separated:
        if isinstance(piece, LeftOut):
            left_out.append(piece)
            if piece.why is Why.COVER_LETTER:
                letter.append(Piece(PieceKind.PARAGRAPH, piece.text))
        else:
            kept.append(piece)
    length = letters.end(kept)
    for piece in kept[:length]:
        letter.append(piece)
        left_out += [LeftOut(line, _why_in_letter(piece)) for line in _lines(piece)]
    rest, out = _sort(kept[length:])
    if not rest:
        return _all_of(pieces)
    return Divided(rest, left_out + out, letter)


def _all_of(pieces: list[Piece]) -> Divided:
    """Where nothing is left, everything is kept, and an editor sorts it out."""
    kept = [piece for piece in pieces if piece.why not in NEVER_TEXT]
    out = [
        LeftOut(line, piece.why)
        for piece in pieces
        if piece.why in NEVER_TEXT and piece.why
        for line in _lines(piece)
    ]
    return Divided(kept, out, [])


def _start(pieces: list[Piece]) -> int:
    """How many pieces list other documents' titles before the text starts."""
    for n, piece in enumerate(pieces[:-1]):
        if _TRANSCRIPT.fullmatch(piece.plain):
            return n + 1
    return 0


def _why_in_letter(piece: Piece) -> Why:
    return Why.PAGE_MARK if _PAGE_MARK.fullmatch(piece.plain) else Why.COVER_LETTER


def _lines(piece: Piece) -> list[str]:
    return [one_line(line) for line in piece.text.split("\n")]


def _sort(pieces: list[Piece]) -> tuple[list[Piece], list[LeftOut]]:
    kept: list[Piece] = []
    out: list[LeftOut] = []
    listed = contents(pieces)
    for n, piece in enumerate(pieces):
        why = piece.why or (Why.CONTENTS if n in listed else _why(n, pieces))
        if why:
            out += [LeftOut(line, why) for line in _lines(piece)]
        elif piece.kind is PieceKind.PARAGRAPH and people.is_personal(piece.text):
            kept_part, left_out = people.without_person(piece)
            kept += [Piece(PieceKind.PARAGRAPH, kept_part)] if kept_part else []
            out += left_out
        else:
            kept.append(piece)
    return kept, out


def _why(n: int, pieces: list[Piece]) -> Why | None:
    """Why a piece does not belong; None where it does."""
    piece = pieces[n]
    text = piece.plain
    if piece.kind is PieceKind.TABLE:
        return Why.DETAILS if is_details(piece.rows) else None
    if _PAGE_MARK.fullmatch(text) or _PAGE.fullmatch(text):
        return Why.PAGE_MARK
    if _TEMPLATE.fullmatch(text):
        return Why.TEMPLATE
    if is_logotype(piece.text):
        return Why.LOGOTYPE
    if piece.kind is PieceKind.HEADING and _beside_mark(n, pieces) and _repeated(text, pieces):
        return Why.RUNNING_HEADER
    if labelled(text):
        return Why.DETAILS
    return people.about_people(n, pieces) if piece.kind is not PieceKind.ITEM else None


def _beside_mark(n: int, pieces: list[Piece]) -> bool:
    beside = pieces[max(0, n - 1) : n] + pieces[n + 1 : n + 2]
    return any(_PAGE_MARK.fullmatch(piece.plain) for piece in beside)


def _repeated(text: str, pieces: list[Piece]) -> bool:
    return sum(piece.plain == text for piece in pieces) > 1


def without_repeated_title(pieces: list[Piece], title: str) -> tuple[list[Piece], list[LeftOut]]:
    """The pieces that follow the title, without what says it again at the head of the text."""
    kept: list[Piece] = []
    out: list[LeftOut] = []
    for piece in _until_text(pieces):
        if _says_title(piece.plain, title):
            out.append(LeftOut(piece.plain, Why.REPEATED_TITLE))
        else:
            kept.append(piece)
    return kept + pieces[len(kept) + len(out) :], out


def _says_title(text: str, title: str) -> bool:
    """Whether a heading is the title again: the same words, or a short one more."""
    rest = text.casefold().removeprefix(title.casefold())
    longer = text.casefold().startswith(title.casefold()) and not re.search(r"\w{9}", rest)
    return longer or _main_words(text) == _main_words(title)


def _main_words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in _SMALL]


def _until_text(pieces: list[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.kind is not PieceKind.HEADING:
            return
        yield piece
