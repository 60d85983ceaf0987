"""A file's bytes to everything its page needs. Pure: no database, no clock, no network."""

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.utils.translation import gettext as _

from governing.imports.facts.classifying import Divided, divide, without_repeated_title
from governing.imports.facts.metadata import TYPE_WORD, Metadata, metadata
from governing.imports.formats import markdown, markup, plain
from governing.imports.formats.decoding import decoded
from governing.imports.pieces import DocumentRefused, LeftOut, Piece, PieceKind, Why, one_line
from governing.imports.structure import Block, blocks
from governing.imports.word import reading as word

LARGEST = 20 * 1024 * 1024  # bytes
LARGEST_TEXT = 1024 * 1024  # bytes of a file without pictures: some four hundred pages
MOST_PIECES = 20_000  # paragraphs, items, tables
LONGEST_TITLE = 255
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
# Office packs an encrypted .docx in the container of its old files, under this name.
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)
_YEARS = re.compile(r"\d{4} ?[-–] ?\d{4}")
FIRST_HEADINGS = 4  # a title stands among these


@dataclass(frozen=True)
class Parsed:
    """A document, ready to become a page."""

    title: str
    subtitle: str
    blocks: list[Block]
    metadata: Metadata
    left_out: list[LeftOut]


def parse(data: bytes, name: str) -> Parsed:
    """Read a document; `name` is its file's, whose ending tells Markdown and HTML from text."""
    try:
        pieces = _pieces(data, name)
        if not any(piece.text.strip() for piece in pieces):
            raise DocumentRefused(_("The document is empty. Nothing was changed."))
        if len(pieces) > MOST_PIECES:
            raise DocumentRefused(
                _("The document has more than 20,000 paragraphs. Nothing was changed.")
            )
        return _parsed(pieces, name)
    except RecursionError as error:
        raise DocumentRefused(
            _("The document is nested too deeply to be read. Nothing was changed.")
        ) from error


def _pieces(data: bytes, name: str) -> list[Piece]:
    ending = PurePath(name).suffix.lower()
    if len(data) > LARGEST:
        raise DocumentRefused(_("The file is larger than 20 MB. Nothing was changed."))
    if not data:
        raise DocumentRefused(_("The document is empty. Nothing was changed."))
    if data.startswith(_OLE) and _PROTECTED in data:
        raise DocumentRefused(
            _("The file is protected by a password: save it without one. Nothing was changed.")
        )
    if data.startswith((_OLE, _PDF)):
        raise DocumentRefused(
            _("Old Word files and PDF cannot be read: save it as .docx. Nothing was changed.")
        )
    if data.startswith(_ZIP) or ending == ".docx":
        return word.read(data)
    if len(data) > LARGEST_TEXT:
        raise DocumentRefused(_("The text is larger than 1 MB. Nothing was changed."))
    text = decoded(data)
    if ending in (".html", ".htm", ".xhtml") or _HTML.match(text[:5000]):
        return markup.read(text)
    if ending in (".md", ".markdown"):
        return markdown.read(text)
    return plain.read(text)


def _parsed(pieces: list[Piece], name: str) -> Parsed:
    divided = divide(pieces)
    title, subtitle, kept, left_out = _titled(divided, name)
    divided = replace(divided, left_out=divided.left_out + left_out)
    facts = metadata(divided, title, plain.with_tables(pieces))
    return Parsed(title, subtitle, blocks(kept), facts, divided.left_out)


def _titled(divided: Divided, name: str) -> tuple[str, str, list[Piece], list[LeftOut]]:
    """The title and subtitle, and the pieces without them."""
    kept = list(divided.kept)
    index = _title_index(kept)
    if index is None:
        return _borrowed_title(divided.letter, kept, name), "", kept, []
    title = kept.pop(index).plain
    if index < len(kept) and _YEARS.fullmatch(kept[index].plain):
        title = f"{title} {kept.pop(index).plain}"
    subtitle, out = "", []
    if _is_subtitle(index, kept):
        out.append(LeftOut(kept.pop(index).plain, Why.SUBTITLE))
        subtitle = out[0].text.capitalize()
    if len(title) > LONGEST_TITLE:
        kept.insert(index, Piece(PieceKind.PARAGRAPH, title))
        title = title[:LONGEST_TITLE].rsplit(" ", 1)[0]
    rest, repeated = without_repeated_title(kept[index:], title)
    return title, subtitle, kept[:index] + rest, out + repeated


def _title_index(kept: list[Piece]) -> int | None:
    headings = [n for n, piece in enumerate(kept) if piece.kind is PieceKind.HEADING]
    top = min((kept[n].level for n in headings if kept[n].level), default=0)
    for n in headings[:FIRST_HEADINGS]:
        if TYPE_WORD.search(kept[n].plain) and kept[n].level in (0, top):
            return n
    alone = [n for n in headings if top and kept[n].level == top]
    if len(alone) == 1 and alone[0] == headings[0]:
        return alone[0]
    return None


def _borrowed_title(letter: list[Piece], kept: list[Piece], name: str) -> str:
    """The matter's title on the letter, else the first line, else the name of the file."""
    for piece in letter:
        if piece.kind is PieceKind.HEADING and TYPE_WORD.search(piece.plain):
            return piece.plain[:LONGEST_TITLE]
    for piece in kept:
        line = one_line(piece.plain.split(". ")[0])
        if piece.kind is not PieceKind.TABLE and any(letter.isalnum() for letter in line):
            return line[:120]
    return PurePath(name).stem[:120] or _("Untitled document")


def _is_subtitle(index: int, kept: list[Piece]) -> bool:
    """A line in capitals right under the title, before anything else."""
    return (
        index < len(kept)
        and kept[index].kind is PieceKind.HEADING
        and kept[index].plain.isupper()
        and len(kept[index].plain) <= LONGEST_TITLE
    )
