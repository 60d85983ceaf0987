"""Files as a word processor writes them, with the parts that python-docx has no words for."""

from collections.abc import Iterable
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def saved(document: Document) -> bytes:
    """The bytes of the file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def policy() -> bytes:
    """Styles, numbering, a table, a header and a footer, a bold line, tracked changes."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Provköpings kommun"
    section.footer.paragraphs[0].text = "Sida 1 (2)"
    document.add_heading("Policy för resor", 1)
    document.add_paragraph("Policyn gäller alla som reser i tjänsten.")
    document.add_heading("Före resan", 2)
    document.add_heading("Beställning", 3)
    for text in ("Välj tåg", "Jämför priser"):
        document.add_paragraph(text, style="List Bullet")
    for text in ("Fråga chefen", "Boka sedan"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph().add_run("Efter resan").bold = True
    paragraph = document.add_paragraph("Räkningen lämnas in ")
    paragraph.add_run("samma månad").italic = True
    paragraph.add_run(".")
    table = document.add_table(rows=2, cols=2)
    cells = ["Sträcka", "Färdsätt", "Kort < 1 mil", "Cykel"]
    for cell, text in zip(table._cells, cells, strict=True):
        cell.text = text
    add(
        document,
        "<w:sdt {}><w:sdtContent><w:p><w:ins w:id='1' w:author='a'><w:r><w:t>Inom en "
        "innehållskontroll.</w:t></w:r></w:ins><w:del w:id='2' w:author='a'><w:r><w:delText>Struket"
        "</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>",
    )
    document.add_paragraph("Antagen av kommunfullmäktige 2021-03-15 § 42. Dnr KS 2020/77")
    return saved(document)


def add(document: Document, xml: str) -> BaseOxmlElement:
    """Put an element at the end of the text; `{}` in it is where the namespaces go."""
    names = nsdecls("w", "wp", "a", "pic", "r") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    element = parse_xml(xml.replace("{}", names, 1))
    document.element.body.insert(-1, element)
    return element


def add_part(document: Document, name: str, xml: str) -> None:
    """Footnotes and the like: a part of their own beside the text."""
    relation = f"{RELATIONSHIP_TYPE.FOOTNOTES.rpartition('/')[0]}/{name}"
    blob = xml.replace("{}", nsdecls("w"), 1).encode()
    part = Part(PackURI(f"/word/{name}.xml"), _TYPE.format(name), blob, document.part.package)
    document.part.relate_to(part, relation)


def number(document: Document, levels: Iterable[tuple[str, str]]) -> str:
    """A list of these forms and texts by level; the name by which paragraphs belong to it."""
    root = document.part.numbering_part.element
    own = str(900 + len(root))
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    names = nsdecls("w")
    xml = f'<w:abstractNum {names} w:abstractNumId="{own}">{made}</w:abstractNum>'
    root.insert(0, parse_xml(xml))
    return restart(document, own, own)


def restart(document: Document, abstract: str, own: str, start: int = 0) -> str:
    """Another list of the same kind, from `start` where it does not go on."""
    again = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    inside = f'<w:abstractNumId w:val="{abstract}"/>{again if start else ""}'
    made = parse_xml(f'<w:num {nsdecls("w")} w:numId="{own}">{inside}</w:num>')
    document.part.numbering_part.element.append(made)
    return own


def item(document: Document, text: str, number_id: str, level: int = 0, style: str = "") -> None:
    """A paragraph of a list."""
    paragraph = document.add_paragraph(text, style=style or None)
    inside = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/>'
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{inside}</w:numPr>"))
