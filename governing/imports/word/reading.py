"""A .docx as word processors write it, walked through as XML so that no part of it is missed.

python-docx's own lists of paragraphs leave out content controls, insertions and text boxes.
"""

from collections.abc import Iterator
from html import escape
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle
from lxml import etree

from governing.imports.pieces import DocumentRefused, Piece, PieceKind, Why, one_line
from governing.imports.word import text as words
from governing.imports.word.archive import check, damaged
from governing.imports.word.numbering import Label, Numbering, roman
from governing.imports.word.styles import is_contents, level, names_of, styles_of

WIDEST = 63  # columns, as in Word
_BAD = (".", ",", ";", ":", "!", "?")
LONGEST_HEADING = 90
_CONTROL = qn("w:sdt")


def read(data: bytes) -> list[Piece]:
    """The pieces of the file; refused where it is damaged or unpacks to more than is sensible."""
    try:
        check(data)
        document = docx.Document(BytesIO(data))
        return [piece for piece in _Reader(document).pieces() if piece.text]
    except DocumentRefused:
        raise
    except Exception as error:  # a damaged file fails anywhere in zipfile, lxml or python-docx
        raise damaged() from error


class _Reader:
    """One document: its styles, the numbers its lists have come to, its parts."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.relations = document.part.rels
        self.styles = {style.style_id: style for style in document.styles}
        self.numbering = Numbering(document)
        self.named: dict[str, int] = {}  # numbers of lists that are lists by their style's name
        self.notes = _notes(document.element.body)

    def pieces(self) -> Iterator[Piece]:
        """Headers first, then the body, its notes, the comments on it, and footers."""
        yield from self._frame("header")
        yield from self._blocks(self.document.element.body)
        yield from self._below()
        yield from self._comments()
        yield from self._frame("footer")

    def _blocks(self, parent: etree._Element, why: Why | None = None) -> Iterator[Piece]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child, why)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag not in words.APART and isinstance(child.tag, str):
                # Content controls and insertions.
                yield from self._blocks(child, Why.CONTENTS if is_contents(child, []) else why)

    def _paragraph(self, element: etree._Element, why: Why | None) -> Iterator[Piece]:
        yield self._piece(element, why)
        yield from _aside(element)
        for box in element.iter(qn("w:txbxContent")):
            if not {up.tag for up in box.iterancestors()} & {words.FALLBACK, box.tag}:
                yield from self._blocks(box)

    def _piece(self, element: etree._Element, why: Why | None) -> Piece:
        text, markup = map(one_line, words.text_and_markup(element, self.relations, self.notes))
        styles = styles_of(element, self.styles)
        if why or is_contents(element, styles):
            return Piece(PieceKind.PARAGRAPH, text, markup, why=why or Why.CONTENTS)
        label = self._label(element, styles)  # an empty paragraph counts too
        if not text:
            return Piece(PieceKind.PARAGRAPH, "")
        if heading_level := level(element, styles):
            return Piece(
                PieceKind.HEADING,
                one_line(f"{label.text} {text}" if label else text),
                level=heading_level,
            )
        if label:
            return _item(label, text, markup)
        if _all_bold(element) and len(text) <= LONGEST_HEADING and text[-1] not in _BAD:
            return Piece(PieceKind.HEADING, text)
        return Piece(PieceKind.PARAGRAPH, text, markup)

    def _label(self, element: etree._Element, styles: list[BaseStyle]) -> Label | None:
        """What the list that the paragraph is in puts before it; None outside lists."""
        for source in (element, *(style.element for style in styles)):
            numbered = source.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            number_id = None if numbered is None else numbered.find(qn("w:numId"))
            if number_id is None or numbered is None:
                continue
            depth = numbered.find(qn("w:ilvl"))
            if number_id.get(qn("w:val")) == "0":
                return None
            level_index = 0 if depth is None else int(depth.get(qn("w:val")))
            return self.numbering.next(number_id.get(qn("w:val")), level_index)
        for name in names_of(styles):
            if name.startswith("list bullet"):
                return Label()
            if name.startswith("list number"):
                self.named[name] = self.named.get(name, 0) + 1
                return Label(f"{self.named[name]}.", self.named[name])
        return None

    def _table(self, element: etree._Element) -> Iterator[Piece]:
        """A table; one of a single column is a frame around paragraphs."""
        rows = [list(_children(row, "w:tc")) for row in _children(element, "w:tr")]
        if max(map(len, rows), default=0) < 2:
            for cell in (cell for row in rows for cell in row):
                yield from self._blocks(cell)
            return
        cells = tuple(tuple(text for cell in row for text in self._cell(cell)) for row in rows)
        text = "\n".join(" | ".join(row) for row in cells)
        yield Piece(PieceKind.TABLE, text if any(map(any, cells)) else "", rows=cells)
        yield from _aside(element)

    def _cell(self, cell: etree._Element) -> list[str]:
        """The text of a cell, and nothing for each further column that it spans."""
        paragraphs = (words.plain(part, self.notes) for part in cell.iter(qn("w:p")))
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        wide = 1 if span is None else min(int(span.get(qn("w:val"))), WIDEST)
        return [one_line(" ".join(paragraphs)), *[""] * (wide - 1)]

    def _frame(self, name: str) -> Iterator[Piece]:
        """The printed pages' header or footer, each text once."""
        seen = set()
        for section in self.document.sections:
            for prefix in ("", "first_page_", "even_page_"):
                part = getattr(section, prefix + name)
                if part.is_linked_to_previous:
                    continue
                for paragraph in part._element.iter(qn("w:p")):
                    text = words.plain(paragraph)
                    if text and text not in seen:
                        seen.add(text)
                        yield Piece(PieceKind.PARAGRAPH, text, why=Why.RUNNING_HEADER)

    def _below(self) -> Iterator[Piece]:
        """Footnotes, then endnotes, at the end as in a text without pages."""
        for kind in ("footnote", "endnote"):
            elements = {note.get(qn("w:id")): note for note in self._part(f"/{kind}s")}
            for (own_kind, number), mark in self.notes.items():
                if own_kind != kind or number not in elements:
                    continue
                note = elements[number]
                relations = self._relations(f"/{kind}s")
                paragraphs = [
                    words.text_and_markup(part, relations, {}) for part in note.iter(qn("w:p"))
                ]
                text, markup = (
                    one_line(" ".join(parts)) for parts in zip(*paragraphs, strict=True)
                )
                yield Piece(PieceKind.PARAGRAPH, f"[{mark}] {text}", f"[{mark}] {markup}")

    def _comments(self) -> Iterator[Piece]:
        for comment in self._part("/comments"):
            text = one_line(" ".join(words.plain(part) for part in comment.iter(qn("w:p"))))
            yield Piece(PieceKind.PARAGRAPH, text, why=Why.COMMENT)

    def _part(self, ending: str) -> Iterator[etree._Element]:
        for relation in self.relations.values():
            if relation.reltype.endswith(ending) and not relation.is_external:
                parser = etree.XMLParser(resolve_entities=False)
                yield from etree.fromstring(relation.target_part.blob, parser)

    def _relations(self, ending: str) -> Relationships:
        for relation in self.relations.values():
            if relation.reltype.endswith(ending) and not relation.is_external:
                return relation.target_part.rels
        return self.relations


def _notes(body: etree._Element) -> words.Notes:
    """The notes in the order in which the text refers to them: 1, 2 … and i, ii …"""
    marks: words.Notes = {}
    for kind, shown in (("footnote", str), ("endnote", roman)):
        found = (reference.get(qn("w:id")) for reference in body.iter(qn(f"w:{kind}Reference")))
        for number, name in enumerate(dict.fromkeys(found), start=1):
            marks[kind, name] = shown(number)
    return marks


def _aside(element: etree._Element) -> Iterator[Piece]:
    """What is in the file and not in its text."""
    for text, why in (
        (words.deleted(element), Why.DELETED),
        (words.hidden(element), Why.HIDDEN),
        *((description, Why.PICTURE) for description in words.pictures(element)),
    ):
        yield Piece(PieceKind.PARAGRAPH, text, why=why)


def _item(label: Label, text: str, markup: str) -> Piece:
    """An item of a list; where it is neither bulleted nor numbered 1, 2 … it keeps its label."""
    shown = f"{label.number}." if label.number else label.text
    mark = f"{shown} " if shown else ""
    text, markup = mark + text, escape(mark, quote=False) + markup
    if label.is_list or label.depth:
        return Piece(PieceKind.ITEM, text, markup, number=label.number, depth=label.depth)
    return Piece(PieceKind.PARAGRAPH, text, markup)


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, content controls around them or not."""
    for child in element:
        if child.tag == qn(name):
            yield child
        elif child.tag in (_CONTROL, qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _children(child, name)


def _all_bold(element: etree._Element) -> bool:
    with_text = [run for run in words.runs(element) if "".join(run.itertext()).strip()]
    return bool(with_text) and all(words.is_on(run, "w:b") for run in with_text)
