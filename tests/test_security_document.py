"""`docs/security.md` says of each requirement where it stands, and names what is there."""

import re
from collections import Counter

import pytest

from tests.parts import ROOT

DOCUMENT = ROOT / "docs" / "security.md"
TEXT = DOCUMENT.read_text()
ROWS = re.findall(r"^\| ([\d., to]+?) \| (.+?) \| (met|open|–) \| (.+) \|$", TEXT, re.MULTILINE)
LEVELS_1_AND_2 = 253  # requirements of ASVS 5.0.0


def numbers() -> list[str]:
    """Each requirement that has a row; "10.4.1 to 10.4.11" are eleven."""
    found = []
    for written, *_rest in ROWS:
        for part in written.split(", "):
            first, _to, last = part.partition(" to ")
            section, _dot, number = first.rpartition(".")
            until = int(last.rpartition(".")[2] or number)
            found += [f"{section}.{n}" for n in range(int(number), until + 1)]
    return found


def test_each_requirement_of_level_2_has_one_row() -> None:
    assert [number for number, times in Counter(numbers()).items() if times > 1] == []
    assert len(numbers()) == LEVELS_1_AND_2
    table = TEXT.partition("## ASVS")[2]
    assert len(ROWS) == len(re.findall(r"^\| \d", table, re.MULTILINE)), "a row has another form"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", TEXT))))
def test_a_test_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).is_file()


def headings(text: str) -> set[str]:
    """What can be linked to, as forges write it."""
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in found}


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)]+)\)", TEXT))))
def test_a_link_leads_somewhere(link: str) -> None:
    path, _sign, place = link.partition("#")
    file = DOCUMENT.parent / path if path else DOCUMENT
    assert file.exists()
    assert not place or place in headings(file.read_text())
