"""Reference numbers in every spelling people write."""

from typing import Any

import pytest

from core.search import analysis
from governing.numbers import is_number, same, variants, within

WRITTEN = {
    "KS/2012:935": [
        "KS 2012/935",
        "ks2012-935",
        "KS2012:935",
        "KS-2012-935",
        "Dnr KS/2012:935",
        "dnr: KS 2012:0935",
        "2012/KS 935",
        "2012:935",
        "KS/2012:0935",
    ],
    "2010/KS 130 005": [
        "2010/KS130005",
        "2010/ks 130-005",
        "KS 2010/130 005",
        "KS2010:130 005",
        "2010 KS 130 5",
        "dnr 2010/KS 130 005",
    ],
    "KS 2016/327": ["KS2016/327", "ks/2016:327", "KS 2016-327"],
}
PAIRS = [(number, spelling) for number, all_ in WRITTEN.items() for spelling in all_]


@pytest.mark.parametrize(("number", "spelling"), PAIRS)
def test_a_spelling_is_the_number(number: Any, spelling: Any) -> None:
    assert within(spelling, number)
    for other in WRITTEN:
        assert other == number or not within(spelling, other)


@pytest.mark.parametrize(("number", "spelling"), [p for p in PAIRS if ":0" not in p[1]])
def test_the_one_search_has_every_word_of_a_spelling(number: Any, spelling: Any) -> None:
    found = set(analysis.terms(" ".join(variants(number)), "sv"))
    wanted = {word for word in analysis.words(spelling) if word != "dnr"}
    assert wanted <= found, wanted - found


def test_what_is_no_number_finds_none() -> None:
    assert not same("", "")
    for text in ("", "strategi", "2012", "EU- och internationellt", "a 1 " * 9):
        assert not is_number(text)
        assert not within(text, "KS/2012:935")
    assert variants("") == []
