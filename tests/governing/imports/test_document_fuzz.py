"""Whatever a file holds: it is read or refused with a sentence, and no word of it disappears."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from governing.imports.parse import Parsed, parse
from governing.imports.pieces import DocumentRefused
from tests.governing.imports.document_sources import html_text, words

LINES = st.sampled_from(
    """
Tjänsteskrivelse
1 (4)
2(4)
Förslag till beslut
Sammanfattning
Inledning
Transkript:
- en punkt
1. första
2. andra
3) tredje
# Rubrik
## Mål
| a | b |
|---|---|
Dnr: KS 2016/327
Mellanrubrik
Policy för *glada* hundar
EN DEL AV STAD
Kommunstyrelsen
Antogs av kommunfullmäktige 2015-99-99
Gäller till 2020-01-01
namn.efternamn@kommun.se
0709-739210
Eva Ek
Dokumenttyp: Plan
1999-2001
och fortsätter här
Det här är en mening. Och en till! Ring 070-123 45 67 nu.
<b>fet</b>
&amp;
POLICY
```
> citat
[a]: http://b.se "c"
ersätter "A" KF 1989-10-12 § 144
""".split("\n")
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(LINES, LINES.map(lambda line: line * 40)), max_size=25).map("\n".join),
    st.lists(LINES, max_size=15).map("\n\n".join),
)

# Characters that are no text are dropped; the old marks for a new line are new lines.
CONTROL = dict.fromkeys([*range(32), 127]) | dict.fromkeys(range(9, 14), "\n")


def read(data: bytes, name: str) -> Parsed | None:
    """The document, or None where it is refused; anything else that goes wrong fails the test."""
    try:
        return parse(data, name)
    except DocumentRefused:
        return None


@given(TEXTS)
def test_no_word_of_any_text_disappears(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    parsed = read(data, "a.txt")
    if parsed is None:
        return
    there = Counter[str]()
    for part in [parsed.title, parsed.subtitle, *(left.text for left in parsed.left_out)]:
        there += words(part)
    for block in parsed.blocks:
        there += words(_numbered(block.html))
        there += sum((words(cell) for row in block.rows for cell in row), Counter())
    source = data.decode().translate(CONTROL)
    assert words(source) - there == Counter()


def _numbered(markup: str) -> str:
    """HTML's text with the numbers that a browser shows before the items of a list."""
    lists = [part.split("</ol>")[0].count("<li>") for part in markup.split("<ol>")[1:]]
    return html_text(markup) + " ".join(str(n + 1) for size in lists for n in range(size))


@given(
    st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("utf-8", "ignore"))),
    st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a"]),
)
def test_no_file_is_answered_with_a_traceback(data: bytes, name: str) -> None:
    parsed = read(data, name)
    assert parsed is None or parsed.title
