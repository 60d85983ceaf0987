"""Reference numbers (diarienummer) in every spelling people write.

KS/2012:935, KS 2012/935 and ks2012-935 are one number: signs, spaces, case and
leading zeros do not count. Letters and the year may come in either order: 2010/KS 130 005.
"""

import re

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_PREFIX = re.compile(r"^\W*(?:dnr|diarienr|diarienummer)\b[\s.:]*", re.IGNORECASE)
LONGEST = 8  # parts; what has more is no reference number


def parts(number: str) -> list[str]:
    """The letters and the figures of a number in order, folded."""
    return _PARTS.findall(_PREFIX.sub("", number).casefold())


def is_number(text: str) -> bool:
    """Whether `text` may be a reference number: few parts, some of them figures."""
    pieces = parts(text)
    return 1 < len(pieces) <= LONGEST and any(part.isdecimal() for part in pieces)


def same(one: str, other: str) -> bool:
    """Whether two spellings mean one number."""
    return bool(parts(one)) and sorted(_plain(parts(one))) == sorted(_plain(parts(other)))


def within(query: str, number: str) -> bool:
    """Whether `query` is the number or a run of its parts, such as 2012:935."""
    if not is_number(query) or not number:
        return False
    written = {"".join(parts(query)), "".join(_plain(parts(query)))}
    return same(query, number) or not written.isdisjoint(_runs_of(number))


def variants(number: str) -> list[str]:
    """The number as written, then the words that a search makes of its spellings.

    A search splits words at signs and spaces, so that ks2012-935 becomes ks2012 and 935: every run
    of parts written together is a keyword of the number.
    """
    return [number, *_runs_of(number)] if number else []


def _plain(pieces: list[str]) -> list[str]:
    """The parts without leading zeros."""
    return [part.lstrip("0") or "0" if part.isdecimal() else part for part in pieces]


def _runs_of(number: str) -> list[str]:
    pieces = parts(number)
    every = [*_runs(pieces), *_runs(_plain(pieces)), *_runs(_swapped(pieces))]
    return list(dict.fromkeys(every))


def _runs(pieces: list[str]) -> list[str]:
    """Every run of parts, written together."""
    pieces = pieces[:LONGEST]
    return ["".join(pieces[a:b]) for a in range(len(pieces)) for b in range(a + 1, len(pieces) + 1)]


def _swapped(pieces: list[str]) -> list[str]:
    """The letters after the year where they stood before it, and the other way round."""
    return [pieces[1], pieces[0], *pieces[2:]] if len(pieces) > 1 else pieces
