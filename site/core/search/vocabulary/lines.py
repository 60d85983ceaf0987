"""A file of words, parsed: tab-separated, one meaning a line, columns by name (no database)."""

import gzip
import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from core.models.vocabulary import WORD_LENGTH, VocabularyConcept, VocabularyTerm
from core.operation.progress import shown
from core.search import analysis

Origin, Kind = VocabularyConcept.Origin, VocabularyTerm.Kind
LARGEST = 200_000_000  # bytes, unpacked
GZIP = b"\x1f\x8b"
# Column, language of its words, what they are to the Swedish and the English word.
COLUMNS = (
    ("sv", "sv", Kind.SAME),
    ("sv_nonpreferred", "sv", Kind.SAME),
    ("en", "en", Kind.SAME),
    ("en_nonpreferred", "en", Kind.SAME),
    ("broader", "en", Kind.BROADER),
    ("narrower", "en", Kind.NARROWER),
    ("see_also", "en", Kind.SEE_ALSO),
)
NEEDED = ("sv", "en")
KEYS = ("id", "uri")
_LINE_END = re.compile(rb"\r\n|\n|\r")
_QUALIFIER = re.compile(r"\s+\([^()]*\)(?=\s|$)")


class NoVocabulary(Exception):
    """Why a file is none, as a sentence."""


class Refused(ValueError):
    """Why a line is refused."""


@dataclass(frozen=True)
class Term:
    """A word or phrase as it is stored; `key` is what a question finds it by.

    The key of a word that no question is about, such as får (sheep), is empty.
    """

    language: str
    text: str
    key: str
    kind: str
    preferred: bool


@dataclass(frozen=True)
class Line:
    """One meaning; `key` is that of the line in its file, `name` the Swedish word."""

    key: str
    name: str
    terms: tuple[Term, ...]

    @property
    def english(self) -> str:
        """The English word."""
        return next(term.text for term in self.terms if term.language == "en")


@dataclass(frozen=True)
class Sheet:
    """A file's lines, those that are refused with their number and why, and where it is from."""

    lines: tuple[Line, ...]
    refused: tuple[tuple[int, str], ...]
    origin: str
    digest: str


def read(path: Path) -> Sheet:
    """Read a file, packed with gzip or not. Raises NoVocabulary."""
    return parse(_content(path))


def parse(content: bytes) -> Sheet:
    """The lines of a file's content. Raises NoVocabulary."""
    first, *rest = _LINE_END.split(content.removeprefix(b"\xef\xbb\xbf"))
    columns = _columns(first)
    lines: dict[str, Line] = {}
    refused = []
    for number, raw in enumerate(shown(rest, what="lines read", total=len(rest)), start=2):
        if not raw.strip():
            continue
        try:
            _take(_line(_cells(raw, columns), lines), lines)
        except Refused as error:
            refused.append((number, str(error)))
    if not lines:
        raise NoVocabulary(_("It has no line that can be used."))
    digest = hashlib.sha256(content).hexdigest()
    return Sheet(tuple(lines.values()), tuple(refused), _origin(columns, lines), digest)


def _take(line: Line, lines: dict[str, Line]) -> None:
    if line.key in lines:
        raise Refused(_("there is a line of “%(key)s” above") % {"key": line.key})
    lines[line.key] = line


def make_terms(texts: Mapping[str, Iterable[str]]) -> tuple[Term, ...]:
    """The terms of one meaning from the texts of each column; the first of `sv` and `en` counts.

    Raises Refused for a text that cannot be looked for.
    """
    terms: dict[tuple[str, str], Term] = {}
    for column, language, kind in COLUMNS:
        for position, text in enumerate(texts.get(column, ())):
            preferred = column in NEEDED and position == 0
            term = Term(language, text, _key(text, language), kind, preferred)
            terms.setdefault((language, text.casefold()), term)
    return tuple(terms.values())


def bare(text: str) -> str:
    """`text` without what is added in brackets to say which is meant: Århus (amt)."""
    return _QUALIFIER.sub("", text).strip() or text


def split(cell: str) -> list[str]:
    """The words of a cell, each once."""
    words = (" ".join(word.split()) for word in cell.split("|"))
    return list(dict.fromkeys(word for word in words if word))


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        if content.startswith(GZIP):
            with gzip.open(path) as packed:
                content = packed.read(LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise NoVocabulary(_("It is packed, and damaged or cut off.")) from error
    except OSError as error:
        raise NoVocabulary(_("It cannot be read: %(why)s.") % {"why": error.strerror}) from error
    if len(content) > LARGEST:
        raise NoVocabulary(_("It is larger than %(size)d MB.") % {"size": LARGEST // 1_000_000})
    if b"\0" in content[:100_000]:
        raise NoVocabulary(_("It is no text in UTF-8."))
    return content


def _columns(first: bytes) -> list[str]:
    """The names in the header. Raises NoVocabulary where a needed one is not there."""
    try:
        columns = [_unquoted(name).casefold() for name in first.decode().split("\t")]
    except UnicodeDecodeError as error:
        raise NoVocabulary(_("It is no text in UTF-8.")) from error
    for name in NEEDED:
        if columns.count(name) != 1:
            raise NoVocabulary(
                _("Its first line does not name one column “%(name)s” between tabs.")
                % {"name": name}
            )
    return columns


def _cells(raw: bytes, columns: list[str]) -> dict[str, str]:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise Refused(_("it is not in UTF-8")) from error
    cells = text.split("\t")
    if len(cells) > len(columns):
        raise Refused(
            _("it has %(found)d columns and not %(expected)d")
            % {"found": len(cells), "expected": len(columns)}
        )
    if any(unicodedata.category(c) in ("Cc", "Cs") or c == "\ufffd" for c in "".join(cells)):
        raise Refused(_("it has characters that are no text"))
    return dict(zip(columns, map(_unquoted, cells), strict=False))


def _unquoted(cell: str) -> str:
    """A cell that a spreadsheet has put between quotation marks, as it was."""
    cell = cell.strip()
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        cell = cell[1:-1].replace('""', '"').strip()
    return cell


def _line(cells: Mapping[str, str], taken: Mapping[str, Line]) -> Line:
    texts = {column: split(cells.get(column, "")) for column, _language, _kind in COLUMNS}
    for column in NEEDED:
        if not texts[column]:
            raise Refused(_("its column “%(name)s” is empty") % {"name": column})
    terms = make_terms(texts)
    name = texts["sv"][0]
    key = next((cells[column] for column in KEYS if cells.get(column)), "")
    if len(key) > WORD_LENGTH:
        raise Refused(_("its key is too long"))
    line = Line(key or name, name, terms)
    return line if key else _told_apart(line, taken)


def _told_apart(line: Line, taken: Mapping[str, Line]) -> Line:
    """The line under another key where its word has another meaning: art (species), art (kind)."""
    other = taken.get(line.key)
    if other is None or other.english == line.english:
        return line
    return replace(line, key=f"{line.name} = {line.english}")


def _key(text: str, language: str) -> str:
    key = analysis.key(bare(text), language)
    start = {"start": text[:40], "most": WORD_LENGTH}
    if not analysis.words(text):
        raise Refused(_("“%(start)s” has no word in it") % start)
    if max(len(text), len(key)) > WORD_LENGTH:
        raise Refused(_("“%(start)s …” is longer than %(most)s characters") % start)
    return key


def _origin(columns: list[str], lines: Iterable[str]) -> str:
    """Which thesaurus it is, by what only that one has."""
    if "mt_code" in columns:
        return Origin.EUROVOC
    return Origin.YSO if "/onto/yso/" in next(iter(lines)) else Origin.FILE


def merged(sheets: Iterable[Sheet], origin: str) -> Sheet:
    """Several files as one: fields meet, and a meaning that two of them have is one."""
    lines: dict[str, Line] = {}
    digest = hashlib.sha256()
    refused: list[tuple[int, str]] = []
    for sheet in sheets:
        digest.update(sheet.digest.encode())
        refused += sheet.refused
        for one in sheet.lines:
            line = _told_apart(one, lines)
            lines[line.key] = _joined(lines[line.key], line) if line.key in lines else line
    return Sheet(tuple(lines.values()), tuple(refused), origin, digest.hexdigest())


def _joined(line: Line, other: Line) -> Line:
    """The line with what the other has besides."""
    terms = {(term.language, term.text.casefold()): term for term in line.terms}
    for term in other.terms:
        terms.setdefault((term.language, term.text.casefold()), replace(term, preferred=False))
    return replace(line, terms=tuple(terms.values()))


def numbered(refused: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Each refused line as a person reads it."""
    for number, why in refused:
        yield _("Line %(number)d is refused: %(why)s.") % {"number": number, "why": why}
