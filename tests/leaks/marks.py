"""By what a canary is known, wherever it appears."""

import re
from typing import Any

from core.models import User
from tests.factories.closed import CANARY, SECRET
from tests.leaks.table import CANARIES, STORED, Canary, For

AREA, PROGRAMME = "yta", "program"  # of every record that has one
_MARK = re.compile(rf"{SECRET}[-_]([a-z]+)[-_]([a-z]+)")
_KNOWN = {(kind, str(each)) for kind, classes in CANARIES.items() for each in classes}


def mark(kind: str, each: For) -> str:
    """The word by which a canary is known: in a title, an address, the name of a file."""
    return f"{SECRET}-{kind}-{each}"


def title(kind: str, each: For) -> str:
    """Found by CANARY."""
    return f"{CANARY} {mark(kind, each)}"


def found(text: str) -> set[Canary]:
    """The canaries that a text tells of. Raises LookupError for one that was never made."""
    marks = set(_MARK.findall(text))
    if strange := marks - _KNOWN:
        raise LookupError(f"No canary is called {strange}.")
    return marks


def facts(each: For, author: User | None) -> dict[str, Any]:
    """Its readers, as a record stores them."""
    return {"visibility": STORED[each], "author": author}


def few(kind: str, each: For) -> str:
    """The mark of what is for the coordination, for what is for everybody to lead to."""
    return mark(kind, For.COORDINATION) if each == For.PUBLIC else ""
