"""A document whose lines were run together into one paragraph a page: put apart again.

A heading is recognised only at the start of a sentence, from the text itself: a word or two with a
capital, followed by another capital, where both words occur elsewhere as ordinary words.
"""

import re
from collections.abc import Iterator

from governing.imports.facts.letters import is_letter
from governing.imports.pieces import LeftOut, Piece, PieceKind, Why, one_line

RUN_TOGETHER = 600  # characters: a paragraph of this length may contain headings
_HEAD = re.compile(
    r"(?P<title>\S.{2,140}?) (?P<mark>\d{1,3} ?\(\d{1,3}\)) (?P<date>\d{4}-\d\d-\d\d)"
    r"(?: (?:Dnr|Diarienummer):?(?P<dnr> [A-ZÅÄÖ]{1,5}[ /]?\d{4}[/:]\d+)?)? (?=(?P=title) )"
)
_MARK = re.compile(r"\d{1,3} ?\(\d{1,3}\)(?= |$)")
_CONTACT = re.compile(r"\b0\d{1,3}[- ]\d[\d ]{4,10}\b|\S+@\S+\.\w+|www\.\S+")
_NAME = re.compile(r"(?:[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)? ){2,3}$")
LONGEST_CONTACT = 500  # characters of a foot with an address
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖ])")
_WORD = re.compile(r"[\wåäöÅÄÖ][\w\-:åäöÅÄÖ]*")
_PHRASE = re.compile(
    r"(?P<heading>[A-ZÅÄÖ][\wåäö\-]+(?: (?:och|samt|&|för|med|i|av) [a-zåäö][\wåäö\-]+){0,2})"
    r" (?P<next>[A-ZÅÄÖ][\wåäö\-:]*)"
)
KNOWN = frozenset(
    """inledning bakgrund syfte mål utgångspunkter inriktning organisation ansvar ansvarsfördelning
    prioriteringar samverkansparter samarbeten samverkan uppföljning revidering definitioner
    genomförande omfattning sammanfattning vision strategier utvärdering""".split()
)
_STARTERS = frozenset("i en ett den det de att för om med av vi på till som när varje".split())
_VERBS = frozenset(
    "ska skall är har kan bör får måste innebär kommer finns gör ger blir bidrar ansvarar".split()
)
_BULLETS = re.compile(r"(?:^|\s)[-–•]\s+(?=[A-ZÅÄÖ])")


def put_apart(pieces: list[Piece]) -> tuple[list[Piece | LeftOut], bool]:
    """Headings, items and page furniture of paragraphs that are a page each.

    The second value says whether there was any such paragraph.
    """
    pages = [piece for piece in pieces if _is_page(piece)]
    if not any(_HEAD.match(piece.text) or _MARK.match(piece.text) for piece in pages):
        return list(pieces), False
    lowercase = {word for piece in pages for word in _WORD.findall(piece.text) if word.islower()}
    separated: list[Piece | LeftOut] = []
    for piece in pieces:
        if not (_is_page(piece) or _MARK.match(piece.text)) or piece.why:
            separated.append(piece)
        elif is_letter(piece.text):
            separated.append(LeftOut(one_line(piece.text), Why.COVER_LETTER))
        else:
            separated.extend(_page(one_line(piece.text), lowercase))
    return separated, True


def _is_page(piece: Piece) -> bool:
    return (
        piece.kind is PieceKind.PARAGRAPH and not piece.markup and len(piece.text) >= RUN_TOGETHER
    )


def _page(text: str, lowercase: set[str]) -> Iterator[Piece | LeftOut]:
    foot = _foot(text)
    text, foot_text = text[:foot].rstrip(), text[foot:]
    if head := _HEAD.match(text):
        yield LeftOut(head[0].strip(), Why.RUNNING_HEADER)
        yield Piece(PieceKind.HEADING, head["title"], level=1)
        text = text[head.end() + len(head["title"]) :].strip()
    elif mark := _MARK.match(text):
        yield LeftOut(mark[0], Why.PAGE_MARK)
        text = text[mark.end() :].strip()
    yield from _body(text, lowercase)
    if foot_text:
        yield LeftOut(foot_text, Why.PERSON if _CONTACT.search(foot_text) else Why.CONTACT)


def _foot(text: str) -> int:
    """Where the address at the end of the page starts; the text's length where there is none."""
    contacts = list(_CONTACT.finditer(text, max(0, len(text) - LONGEST_CONTACT)))
    if len(contacts) < 2 or len(text) - contacts[-1].end() > 3:
        return len(text)
    start = contacts[0].start()
    name = _NAME.search(text[:start])
    return name.start() if name else start


def _body(text: str, lowercase: set[str]) -> Iterator[Piece]:
    """Headings at the start of sentences, items after a colon, paragraphs between."""
    open_sentences: list[str] = []

    def close() -> Iterator[Piece]:
        if open_sentences:
            yield Piece(PieceKind.PARAGRAPH, " ".join(open_sentences))
            open_sentences.clear()

    after_colon = False
    for sentence in _SENTENCE_END.split(text):
        if after_colon and len(items := _items(sentence)[0]) > 1:
            yield from close()
            yield from (Piece(PieceKind.ITEM, item) for item in items)
            sentence = _items(sentence)[1]
        while heading := _leading_heading(sentence, lowercase):
            yield from close()
            yield Piece(PieceKind.HEADING, heading)
            sentence = sentence[len(heading) :].strip()
        if sentence:
            open_sentences.append(sentence)
        after_colon = sentence.endswith(":")
    yield from close()


def _leading_heading(sentence: str, lowercase: set[str]) -> str:
    match = _PHRASE.match(sentence)
    if not match:
        return ""
    heading, following = match["heading"], match["next"]
    first, last = heading.split()[0].lower(), heading.split()[-1]
    if last in _STARTERS or (following.isupper() and len(following) > 1):
        return ""
    stated = first in KNOWN
    ordinary = first in lowercase and _starts_sentence(following.lower(), first, lowercase)
    return heading if stated or ordinary else ""


def _starts_sentence(word: str, before: str, lowercase: set[str]) -> bool:
    return (
        word in _STARTERS
        or word.startswith(before)
        or any(other.startswith(word) for other in lowercase if len(word) > 2)
    )


def _items(text: str) -> tuple[list[str], str]:
    """What stands after a colon: the entries of a list, and the sentence that goes on after it."""
    if len(bulleted := _BULLETS.split(text)) > 2 and not bulleted[0].strip():
        return [item.strip() for item in bulleted[1:]], ""
    parts = re.split(r" (?=[A-ZÅÄÖ])", text)
    items: list[str] = []
    for n, part in enumerate(parts):
        words = part.split()
        if len(words) > 6 or _VERBS & set(words) or part.endswith((".", ":", "!", "?", ",")):
            return items, " ".join(parts[n:])
        items.append(part)
    return items, ""
