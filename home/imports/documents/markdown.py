"""Markdown through markdown-it: the same pieces as from any other format."""

from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from home.imports.documents.pieces import Kind, Piece, one_line

_MARKS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"}


def read(text: str) -> list[Piece]:
    """The pieces; HTML inside is text like any other, so that nothing of it runs or is lost."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # A definition of a link would disappear where no link uses it.
    parser.disable("reference")
    pieces: list[Piece] = []
    lists: list[int] = []  # the number of the next item; 0 in a list of bullets
    heading = 0
    rows: list[list[str]] | None = None
    first_of_item = False
    for token in parser.parse(text):
        match token.type:
            case "bullet_list_open":
                lists.append(0)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                first_of_item = True
            case "list_item_close":
                lists[-1] += 1 if lists[-1] else 0
            case "heading_open":
                heading = int(token.tag[1])
            case "heading_close":
                heading = 0
            case "table_open":
                rows = []
            case "tr_open" if rows is not None:
                rows.append([])
            case "table_close" if rows is not None:
                pieces.append(_table(rows))
                rows = None
            case "inline" if rows is not None:
                rows[-1].append(_text(token))
            case "inline":
                item = first_of_item and bool(lists)
                pieces.append(_piece(token, heading, item, lists[-1] if lists else 0))
                first_of_item = False
            case "fence" | "code_block":
                pieces.append(Piece(Kind.PARAGRAPH, one_line(f"{token.info} {token.content}")))
    return [piece for piece in pieces if piece.text]


def _piece(token: Token, heading: int, item: bool, number: int) -> Piece:
    text, markup = _text(token), _markup(token)
    if heading:
        return Piece(Kind.HEADING, text, level=heading)
    if item and number:
        text, markup = f"{number}. {text}", f"{number}. {markup}"
    return Piece(Kind.ITEM if item else Kind.PARAGRAPH, text, markup, number=number)


def _text(token: Token) -> str:
    return one_line("".join(_words(child) for child in token.children or []))


def _markup(token: Token) -> str:
    parts = (
        _MARKS.get(child.type) or escape(_words(child), quote=False)
        for child in token.children or []
    )
    return one_line("".join(parts))


def _words(token: Token) -> str:
    match token.type:
        case "softbreak" | "hardbreak":
            return " "
        case "image":
            return f"{token.content} ({token.attrGet('src')})"
        case "link_close" | "link_open":
            href = str(token.attrGet("href") or "")
            return f"[{href}] " if href.startswith(("http", "mailto:")) else ""
    return token.content


def _table(rows: list[list[str]]) -> Piece:
    cells = tuple(tuple(row) for row in rows)
    return Piece(Kind.TABLE, "\n".join(" | ".join(row) for row in cells), rows=cells)
