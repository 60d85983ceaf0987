"""A .docx as word processors write it, walked through as XML so that no part of it is missed.

python-docx's own lists of paragraphs leave out content controls, insertions and text boxes.
"""

from collections import Counter
from collections.abc import Iterator
from html import escape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from home.imports.documents.pieces import DocumentRefused, Kind, Piece, Why, one_line

LARGEST = 60 * 1024 * 1024  # bytes once unpacked, pictures included
MOST_PARTS = 2000
LARGEST_XML = 12 * 1024 * 1024  # bytes of one part that is parsed
_DELETED = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:p")}
_DELETED.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_SPACES = {qn("w:tab"), qn("w:br"), qn("w:cr")}
_BAD = (".", ",", ";", ":", "!", "?")
LONGEST_HEADING = 90


def read(data: bytes) -> list[Piece]:
    """The pieces of the file; refused where it is damaged or unpacks to more than is sensible."""
    try:
        _check(data)
        document = docx.Document(BytesIO(data))
        return [piece for piece in _Reader(document).pieces() if piece.text]
    except DocumentRefused:
        raise
    except Exception as error:  # a damaged file fails anywhere in zipfile, lxml or python-docx
        raise _damaged() from error


def _check(data: bytes) -> None:
    try:
        parts = ZipFile(BytesIO(data)).infolist()
    except BadZipFile as error:
        raise _damaged() from error
    names = {part.filename for part in parts}
    if "word/document.xml" not in names and "[Content_Types].xml" not in names:
        raise _damaged()
    xml = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or size > LARGEST or max(xml, default=0) > LARGEST_XML:
        raise DocumentRefused(
            _("The .docx unpacks to more than a document needs. Nothing was changed.")
        )


def _damaged() -> DocumentRefused:
    return DocumentRefused(_("The .docx is damaged and cannot be read. Nothing was changed."))


class _Reader:
    """One document: its styles, the numbers its lists have come to, its parts."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = {style.style_id: style for style in document.styles}
        self.formats = _number_formats(document)
        self.counts: Counter[str] = Counter()

    def pieces(self) -> Iterator[Piece]:
        """Headers first, then the body, footnotes and footers."""
        yield from self._frame("header")
        yield from self._blocks(self.document.element.body)
        yield from self._notes()
        yield from self._frame("footer")

    def _blocks(self, parent: etree._Element) -> Iterator[Piece]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield self._table(child)
            elif child.tag not in _DELETED and isinstance(child.tag, str):
                yield from self._blocks(child)  # content controls, insertions

    def _paragraph(self, element: etree._Element) -> Iterator[Piece]:
        yield self._piece(element)
        fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
        for box in element.iter(qn("w:txbxContent")):
            inner = [up for up in box.iterancestors() if up.tag in (fallback, box.tag)]
            if not inner:
                yield from self._blocks(box)

    def _piece(self, element: etree._Element) -> Piece:
        text, markup = one_line(_text(element)), one_line(_markup(element))
        names = self._style_names(element)
        level = next((found for name in names if (found := _level(name))), 0)
        if level:
            return Piece(Kind.HEADING, text, level=level)
        if listed := self._listed(element, names):
            number = self._next(listed) if listed[1] else 0
            mark = f"{number}. " if number else ""
            return Piece(Kind.ITEM, mark + text, mark + markup, number=number)
        self.counts.clear()
        if _all_bold(element) and text and len(text) <= LONGEST_HEADING and text[-1] not in _BAD:
            return Piece(Kind.HEADING, text)
        return Piece(Kind.PARAGRAPH, text, markup)

    def _style_names(self, element: etree._Element) -> list[str]:
        """The paragraph's style and those it builds on."""
        found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self.styles.get(found.get(qn("w:val"))) if found is not None else None
        names = []
        while style is not None and len(names) < 12:
            names.append(style.name or "")
            style = getattr(style, "base_style", None)
        return names

    def _listed(self, element: etree._Element, names: list[str]) -> tuple[str, bool] | None:
        """Which list the paragraph is in, and whether that list is numbered."""
        number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is not None:
            key = number.get(qn("w:val"))
            return (key, self.formats.get(key, "bullet") != "bullet") if key != "0" else None
        for name in names:
            if name.startswith(("List Bullet", "List Number")):
                return name, name.startswith("List Number")
        return None

    def _next(self, listed: tuple[str, bool]) -> int:
        self.counts[listed[0]] += 1
        return self.counts[listed[0]]

    def _table(self, element: etree._Element) -> Piece:
        rows = tuple(
            tuple(
                one_line(" ".join(_text(part) for part in cell.iter(qn("w:p"))))
                for cell in row.iter(qn("w:tc"))
            )
            for row in element.iter(qn("w:tr"))
        )
        text = "\n".join(" | ".join(row) for row in rows)
        return Piece(Kind.TABLE, text if any(map(any, rows)) else "", rows=rows)

    def _frame(self, name: str) -> Iterator[Piece]:
        """The printed pages' header or footer, each text once."""
        seen = set()
        for section in self.document.sections:
            for prefix in ("", "first_page_", "even_page_"):
                part = getattr(section, prefix + name)
                if part.is_linked_to_previous:
                    continue
                for paragraph in part._element.iter(qn("w:p")):
                    text = one_line(_text(paragraph))
                    if text and text not in seen:
                        seen.add(text)
                        yield Piece(Kind.PARAGRAPH, text, known=Why.RUNNING_HEADER)

    def _notes(self) -> Iterator[Piece]:
        """Footnotes and endnotes, at the end as in a text without pages."""
        for relation in self.document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
                continue
            root = etree.fromstring(
                relation.target_part.blob, etree.XMLParser(resolve_entities=False)
            )
            for note in root:
                text = one_line(" ".join(_text(part) for part in note.iter(qn("w:p"))))
                if text:
                    yield Piece(Kind.PARAGRAPH, f"[{note.get(qn('w:id'))}] {text}")


def _level(name: str) -> int:
    if name == "Title":
        return 1
    word, _space, digit = name.partition(" ")
    return int(digit) if word.lower() in ("heading", "rubrik") and digit.isdecimal() else 0


def _number_formats(document: Document) -> dict[str, str]:
    """Bullet, decimal … of the first level, by the list's number."""
    relations = document.part.rels.values()
    if not any(rel.reltype.endswith("/numbering") for rel in relations):
        return {}
    root = document.part.numbering_part.element
    abstract = {
        found.get(qn("w:abstractNumId")): fmt.get(qn("w:val"))
        for found in root.iter(qn("w:abstractNum"))
        if (fmt := found.find(f"{qn('w:lvl')}/{qn('w:numFmt')}")) is not None
    }
    return {
        found.get(qn("w:numId")): abstract.get(link.get(qn("w:val")), "bullet")
        for found in root.iter(qn("w:num"))
        if (link := found.find(qn("w:abstractNumId"))) is not None
    }


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    """What of a paragraph is read: no deleted text, nor the text boxes anchored in it."""
    for child in element:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in _DELETED and isinstance(child.tag, str):
            yield from _runs(child)


def _run_text(run: etree._Element) -> str:
    words = []
    for child in run:
        if child.tag == qn("w:t"):
            words.append(child.text or "")
        elif child.tag in _SPACES:
            words.append(" ")
        elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            words.append(f" [{child.get(qn('w:id'))}]")
        elif child.tag == qn("w:noBreakHyphen"):
            words.append("-")
    return "".join(words)


def _text(element: etree._Element) -> str:
    return "".join(_run_text(run) for run in _runs(element))


def _markup(element: etree._Element) -> str:
    parts = []
    for run in _runs(element):
        text = escape(_run_text(run), quote=False)
        for tag, name in (("i", "w:i"), ("b", "w:b")):
            if text.strip() and _is_on(run, name):
                text = f"<{tag}>{text}</{tag}>"
        parts.append(text)
    return "".join(parts)


def _is_on(run: etree._Element, name: str) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn(name)}")
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def _all_bold(element: etree._Element) -> bool:
    said = [run for run in _runs(element) if _run_text(run).strip()]
    return bool(said) and all(_is_on(run, "w:b") for run in said)
