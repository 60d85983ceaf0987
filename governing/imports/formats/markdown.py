"""Markdown through markdown-it: the same pieces as from any other format."""

from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from governing.imports.formats.inline import link
from governing.imports.pieces import Piece, PieceKind, Why, one_line

_MARKS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"}


def read(text: str) -> list[Piece]:
    """The pieces; HTML inside is text like any other, so that nothing of it runs or is lost."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # A definition of a link would disappear where no link uses it.
    parser.disable("reference")
    reader = _Reader()
    for token in parser.parse(text):
        reader.add(token)
    return [piece for piece in reader.pieces if piece.text]


class _Reader:
    """The pieces so far, and the heading, lists and table that are open."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._heading = 0  # its level
        self._lists: list[int] = []  # the number of the next item; 0 in a list of bullets
        self._starts_item = False
        self._rows: list[list[str]] | None = None
        self._pictures: list[Piece] = []  # of the table

    def add(self, token: Token) -> None:
        """Take the next token of the document."""
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1])
            case "heading_close":
                self._heading = 0
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                text = one_line(f"{token.info} {token.content}")
                self.pieces.append(Piece(PieceKind.PARAGRAPH, text))
            case "table_open" | "tr_open" | "table_close":
                self._table(token)
            case _:
                self._list(token)

    def _list(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._lists.append(0)
            case "ordered_list_open":
                self._lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._starts_item = True
            case "list_item_close":
                self._lists[-1] += 1 if self._lists[-1] else 0

    def _table(self, token: Token) -> None:
        if token.type == "table_open":
            self._rows = []
        elif self._rows is not None and token.type == "tr_open":
            self._rows.append([])
        elif self._rows is not None:
            self.pieces += [_table(self._rows), *self._pictures]
            self._rows, self._pictures = None, []

    def _inline(self, token: Token) -> None:
        if self._rows is not None:
            self._rows[-1].append(_text_and_markup(token)[0])
            self._pictures += _pictures(token)
            return
        self.pieces += [self._piece(token), *_pictures(token)]
        self._starts_item = False

    def _piece(self, token: Token) -> Piece:
        text, markup = _text_and_markup(token)
        if self._heading:
            return Piece(PieceKind.HEADING, text, level=self._heading)
        if not (self._starts_item and self._lists):
            return Piece(PieceKind.PARAGRAPH, text, markup)
        number = self._lists[-1]
        if number:
            text, markup = f"{number}. {text}", f"{number}. {markup}"
        return Piece(PieceKind.ITEM, text, markup, number=number, depth=len(self._lists) - 1)


def _text_and_markup(token: Token) -> tuple[str, str]:
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
        Piece(PieceKind.PARAGRAPH, one_line(child.content) or _file(child), why=Why.PICTURE)
        for child in token.children or []
        if child.type == "image"
    ]


def _file(picture: Token) -> str:
    address = str(picture.attrGet("src") or "")
    return "–" if address.startswith("data:") else address


def _table(rows: list[list[str]]) -> Piece:
    cells = tuple(tuple(row) for row in rows)
    return Piece(PieceKind.TABLE, "\n".join(" | ".join(row) for row in cells), rows=cells)
