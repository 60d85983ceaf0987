"""Markdown through markdown-it: the same pieces as from any other format."""

from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from governing.imports.formats.inline import link
from governing.imports.pieces import Kind, Piece, Why, one_line

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
    pictures: list[Piece] = []  # of the table that is open
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
                pieces += [_table(rows), *pictures]
                pictures = []
                rows = None
            case "inline" if rows is not None:
                rows[-1].append(_said(token)[0])
                pictures += _pictures(token)
            case "inline":
                item = first_of_item and bool(lists)
                pieces.append(_piece(token, heading, item, lists))
                pieces += _pictures(token)
                first_of_item = False
            case "fence" | "code_block":
                pieces.append(Piece(Kind.PARAGRAPH, one_line(f"{token.info} {token.content}")))
    return [piece for piece in pieces if piece.text]


def _piece(token: Token, heading: int, item: bool, lists: list[int]) -> Piece:
    text, markup = _said(token)
    number = lists[-1] if lists else 0
    if heading:
        return Piece(Kind.HEADING, text, level=heading)
    if item and number:
        text, markup = f"{number}. {text}", f"{number}. {markup}"
    if item:
        return Piece(Kind.ITEM, text, markup, number=number, depth=len(lists) - 1)
    return Piece(Kind.PARAGRAPH, text, markup)


def _said(token: Token) -> tuple[str, str]:
    """The text of a line, and its safe HTML."""
    texts, markups = [""], [""]
    hrefs: list[str] = []
    for child in token.children or []:
        match child.type:
            case "link_open":
                hrefs.append(str(child.attrGet("href") or ""))
                texts.append("")
                markups.append("")
            case "link_close":
                text, markup = link(hrefs.pop(), texts.pop(), markups.pop())
                texts[-1] += text
                markups[-1] += markup
            case "softbreak" | "hardbreak":
                texts[-1] += " "
                markups[-1] += " "
            case "image":
                continue
            case _:
                texts[-1] += child.content
                markups[-1] += _MARKS.get(child.type) or escape(child.content, quote=False)
    return one_line("".join(texts)), one_line("".join(markups))


def _pictures(token: Token) -> list[Piece]:
    """Pictures are added by hand: what each shows, or else its file."""
    return [
        Piece(Kind.PARAGRAPH, one_line(child.content) or _file(child), known=Why.PICTURE)
        for child in token.children or []
        if child.type == "image"
    ]


def _file(picture: Token) -> str:
    address = str(picture.attrGet("src") or "")
    return "–" if address.startswith("data:") else address


def _table(rows: list[list[str]]) -> Piece:
    cells = tuple(tuple(row) for row in rows)
    return Piece(Kind.TABLE, "\n".join(" | ".join(row) for row in cells), rows=cells)
