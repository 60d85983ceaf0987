"""The numbers and bullets that a word processor shows before a paragraph and does not store."""

import re
from collections import defaultdict
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

_LEVEL_NUMBER = re.compile(r"%(\d)")
_PLAIN = re.compile(r"%\d[.)]?")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LARGEST = 3999  # numbers beyond are shown in figures, whatever the list's own are


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    form: str = "bullet"
    text: str = ""
    start: int = 1


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph: a bullet, a plain number, or words such as "§ 3" or "b)"."""

    text: str = ""
    number: int = 0
    depth: int = 0

    @property
    def is_list(self) -> bool:
        """Whether a list of the page can show it."""
        return bool(self.number) or not self.text


class Numbering:
    """The lists of a document, and how far each has come."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        relations = document.part.rels.values()
        if any(relation.reltype.endswith("/numbering") for relation in relations):
            self._read(document.part.numbering_part.element)

    def next(self, number_id: str, depth: int) -> Label:
        """The label of the next paragraph of a list."""
        abstract, starts = self._lists.get(number_id, ("", {}))
        levels = self._levels.get(abstract, {})
        level = levels.get(depth, Level())
        counts = self._counts[abstract]
        if depth in starts and (number_id, depth) not in self._begun:
            self._begun.add((number_id, depth))
            counts[depth] = starts[depth]
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form in ("bullet", "none"):
            return Label(depth=depth)
        text = _LEVEL_NUMBER.sub(
            lambda match: _shown(int(match[1]) - 1, levels, counts), level.text
        )
        plain = level.form == "decimal" and _PLAIN.fullmatch(level.text)
        return Label(text.strip(), counts[depth] if plain else 0, depth)

    def _read(self, root: etree._Element) -> None:
        linked = {}
        for abstract in root.iter(qn("w:abstractNum")):
            name = abstract.get(qn("w:abstractNumId"))
            self._levels[name] = {_depth(level): _level(level) for level in _levels(abstract)}
            if (style := abstract.find(qn("w:styleLink"))) is not None:
                linked[style.get(qn("w:val"))] = name
        for abstract in root.iter(qn("w:abstractNum")):
            style = abstract.find(qn("w:numStyleLink"))
            if style is not None and style.get(qn("w:val")) in linked:
                own = linked[style.get(qn("w:val"))]
                self._levels[abstract.get(qn("w:abstractNumId"))] = self._levels[own]
        for number in root.iter(qn("w:num")):
            if (link := number.find(qn("w:abstractNumId"))) is not None:
                starts = {
                    _depth(override): int(start.get(qn("w:val")))
                    for override in number.iter(qn("w:lvlOverride"))
                    if (start := override.find(qn("w:startOverride"))) is not None
                }
                self._lists[number.get(qn("w:numId"))] = (link.get(qn("w:val")), starts)


def _levels(abstract: etree._Element) -> list[etree._Element]:
    return list(abstract.iter(qn("w:lvl")))


def _depth(element: etree._Element) -> int:
    return int(element.get(qn("w:ilvl")) or 0)


def _level(element: etree._Element) -> Level:
    def value(name: str, default: str) -> str:
        child = element.find(qn(name))
        return default if child is None else child.get(qn("w:val")) or default

    start = value("w:start", "1")
    form, text = value("w:numFmt", "decimal"), value("w:lvlText", "")
    if not text.strip():
        form = "none"
    return Level(form, text, int(start) if start.isdecimal() else 1)


def _shown(depth: int, levels: dict[int, Level], counts: dict[int, int]) -> str:
    level = levels.get(depth, Level("decimal"))
    count = counts.setdefault(depth, level.start)
    match level.form:
        case "lowerLetter" | "upperLetter":
            text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        case "lowerRoman" | "upperRoman" if 0 < count <= LARGEST:
            text = roman(count)
        case _:
            text = str(count)
    return text.upper() if level.form.startswith("upper") else text


def roman(number: int) -> str:
    """A number in small Roman figures."""
    text = ""
    for value, figure in _ROMAN:
        while number >= value:
            text += figure
            number -= value
    return text
