"""HTML as a browser saved it: what it says, without what it runs."""

import re
from html import escape, unescape

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from home.imports.documents.pieces import Kind, Piece, Why, one_line

_FRAME = {"nav", "header", "footer", "aside", "form", "button"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = set("a abbr b bdi bdo cite code data dfn em i img kbd mark q s samp small span".split())
_INLINE |= set("strong sub sup time u var br wbr font label ins del".split())
_BLOCKS = set("html head title body main article section div p ul ol li dl dt dd table".split())
_BLOCKS |= set("caption thead tbody tfoot tr td th blockquote pre figure figcaption".split())
_BLOCKS |= set("address details summary fieldset legend hr center".split())
_TITLE = re.compile(r"<title\b[^>]*>([^<]*)</title\s*>", re.I)
_MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i"}
_SAFE = nh3.Cleaner(
    tags=_FRAME | set(_HEADINGS) | _INLINE | _BLOCKS,
    attributes={"img": {"alt"}, "ol": {"start"}},
    clean_content_tags={"script", "style", "template", "noscript"},
)


def read(text: str) -> list[Piece]:
    """The pieces of a page; its frame (navigation, header, footer) is known not to belong."""
    pieces: list[Piece] = []
    if title := _TITLE.search(text):  # nh3 would take it for text of the body
        text = text[: title.start()] + text[title.end() :]
        said = one_line(unescape(title[1]))
        pieces.append(Piece(Kind.PARAGRAPH, said, known=Why.NAVIGATION))
    _walk(BeautifulSoup(_SAFE.clean(text), "html.parser"), pieces, None)
    return [piece for piece in pieces if piece.text]


def _walk(parent: Tag, pieces: list[Piece], known: Why | None) -> None:
    """Add what `parent` holds; inline content between its blocks is a paragraph."""
    loose: list[PageElement] = []

    def close() -> None:
        pieces.append(_piece(Kind.PARAGRAPH, loose, known))
        loose.clear()

    for child in parent.children:
        if not isinstance(child, Tag) or (child.name in _INLINE and not _holds_block(child)):
            loose.append(child)
            continue
        close()
        _element(child, pieces, known)
    close()


def _element(tag: Tag, pieces: list[Piece], known: Why | None) -> None:
    inside = Why.NAVIGATION if tag.name in _FRAME and not tag.find("h1") else known
    if tag.name in _HEADINGS and not _holds_block(tag):
        level = _HEADINGS[tag.name]
        pieces.append(_piece(Kind.HEADING, list(tag.children), inside, level=level))
    elif tag.name == "table" and not tag.find("table"):
        pieces.extend(_table(tag, inside))
    elif tag.name == "li":
        _item(tag, pieces, inside)
    else:
        _walk(tag, pieces, inside)


def _item(tag: Tag, pieces: list[Piece], known: Why | None) -> None:
    number = 0
    if tag.parent is not None and tag.parent.name == "ol":
        start = str(tag.parent.get("start") or 1)
        before = len(tag.find_previous_siblings("li"))
        number = (int(start) if start.isdecimal() else 1) + before
    inside: list[Piece] = []
    _walk(tag, inside, known)
    for n, piece in enumerate(piece for piece in inside if piece.text):
        if n == 0 and piece.kind is Kind.PARAGRAPH:
            mark = f"{number}. " if number else ""
            markup = f"{mark}{piece.markup}"
            piece = Piece(Kind.ITEM, mark + piece.text, markup, number=number, known=known)
        pieces.append(piece)


def _table(tag: Tag, known: Why | None) -> list[Piece]:
    found = []
    if caption := tag.find("caption"):
        found.append(_piece(Kind.PARAGRAPH, list(caption.children), known))
        caption.extract()
    rows = tuple(
        tuple(one_line(cell.get_text(" ")) for cell in row.find_all(["td", "th"]))
        for row in tag.find_all("tr")
    )
    text = "\n".join(" | ".join(row) for row in rows)
    return [*found, Piece(Kind.TABLE, text if any(map(any, rows)) else "", rows=rows, known=known)]


def _piece(kind: Kind, parts: list[PageElement], known: Why | None, level: int = 0) -> Piece:
    text = one_line("".join(_text(part) for part in parts))
    markup = one_line("".join(_markup(part) for part in parts))
    return Piece(kind, text, markup, level=level, known=known)


def _text(part: PageElement) -> str:
    if isinstance(part, NavigableString):
        return str(part)
    if not isinstance(part, Tag):
        return ""
    if part.name in ("br", "img"):
        return f" {part.get('alt') or ''} "
    return "".join(_text(child) for child in part.children)


def _markup(part: PageElement) -> str:
    if not isinstance(part, Tag) or part.name in ("br", "img"):
        return escape(_text(part), quote=False)
    inside = "".join(_markup(child) for child in part.children)
    mark = _MARKS.get(part.name)
    return f"<{mark}>{inside}</{mark}>" if mark and inside.strip() else inside


def _holds_block(tag: Tag) -> bool:
    return tag.find(lambda inner: inner.name not in _INLINE) is not None
