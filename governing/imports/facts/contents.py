"""A table of contents that is typed or printed: titles with the numbers of their pages."""

import re
from collections.abc import Sequence

from governing.imports.pieces import Piece, PieceKind

_HEADING = re.compile(r"innehåll(?:sförteckning)?:?", re.I)
_LEADER = re.compile(r"\S.*?(?:\s?[.·…_]){3,}\s*\d{1,3}")
LONGEST_ENTRY = 200  # characters
_ENTRY = re.compile(r"\S.*\s\d{1,3}")


def contents(pieces: Sequence[Piece]) -> set[int]:
    """Which pieces are a table of contents: its heading, and the lines that end in a page."""
    listed: set[int] = set()
    after_heading = False
    for n, piece in enumerate(pieces):
        if piece.kind is PieceKind.TABLE:
            after_heading = False
            continue
        lines = piece.text.split("\n")
        headed = bool(_HEADING.fullmatch(lines[0].strip("* ")))
        entries = lines[1:] if headed else lines
        form = _ENTRY if headed or after_heading else _LEADER
        if entries and all(_is_entry(form, line.strip()) for line in entries):
            listed |= {n, n - 1} if after_heading and not listed & {n - 1} else {n}
            after_heading = True
        else:
            after_heading = headed and not entries
    return listed


def _is_entry(form: re.Pattern[str], line: str) -> bool:
    return len(line) <= LONGEST_ENTRY and form.fullmatch(line) is not None
