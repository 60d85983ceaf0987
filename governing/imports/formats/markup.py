"""HTML as a browser saved it: what it says, without what it runs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from django.utils.translation import gettext as _

from core.words.plain_text import plain_text
from governing.imports.formats.inline import emphasis, link, seamless
from governing.imports.pieces import DocumentRefused, Piece, PieceKind, Why, one_line

_FRAME = {"nav", "header", "footer", "aside", "form", "button"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = set("a abbr b bdi bdo cite code data dfn em i img kbd mark q s samp small span".split())
_INLINE |= set("strong sub sup time u var br wbr font label ins del".split())
_BLOCKS = set("html head title body main article section div p ul ol li dl dt dd table".split())
_BLOCKS |= set("caption thead tbody tfoot tr td th blockquote pre figure figcaption".split())
_BLOCKS |= set("address details summary fieldset legend hr center".split())
_TITLE = re.compile(r"<title\b[^<>]{0,300}>([^<]{0,3000})</title\s{0,9}>", re.I)
_MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i"}
_SAFE = nh3.Cleaner(
    tags=_FRAME | set(_HEADINGS) | _INLINE | _BLOCKS,
    attributes={"a": {"href"}, "img": {"alt"}, "ol": {"start"}},
    clean_content_tags={"script", "style", "template", "noscript"},
)
# Elements that need no end, whose next one does not stand in the last.
_OPEN_ENDED = set("p li dt dd tr td th thead tbody tfoot option optgroup".split())
_OPEN_ENDED |= set("area base br col embed hr img input link meta source track wbr".split())
DEEPEST = 200
MOST_ELEMENTS = 100_000


def read(text: str) -> list[Piece]:
    """The pieces of a page; its frame (navigation, header, footer) does not belong."""
    _Shape().feed(text)
    pieces: list[Piece] = []
    if title := _TITLE.search(text):  # nh3 would take it for text of the body
        text = text[: title.start()] + text[title.end() :]
        page_title = one_line(unescape(title[1]))
        pieces.append(Piece(PieceKind.PARAGRAPH, page_title, why=Why.NAVIGATION))
    _walk(BeautifulSoup(_SAFE.clean(text), "html.parser"), pieces, None)
    return [piece for piece in pieces if piece.text]


class _Shape(HTMLParser):
    """Refuses a page before it is made a tree, which takes ages for one that is mostly tags."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = self.depth = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 (the library's)
        self.elements += 1
        self.depth += tag not in _OPEN_ENDED
        if self.depth > DEEPEST:
            raise DocumentRefused(
                _("The document is nested too deeply to be read. Nothing was changed.")
            )
        if self.elements > MOST_ELEMENTS:
            raise DocumentRefused(
                _("The document has more elements than can be read. Nothing was changed.")
            )

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 (the library's)
        self.elements += 1  # of a drawing, or without content

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(self.depth - (tag not in _OPEN_ENDED), 0)


def _walk(parent: Tag, pieces: list[Piece], why: Why | None) -> None:
    """Add what `parent` contains; inline content between its blocks is a paragraph."""
    loose: list[PageElement] = []

    def close() -> None:
        pieces.append(_piece(PieceKind.PARAGRAPH, loose, why))
        pieces.extend(_pictures(loose))
        loose.clear()

    for child in parent.children:
        if not isinstance(child, Tag) or (child.name in _INLINE and not _contains_block(child)):
            loose.append(child)
            continue
        close()
        _element(child, pieces, why)
    close()


def _element(tag: Tag, pieces: list[Piece], why: Why | None) -> None:
    inside = Why.NAVIGATION if tag.name in _FRAME and not tag.find("h1") else why
    if tag.name in _HEADINGS and not _contains_block(tag):
        level = _HEADINGS[tag.name]
        pieces.append(_piece(PieceKind.HEADING, list(tag.children), inside, level=level))
        pieces.extend(_pictures([tag]))
    elif tag.name == "table" and not tag.find("table"):
        pieces.extend(_table(tag, inside))
        pieces.extend(_pictures([tag]))
    elif tag.name == "li":
        _item(tag, pieces, inside)
    else:
        if tag.name in ("ol", "ul"):
            _number(tag)
        _walk(tag, pieces, inside)


def _number(tag: Tag) -> None:
    """Write the number of each item of a list into it, as a browser shows it; 0 is a bullet."""
    start = str(tag.get("start") or 1)
    number = int(start) if start.isascii() and start.isdigit() else 1
    for item in tag.find_all("li", recursive=False):
        item["value"] = str(number if tag.name == "ol" else 0)
        number += 1


def _item(tag: Tag, pieces: list[Piece], why: Why | None) -> None:
    number = int(str(tag.get("value", "0")))
    inside: list[Piece] = []
    _walk(tag, inside, why)
    for n, piece in enumerate(piece for piece in inside if piece.text):
        if n == 0 and piece.kind is PieceKind.PARAGRAPH and piece.why is why:
            mark = f"{number}. " if number else ""
            markup = f"{mark}{piece.markup}"
            piece = Piece(PieceKind.ITEM, mark + piece.text, markup, number=number, why=why)
        elif piece.kind is PieceKind.ITEM:
            piece = replace(piece, depth=piece.depth + 1)
        pieces.append(piece)


def _table(tag: Tag, why: Why | None) -> list[Piece]:
    pieces = []
    if caption := tag.find("caption"):
        pieces.append(_piece(PieceKind.PARAGRAPH, list(caption.children), why))
        caption.extract()
    rows = tuple(
        tuple(one_line(plain_text(str(cell))) for cell in row.find_all(["td", "th"]))
        for row in tag.find_all("tr")
    )
    text = "\n".join(" | ".join(row) for row in rows)
    return [
        *pieces,
        Piece(PieceKind.TABLE, text if any(map(any, rows)) else "", rows=rows, why=why),
    ]


def _piece(kind: PieceKind, parts: list[PageElement], why: Why | None, level: int = 0) -> Piece:
    inline = [_text_and_markup(part) for part in parts]
    text = one_line("".join(text for text, _markup in inline))
    markup = one_line(seamless("".join(markup for _text, markup in inline)))
    return Piece(kind, text, markup, level=level, why=why)


def _text_and_markup(part: PageElement) -> tuple[str, str]:
    """The text of some inline content, and its safe HTML."""
    if isinstance(part, NavigableString):
        return str(part), escape(str(part), quote=False)
    if not isinstance(part, Tag) or part.name in ("br", "img"):
        return " ", " "
    inline = [_text_and_markup(child) for child in part.children]
    text = "".join(text for text, _markup in inline)
    markup = "".join(markup for _text, markup in inline)
    if part.name == "a":
        return link(str(part.get("href") or ""), text, markup)
    return text, emphasis(markup, *_MARKS.get(part.name, ()))


def _pictures(parts: list[PageElement]) -> Iterator[Piece]:
    """What pictures show; one with an empty description is decoration."""
    for part in parts:
        if isinstance(part, Tag):
            for picture in [part] if part.name == "img" else part.find_all("img"):
                alt = picture.get("alt")
                text = "–" if alt is None else one_line(str(alt))
                yield Piece(PieceKind.PARAGRAPH, text, why=Why.PICTURE)


def _contains_block(tag: Tag) -> bool:
    return tag.find(lambda inner: inner.name not in _INLINE) is not None
