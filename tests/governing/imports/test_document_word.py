"""A .docx by the rules of a word processor: what it shows is read, what it hides is told."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from governing.imports.parse import parse
from governing.imports.pieces import DocumentRefused, Why
from tests.governing.imports import word_sources as word
from tests.governing.imports.document_sources import left_out, written


def test_styles_lists_tables_and_tracked_changes() -> None:
    parsed = parse(word.policy(), "policy.docx")
    assert parsed.title == "Policy för resor"
    assert written(parsed).splitlines() == [
        "<p>Policyn gäller alla som reser i tjänsten.</p>",
        "<h2>Före resan</h2>",
        "<h3>Beställning</h3>",
        "<ul><li>Välj tåg</li><li>Jämför priser</li></ul>",
        "<ol><li>Fråga chefen</li><li>Boka sedan</li></ol>",
        "<h3>Efter resan</h3>",
        "<p>Räkningen lämnas in <i>samma månad</i>.</p>",
        "",
        "<p>Inom en innehållskontroll.</p>",
        "<p>Antagen av kommunfullmäktige 2021-03-15 § 42. Dnr KS 2020/77</p>",
    ]
    assert [block.rows for block in parsed.blocks if block.rows] == [
        (("Sträcka", "Färdsätt"), ("Kort < 1 mil", "Cykel"))
    ]
    assert left_out(parsed) == [
        ("Provköpings kommun", Why.RUNNING_HEADER),
        ("Struket", Why.DELETED),
        ("Sida 1 (2)", Why.RUNNING_HEADER),
    ]
    found = parsed.metadata
    decision = (found.decision, found.decided_by, found.paragraph)
    assert decision == ("adopted", "Kommunfullmäktige", "42")


def test_numbers_are_those_that_the_word_processor_shows() -> None:
    """A list goes on after a paragraph, starts anew where it is told to, and has levels."""
    document = docx.Document()
    document.add_paragraph("Plan för numrering", style="Title")
    outline = word.number(document, [("decimal", "%1"), ("decimal", "%1.%2")])
    word.item(document, "Inledning", outline, style="Heading 1")
    word.item(document, "Bakgrund", outline, 1, style="Heading 2")
    word.item(document, "Mål", outline, style="Heading 1")
    word.item(document, "Ekonomi", outline, 1, style="Heading 2")
    steps = word.number(document, [("decimal", "%1."), ("lowerLetter", "%2)")])
    for text, level in (("Ett", 0), ("Ett a", 1), ("Ett b", 1), ("Två", 0)):
        word.item(document, text, steps, level)
    document.add_paragraph("Mellan.")
    word.item(document, "Tre", steps)
    word.item(document, "", steps)
    word.item(document, "Fem", steps)
    again = word.restart(document, steps, "77", start=1)
    word.item(document, "Från början", again)
    document.add_paragraph("Paragrafer.")
    laws = word.number(document, [("decimal", "§ %1")])
    word.item(document, "Syfte.", laws)
    chapters = word.number(document, [("upperRoman", "%1.")])
    for text in ("Först.", "Sedan.", "Sedan igen.", "Sist."):
        word.item(document, text, chapters)
    bullets = word.number(document, [("bullet", "o"), ("bullet", "-")])
    word.item(document, "Yttre", bullets)
    word.item(document, "Inre", bullets, 1)
    word.item(document, "Utan", "0")
    parsed = parse(word.saved(document), "a.docx")
    assert parsed.title == "Plan för numrering"
    assert written(parsed).splitlines() == [
        "<h2>1 Inledning</h2>",
        "<h3>1.1 Bakgrund</h3>",
        "<h2>2 Mål</h2>",
        "<h3>2.1 Ekonomi</h3>",
        "<ol><li>Ett<ul><li>a) Ett a</li><li>b) Ett b</li></ul></li><li>Två</li></ol>",
        "<p>Mellan.</p>",
        "<p>3. Tre</p>",
        "<p>5. Fem</p>",
        "<p>1. Från början</p>",
        "<p>Paragrafer.</p>",
        "<p>§ 1 Syfte.</p>",
        "<p>I. Först.</p>",
        "<p>II. Sedan.</p>",
        "<p>III. Sedan igen.</p>",
        "<p>IV. Sist.</p>",
        "<ul><li>Yttre<ul><li>Inre</li></ul></li></ul>",
        "<p>Utan</p>",
    ]


def test_notes_boxes_links_pictures_and_hidden_text() -> None:
    document = docx.Document()
    document.add_heading("Riktlinjer för noter", 1)
    link = document.part.relate_to(
        "https://eur-lex.europa.eu/?a=1&b=2", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    mail = document.part.relate_to(
        "mailto:eva.ek@provkoping.example", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    word.add(
        document,
        f"""<w:p {{}}><w:r><w:t xml:space="preserve">Se </w:t></w:r><w:hyperlink r:id="{link}"><w:r>
        <w:rPr><w:b/></w:rPr><w:t xml:space="preserve">för</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>
        <w:t>ordningen</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id="7"/></w:r>
        <w:r><w:t xml:space="preserve"> och formeln </w:t></w:r>
        <m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>
        <w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="3"/></w:r>
        <w:r><w:t>.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Dolt</w:t></w:r></w:p>""",
    )
    word.add(
        document,
        f"""<w:p {{}}><w:hyperlink r:id="{mail}"><w:r><w:t>Handläggaren</w:t></w:r></w:hyperlink>
        <w:r><w:t xml:space="preserve"> svarar på frågor.</w:t></w:r></w:p>""",
    )
    box = "<w:txbxContent><w:p><w:r><w:t>I rutan.</w:t></w:r></w:p></w:txbxContent>"
    word.add(
        document,
        f"""<w:p {{}}><w:moveFrom w:id="5" w:author="a"><w:r><w:t>Flyttat.</w:t></w:r></w:moveFrom>
        <w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>
        <mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>
        <w:r><w:drawing><wp:inline><wp:docPr id="1" name="Bild 1" descr="Karta över vänorterna"/>
        </wp:inline></w:drawing></w:r><w:r><w:t>Efter rutan.</w:t></w:r></w:p>""",
    )
    word.add(
        document,
        '<w:p {}><w:moveTo w:id="6" w:author="a"><w:r><w:t>Flyttat.</w:t></w:r></w:moveTo></w:p>',
    )
    note = '<w:{kind} w:id="{id}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
    for kind, notes in (
        ("footnote", [("3", "Den andra."), ("7", "Den första."), ("9", "Ingenstans.")]),
        ("endnote", [("2", "Sist.")]),
    ):
        made = "".join(note.format(kind=kind, id=name, text=text) for name, text in notes)
        word.add_part(document, f"{kind}s", f"<w:{kind}s {{}}>{made}</w:{kind}s>")
    run = document.add_paragraph("Kommenterat.").runs[0]
    document.add_comment(run, text="Stämmer det här?", author="Eva Ek")
    parsed = parse(word.saved(document), "a.docx")
    assert written(parsed).splitlines() == [
        '<p>Se <a href="https://eur-lex.europa.eu/?a=1&amp;b=2"><b>förordningen</b></a> [1]'
        " och formeln a+b [i] [2].</p>",
        "<p>Efter rutan.</p>",
        "<p>I rutan.</p>",
        "<p>Flyttat.</p>",
        "<p>Kommenterat.</p>",
        "<p>[1] Den första.</p>",
        "<p>[2] Den andra.</p>",
        "<p>[i] Sist.</p>",
    ]
    assert left_out(parsed) == [
        ("Dolt", Why.HIDDEN),
        ("Handläggaren (eva.ek@provkoping.example) svarar på frågor.", Why.PERSON),
        ("Karta över vänorterna", Why.PICTURE),
        ("Stämmer det här?", Why.COMMENT),
    ]


def test_the_table_of_contents_goes_and_tables_keep_their_columns() -> None:
    document = docx.Document()
    document.add_heading("Program för tabeller", 1)
    word.add(
        document,
        """<w:sdt {}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>
        </w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Innehåll</w:t></w:r></w:p><w:p><w:r>
        <w:t>Mål</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>2</w:t></w:r></w:p></w:sdtContent></w:sdt>""",
    )
    document.add_heading("Mål", 2)
    cell = "<w:tc>{span}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    first = cell.format(span="", text="År") + cell.format(span=wide, text="Antal")
    second = "".join(cell.format(span="", text=text) for text in ("2030", "12", "14"))
    inner = f"<w:tbl><w:tr>{cell.format(span='', text='inne')}</w:tr></w:tbl>"
    third = f"<w:tc>{inner}<w:p/></w:tc>" + cell.format(span="", text="") * 2
    rows = "".join(f"<w:tr>{row}</w:tr>" for row in (first, second, third))
    word.add(document, f"<w:tbl {{}}>{rows}</w:tbl>")
    frame = document.add_table(rows=2, cols=1)
    frame.cell(0, 0).text, frame.cell(1, 0).text = "Ruta.", "Mera."
    parsed = parse(word.saved(document), "a.docx")
    assert [block.rows or block.html for block in parsed.blocks] == [
        "<h2>Mål</h2>",
        (("År", "Antal", ""), ("2030", "12", "14"), ("inne", "", "")),
        "<p>Ruta.</p>\n<p>Mera.</p>",
    ]
    assert left_out(parsed) == [("Innehåll", Why.CONTENTS), ("Mål 2", Why.CONTENTS)]


def refused(data: bytes) -> str:
    with pytest.raises(DocumentRefused) as found:
        parse(data, "a.docx")
    return str(found.value)


def zipped(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_what_is_no_whole_sensible_word_document_is_refused_and_told_apart() -> None:
    whole = word.policy()
    with ZipFile(BytesIO(whole)) as source:
        parts = {part.filename: source.read(part) for part in source.infolist()}
    bomb = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 80_000_000}
    entities = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 50_000 + b'">]><a>' + b"&b;" * 2000 + b"</a>"
    ole = b"\xd0\xcf\x11\xe0" + bytes(600)
    damaged = [
        whole[:5000],
        whole[:200],
        b"PK\x03\x04",
        b"no zip",
        zipped(parts | {"word/document.xml": b"<"}),
        zipped(parts | {"word/document.xml": entities}),
        zipped({name: data for name, data in parts.items() if name != "word/document.xml"}),
    ]
    assert {refused(data) for data in damaged} == {refused(whole[:5000])}
    assert "skadad" in refused(whole[:5000])
    assert "för stor" in refused(zipped(bomb))
    assert "för stor" in refused(zipped(parts | {f"word/{n}.xml": b"" for n in range(2001)}))
    assert "inget Word" in refused(zipped({"notes.txt": b"a"}))
    assert "inget Word" in refused(zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b""}))
    assert "lösenord" in refused(ole + "EncryptedPackage".encode("utf-16-le"))
    assert "Gamla Word-filer" in refused(ole)
    assert "tomt" in refused(word.saved(docx.Document()))
