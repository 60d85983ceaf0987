"""Pieces put together as the page stores them: rich text with headings and lists, and tables."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from governing.imports.facts.transcript import KNOWN
from governing.imports.lists import lists
from governing.imports.pieces import Piece, PieceKind, one_line

TOP, DEEPEST = 2, 3  # the page's title is h1, and editors have h2 and h3
_END = (".", "!", "?", ":", ";")


@dataclass(frozen=True)
class Block:
    """A stretch of rich text, or a table whose first row has the headings of its columns."""

    html: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(pieces: list[Piece]) -> list[Block]:
    """The body of the page."""
    body = []
    for is_table, group in groupby(
        levelled(joined(pieces)), lambda piece: piece.kind is PieceKind.TABLE and bool(piece.rows)
    ):
        if is_table:
            body += [Block(rows=_even(piece.rows)) for piece in group]
        else:
            body.append(Block(html=_rich_text(list(group))))
    return [block for block in body if block.html or block.rows]


def joined(pieces: list[Piece]) -> list[Piece]:
    """Paragraphs that the end of a printed page has broken, whole again."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _goes_on(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [
        replace(group[0], text="\n".join(piece.text for piece in group))
        if len(group) > 1
        else group[0]
        for group in groups
    ]


def _goes_on(before: Piece, piece: Piece) -> bool:
    return (
        piece.kind is before.kind is PieceKind.PARAGRAPH
        and not (piece.markup or before.markup)
        and piece.text[:1].islower()
        and not before.text.rstrip().endswith(_END)
    )


def levelled(pieces: list[Piece]) -> list[Piece]:
    """Headings on levels 2 and 3: as stated, else as they stand."""
    stated = sorted(
        {piece.level for piece in pieces if piece.kind is PieceKind.HEADING and piece.level}
    )
    rank = {level: min(TOP + n, DEEPEST) for n, level in enumerate(stated)}
    levelled_pieces: list[Piece] = []
    below = False
    for n, piece in enumerate(pieces):
        if piece.kind is not PieceKind.HEADING:
            levelled_pieces.append(piece)
            continue
        if piece.level:
            level, below = rank[piece.level], True
        elif stated:
            level = DEEPEST if below else TOP
        else:
            below = _is_below(n, pieces, below=below)
            level = DEEPEST if below else TOP
        levelled_pieces.append(replace(piece, level=level))
    return _unskipped(levelled_pieces)


def _is_below(n: int, pieces: list[Piece], *, below: bool) -> bool:
    """A heading right after another, or after a colon, stands below what is before it.

    So do the next ones, up to a usual main heading.
    """
    first = re.split(r"\W+", pieces[n].plain.lstrip("0123456789. §"), maxsplit=1)[0].lower()
    if first in KNOWN:
        return False
    before = pieces[n - 1] if n else None
    return below or (
        before is not None and (before.kind is PieceKind.HEADING or before.plain.endswith(":"))
    )


def _unskipped(pieces: list[Piece]) -> list[Piece]:
    for n, piece in enumerate(pieces):
        if piece.kind is PieceKind.HEADING:
            return [*pieces[:n], replace(piece, level=TOP), *pieces[n + 1 :]]
    return pieces


def _rich_text(pieces: list[Piece]) -> str:
    parts = []
    for kind, group in groupby(pieces, lambda piece: piece.kind):
        same_kind = list(group)
        if kind is PieceKind.ITEM:
            parts.append(lists(same_kind))
        elif kind is PieceKind.HEADING:
            parts += [f"<h{p.level}>{p.html}</h{p.level}>" for p in same_kind]
        else:
            parts += [f"<p>{piece.html}</p>" for piece in same_kind if one_line(piece.html)]
    return "\n".join(parts)


def _even(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Rows of one length, without empty ones."""
    filled = [row for row in rows if any(row)]
    width = max((len(row) for row in filled), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in filled)
