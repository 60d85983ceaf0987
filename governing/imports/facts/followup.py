"""How often a document says that it is to be looked at again."""

import re
from collections.abc import Sequence

from governing.imports.pieces import Piece, PieceKind

_ITSELF = r"\b(?:strategin|riktlinjerna|policyn|programmet|planen|dokumentet|styrdokumentet)\b"
_LOOKED_AT = re.compile(
    rf"(?=.*{_ITSELF})(?=.*(?:revider|uppdater|följ(?:s|a|er) upp|uppfölj|ses över|översyn)).*",
    re.I,
)
_TERM = re.compile(r"\b(?:varje|var|ny|en gång per) (?:ny )?mandatperiod\b", re.I)
_ORDINALS = {"annat": 2, "tredje": 3, "fjärde": 4, "femte": 5}
_YEARS = re.compile(rf"\bvart (?P<interval>{'|'.join(_ORDINALS)}|\d(?::?e)?) år\b", re.I)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
LONGEST_NOTE = 300


def followup(kept: Sequence[Piece]) -> tuple[str, int | None, str]:
    """The rule (term, years, none), after how many years, and the sentence that says so."""
    for piece in kept:
        if piece.kind is PieceKind.TABLE:
            continue
        for sentence in _SENTENCES.split(piece.plain):
            if len(sentence) > LONGEST_NOTE or not _LOOKED_AT.fullmatch(sentence):
                continue
            if _TERM.search(sentence):
                return "term", None, sentence
            if years := _YEARS.search(sentence):
                interval = years["interval"].lower()
                return "years", _ORDINALS.get(interval) or int(interval[0]), sentence
    return "none", None, ""
