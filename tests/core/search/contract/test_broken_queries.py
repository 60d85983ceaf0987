"""Whatever somebody writes is looked for as words, and never breaks the search."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.search.query import Window
from tests.core.search.contract.shelf import Shelf, note

pytestmark = pytest.mark.django_db

DOCUMENTS = [
    note("Otters and herons", text="Rivers.", facets={"topic": ["a"]}),
    note("Badgers", text="Woods.", facets={"topic": ["b"]}),
]
OTTERS, BADGERS = {"Otters and herons"}, {"Badgers"}
BOTH = OTTERS | BADGERS
NOTHING: set[str] = set()

FOUND = {
    # SQLite's full text
    "otter*": OTTERS,
    'NEAR("otters" "herons", 5)': OTTERS,
    "otter NOT heron": OTTERS,
    "otter AND": OTTERS,
    "OR otter": OTTERS,
    "{title keywords} : otter": OTTERS,
    "title:otter": OTTERS,
    "^otter": OTTERS,
    "- title : otter": OTTERS,
    # PostgreSQL's
    "otter & heron": OTTERS,
    "otter | badger": BOTH,
    "!otter": OTTERS,
    "otter <-> heron": OTTERS,
    "otter <2> heron:A": OTTERS,
    "otter:*": OTTERS,
    "'otter' & !'badger'": BOTH,
    "otter\\": OTTERS,
    # Lucene's and its queries
    "+otter -heron": OTTERS,
    "(otter AND (heron": OTTERS,
    "/ott.*/": NOTHING,
    "otter~2 heron^9": OTTERS,
    "[otter TO heron]": OTTERS,
    "*:*": NOTHING,
    "_exists_:otter": OTTERS,
    '{"match_all": {}}': NOTHING,
    "everything:otter": OTTERS,
    "title=otter": OTTERS,
    # SQL's, and what fills in its parameters
    "otter' OR '1'='1": OTTERS,
    "'; DROP TABLE core_searchentry; --": NOTHING,
    "otter%": OTTERS,
    "otter %s %(at)s %d {0} {match} $1 :at ?": OTTERS,
    "\\' otter \\x": OTTERS,
    # marks, pictures and what is no text at all
    "otter\0heron": OTTERS,
    "\0": NOTHING,
    "otter \ud800\udfff": OTTERS,
    "\udcff": NOTHING,
    "🦦 otter 🎉": OTTERS,
    "🎉": NOTHING,
    "((((": NOTHING,
    '"""': NOTHING,
    "* - ^ : ! | & < >": NOTHING,
    "_ __ ___": NOTHING,
    "\u202eotter\u202c": OTTERS,
    "ot\u200bter": NOTHING,
    "otter\r\n\t\v\f\u2028heron\xa0": OTTERS,
    "\ufeff\uffff": NOTHING,
    "<b>otter</b>": OTTERS,
    # too much
    "otter " * 900: OTTERS,
    " ".join(f"word{number}" for number in range(900)): NOTHING,
    "otter " + " ".join(f"word{number}" for number in range(900)): OTTERS,
    "å" * 10_000: NOTHING,
    "otter " + "å" * 1_000: OTTERS,
    "otter" * 12 + "s": NOTHING,
    '"' * 999 + "otter": OTTERS,
    '"otters" ' * 200: OTTERS,
    '"' + "otters " * 200: OTTERS,
    '"' + "otters " * 200 + '"': NOTHING,
    "otter" + "\u0301" * 500: NOTHING,
    "9" * 64: NOTHING,
    "otter -" * 200: OTTERS,
}


@pytest.mark.parametrize(
    ("text", "titles"), FOUND.items(), ids=[ascii(text)[1:25].replace("::", "") for text in FOUND]
)
def test_no_text_breaks_the_search(shelf: Shelf, text: Any, titles: Any) -> None:
    assert set(shelf.find(text)) == titles


@pytest.mark.parametrize(
    "value", ["'", '"', "a'; --", "%s", "%(at)s", "a\\", "*", "a OR b", "[", ""]
)
def test_no_value_breaks_a_filter(shelf: Shelf, value: str) -> None:
    assert shelf.find(facets={"topic": [value]}) == []
    assert shelf.find(facets={"topic": [value, "a"]}) == ["Otters and herons"]
    assert shelf.find(facets={value or " ": ["a"]}) == []
    assert shelf.find(kinds=(value,)) == []


def test_a_thousand_values_are_a_filter(shelf: Shelf) -> None:
    values = [f"value {number}" for number in range(1_000)]
    assert shelf.find(facets={"topic": [*values, "b"]}) == ["Badgers"]


@settings(max_examples=settings().max_examples // 3)
@given(st.text(max_size=200) | st.text('"“”*:^()-+&|!<>\\/~[]{}%\0 abotter', max_size=60))
def test_fuzzed_texts_are_answered(shelf: Shelf, text: Any) -> None:
    results = shelf.ask(text, windows=[Window.OPEN])
    assert 0 <= results.count == len(results.results) <= len(DOCUMENTS)
