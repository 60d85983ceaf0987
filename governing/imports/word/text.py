"""The words of a paragraph in a .docx: what is shown, and what is deleted, hidden or a picture."""

from collections.abc import Iterator
from html import escape

from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from lxml import etree

from governing.imports.formats.inline import emphasis, link, seamless
from governing.imports.pieces import one_line

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Inside a paragraph, but not of its text.
APART = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:p"), FALLBACK}
_TEXTS = {qn("w:t"), f"{_MATH}t"}
_SPACES = {qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:ptab")}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_DRAWN = {qn("w:drawing"), qn("w:pict"), qn("w:object")}

Notes = dict[tuple[str, str], str]  # the mark of a note by its kind and number in the file


def runs(element: etree._Element) -> Iterator[etree._Element]:
    """What of a paragraph is read: no deleted text, nor the text boxes anchored in it."""
    for child in element:
        if child.tag in (qn("w:r"), f"{_MATH}r"):
            yield child
        elif child.tag not in APART and isinstance(child.tag, str):
            yield from runs(child)


def text_and_markup(
    element: etree._Element, relations: Relationships, notes: Notes
) -> tuple[str, str]:
    """A paragraph's text on one line, and its safe HTML with links and emphasis."""
    texts, markups = [], []
    for child in element:
        if child.tag in (qn("w:r"), f"{_MATH}r"):
            text = "" if is_on(child, "w:vanish") else _run_text(child, notes)
            tags = [tag for tag, name in (("i", "w:i"), ("b", "w:b")) if is_on(child, name)]
            markup = emphasis(escape(text, quote=False), *tags)
        elif child.tag not in APART and isinstance(child.tag, str):
            text, markup = text_and_markup(child, relations, notes)
            if child.tag == qn("w:hyperlink"):
                text, markup = link(_address(child, relations), text, markup)
        else:
            continue
        texts.append(text)
        markups.append(markup)
    return "".join(texts), seamless("".join(markups))


def plain(element: etree._Element, notes: Notes | None = None) -> str:
    """A paragraph's text on one line; nothing where it is the old copy of a newer one."""
    if any(ancestor.tag == FALLBACK for ancestor in element.iterancestors()):
        return ""
    text = "".join(
        _run_text(run, notes or {}) for run in runs(element) if not is_on(run, "w:vanish")
    )
    return one_line(text)


def hidden(element: etree._Element) -> str:
    """Text that the word processor does not show."""
    return one_line("".join(_run_text(run, {}) for run in runs(element) if is_on(run, "w:vanish")))


def deleted(element: etree._Element) -> str:
    """Text that a tracked change has struck out; what was moved stands elsewhere."""
    return one_line("".join(part.text or "" for part in element.iter(qn("w:delText"))))


def pictures(element: etree._Element) -> Iterator[str]:
    """The descriptions of pictures and other objects; their names where there are none."""
    for drawn in element.iter(*_DRAWN):
        outer = {ancestor.tag for ancestor in drawn.iterancestors()} & (_DRAWN | {FALLBACK})
        if outer or next(drawn.iter(qn("w:txbxContent")), None) is not None:
            continue
        properties = next(drawn.iter(qn("wp:docPr")), None)
        described = (
            None if properties is None else properties.get("descr") or properties.get("name")
        )
        yield one_line(described or "–")


def is_on(run: etree._Element, name: str) -> bool:
    """Whether a run has a property such as bold."""
    stated = run.find(f"{qn('w:rPr')}/{qn(name)}")
    return stated is not None and stated.get(qn("w:val")) not in ("0", "false", "off", "none")


def _run_text(run: etree._Element, notes: Notes) -> str:
    words = []
    for child in run:
        if child.tag in _TEXTS:
            words.append(child.text or "")
        elif child.tag in _SPACES:
            words.append(" ")
        elif child.tag in _NOTES:
            mark = notes.get((_NOTES[child.tag], child.get(qn("w:id"))))
            words.append(f" [{mark}]" if mark else "")
        elif child.tag == qn("w:noBreakHyphen"):
            words.append("-")
    return "".join(words)


def _address(element: etree._Element, relations: Relationships) -> str:
    relation = relations.get(element.get(qn("r:id")) or "")
    return relation.target_ref if relation is not None and relation.is_external else ""
