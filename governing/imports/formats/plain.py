"""Plain text: blocks between empty lines, bullets, numbers, tables drawn with bars."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from governing.imports.facts.contents import contents
from governing.imports.pieces import Piece, PieceKind, Why, one_line

_BULLET = re.compile(r"^\s*[-*•–·▪‣◦]\s+(?=\S)")
_NUMBER = re.compile(r"^\s*(\d{1,3})[.)]\s+(?=\S)")
_HASHES = re.compile(r"^(#{1,6})\s+(?=\S)(.*?)(?:\s+#+)?\s*$")
_RULE = re.compile(r"^[\s|:=_*-]*$")
_LOGOTYPE = re.compile(r"\b(?:KOMMUN|STAD|REGION)\b")
LONGEST_HEADING = 90  # characters
LONGEST_HASHES = 500  # characters of a line that is marked as a heading
# What a line that leads over to a list ends with.
_LEADS_ON = re.compile(r"\b(?:för|att|av|om|på|till|med|i|är|som|följande|är att)$")
_DECISION = re.compile(r"^(?:antog|anta[gs]|beslut|fastställ|gäller|senast|revider)", re.I)
_NO_HEADING = tuple(".,;:!?…")


def read(text: str) -> list[Piece]:
    """The pieces of a plain text, headings told by their looks."""
    pieces = [piece for block in _blocks(text) for piece in _block(block)]
    for n in contents(pieces):
        pieces[n] = replace(pieces[n], why=Why.CONTENTS)
    return [_heading(n, pieces) for n in range(len(pieces))]


def is_logotype(text: str) -> bool:
    """Whether a few words in capitals are the municipality's name as it stands in its mark."""
    return text.isupper() and bool(_LOGOTYPE.search(text)) and "\n" in text and len(text) < 80


def looks_like_heading(text: str) -> bool:
    """Whether a line stands as a heading does: short, a capital first, no full stop."""
    return (
        len(text) <= LONGEST_HEADING
        and "\n" not in text
        and not text.endswith(_NO_HEADING)
        and (text[:1].isupper() or text[:1] in "0123456789§")
        and any(letter.isalpha() for letter in text)
        and not _DECISION.match(text)
        and not re.search(r"[@*]|www\.|https?:", text)
    )


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*text.strip("\ufeff").split("\n"), ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []


def _block(lines: list[str]) -> Iterator[Piece]:
    if is_logotype("\n".join(lines)):
        yield Piece(PieceKind.PARAGRAPH, "\n".join(lines))
        return
    open_lines: list[str] = []
    start: Piece | None = None

    def closed() -> Iterator[Piece]:
        if open_lines:
            text = "\n".join(open_lines)
            yield (
                Piece(start.kind, one_line(text), number=start.number)
                if start
                else Piece(PieceKind.PARAGRAPH, text)
            )
            open_lines.clear()

    for line in lines:
        begins = _begins(line)
        table = line.startswith("|")
        if begins or table:
            yield from closed()
            start = begins
        if table:
            yield Piece(PieceKind.TABLE, line)
        elif begins and begins.kind is PieceKind.HEADING:
            yield begins
            start = None
        else:
            open_lines.append(begins.text if begins else line)
    yield from closed()


def _begins(line: str) -> Piece | None:
    """The item or heading that a line opens."""
    if len(line) <= LONGEST_HASHES and (hashes := _HASHES.match(line)):
        return Piece(PieceKind.HEADING, hashes[2], level=len(hashes[1]))
    if bullet := _BULLET.match(line):
        return Piece(PieceKind.ITEM, line[bullet.end() :])
    if number := _NUMBER.match(line):
        return Piece(PieceKind.ITEM, line, number=int(number[1]))
    return None


def _heading(n: int, pieces: list[Piece]) -> Piece:
    piece = pieces[n]
    after = pieces[n + 1].kind if n + 1 < len(pieces) else None
    if piece.why or (piece.kind is PieceKind.ITEM and not (piece.number and _is_alone(n, pieces))):
        return piece
    if piece.kind in (PieceKind.TABLE, PieceKind.HEADING) or not looks_like_heading(piece.text):
        return piece
    if after is None or (after is PieceKind.ITEM and _LEADS_ON.search(piece.text)):
        return piece
    return Piece(PieceKind.HEADING, piece.text)


def _is_alone(n: int, pieces: list[Piece]) -> bool:
    """Whether no other item of a list stands beside this one."""
    beside = pieces[max(0, n - 1) : n] + pieces[n + 1 : n + 2]
    return not any(piece.kind is PieceKind.ITEM and not piece.why for piece in beside)


def with_tables(pieces: list[Piece]) -> list[Piece]:
    """The rows of drawn tables put together, each table one piece."""
    joined: list[Piece] = []
    for is_row, group in groupby(pieces, lambda p: p.kind is PieceKind.TABLE and not p.rows):
        if not is_row:
            joined += group
            continue
        lines = [piece.text for piece in group]
        rows = tuple(_cells(line) for line in lines if not _RULE.match(line))
        joined.append(Piece(PieceKind.TABLE, "\n".join(lines), rows=rows))
    return joined


def _cells(line: str) -> tuple[str, ...]:
    return tuple(one_line(cell) for cell in line.strip().strip("|").split("|"))
