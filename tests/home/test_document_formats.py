"""Word, HTML, Markdown and odd encodings, each read to the same kind of page."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from home.imports.documents.parse import Parsed, parse
from home.imports.documents.pieces import DocumentRefused, Why


def written(parsed: Parsed) -> str:
    """The rich text of all blocks."""
    return "\n".join(block.html for block in parsed.blocks)


def left_out(parsed: Parsed) -> list[tuple[str, Why]]:
    return [(left.text, left.why) for left in parsed.left_out]


def word_file() -> bytes:
    """What a word processor writes: styles, numbering, a table, a header, and a bold line."""
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
    for cell, text in zip(
        table._cells, ["Sträcka", "Färdsätt", "Kort < 1 mil", "Cykel"], strict=True
    ):
        cell.text = text
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:ins w:id='1' w:author='a'><w:r><w:t>Inom en "
        "innehållskontroll.</w:t></w:r></w:ins><w:del w:id='2' w:author='a'><w:r><w:delText>Struket"
        "</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(-1, control)
    document.add_paragraph("Antagen av kommunfullmäktige 2021-03-15 § 42. Dnr KS 2020/77")
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_word_by_its_own_style_rules() -> None:
    parsed = parse(word_file(), "policy.docx")
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
        ("Sida 1 (2)", Why.RUNNING_HEADER),
    ]
    found = parsed.metadata
    assert (found.decision, found.decided_by, found.paragraph) == (
        "adopted",
        "Kommunfullmäktige",
        "42",
    )


def test_word_files_that_are_damaged_or_blown_up_are_refused() -> None:
    whole = word_file()
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 80_000_000)
    other = BytesIO()
    with ZipFile(other, "w") as archive:
        archive.writestr("notes.txt", "a")
    emptied = BytesIO()
    with ZipFile(BytesIO(whole)) as source, ZipFile(emptied, "w") as archive:
        for part in source.infolist():
            archive.writestr(part, b"<" if part.filename.endswith("t.xml") else source.read(part))
    for data in (whole[:5000], whole[:200], b"PK\x03\x04", b"no zip", emptied.getvalue()):
        with pytest.raises(DocumentRefused, match=r"."):
            parse(data, "a.docx")
    for data in (bomb.getvalue(), other.getvalue(), saved(docx.Document())):
        with pytest.raises(DocumentRefused, match=r"."):
            parse(data, "a.docx")


def test_html_keeps_what_it_says_and_nothing_that_runs() -> None:
    markup = """<!DOCTYPE html><html><head><title>x</title><script>alert(1)</script></head><body>
    <nav><a href="/">Till startsidan</a></nav>
    <h1>Riktlinjer för flaggning</h1><h3>När</h3>
    <p onclick="steal()">Flaggan hissas <b>klockan åtta</b>.<script>bad()</script></p>
    <ul><li>Nationaldagen</li><li>Valborg<ul><li>om vädret tillåter</li></ul></li></ul>
    <ol><li>Hissa</li><li>Hala</li></ol>
    <table><tr><th>Dag</th></tr><tr><td>6 juni &amp; 30 april</td></tr></table>
    Löst &lt;i&gt; text<footer>Sidan senast ändrad i går</footer></body></html>"""
    parsed = parse(markup.encode(), "sida.html")
    assert parsed.title == "Riktlinjer för flaggning"
    assert written(parsed).split("\n") == [
        "<h2>När</h2>",
        "<p>Flaggan hissas <b>klockan åtta</b>.</p>",
        "<ul><li>Nationaldagen</li><li>Valborg</li><li>om vädret tillåter</li></ul>",
        "<ol><li>Hissa</li><li>Hala</li></ol>",
        "",
        "<p>Löst &lt;i&gt; text</p>",
    ]
    assert [block.rows for block in parsed.blocks if block.rows] == [
        (("Dag",), ("6 juni & 30 april",))
    ]
    assert [why for _text, why in left_out(parsed)] == [Why.NAVIGATION] * 3


def test_markdown() -> None:
    text = """# Plan för lekplatser\n\nVarje *lekplats* ska vara **trygg** <b>här</b>.\n
## Mål\n\n1. Fler gungor\n2. Mer sand\n\n- Bänkar\n\n| År | Antal |\n|---|---|\n| 2030 | 12 |\n"""
    parsed = parse(text.encode("utf-16"), "plan.md")
    assert (parsed.title, parsed.metadata.document_type) == ("Plan för lekplatser", "plan")
    assert written(parsed).split("\n")[:-1] == [
        "<p>Varje <i>lekplats</i> ska vara <b>trygg</b> &lt;b&gt;här&lt;/b&gt;.</p>",
        "<h2>Mål</h2>",
        "<ol><li>Fler gungor</li><li>Mer sand</li></ol>",
        "<ul><li>Bänkar</li></ul>",
    ]
    assert parsed.blocks[-1].rows == (("År", "Antal"), ("2030", "12"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding_of_a_swedish_office(encoding: str) -> None:
    parsed = parse("Program för åar\r\n\r\nÅn är ren – och öppen.".encode(encoding), "a.txt")
    assert (parsed.title, written(parsed)) == ("Program för åar", "<p>Ån är ren – och öppen.</p>")


def test_people_and_page_marks_are_told_from_the_text() -> None:
    text = """Policy för parker\n\n2 (4)\n\nParker är till för alla. Ring Eva Ek på 070-123 45 67.\n
Eva Ek\nParkchef\n\n3. Skötsel\n\nGräset klipps.\n\n7. Sent nummer\n8. Nästa"""
    parsed = parse(text.encode(), "a.txt")
    assert written(parsed).split("\n") == [
        "<p>Parker är till för alla.</p>",
        "<h2>3. Skötsel</h2>",
        "<p>Gräset klipps.</p>",
        "<p>7. Sent nummer</p>",
        "<p>8. Nästa</p>",
    ]
    assert left_out(parsed) == [
        ("2 (4)", Why.PAGE_MARK),
        ("Ring Eva Ek på 070-123 45 67.", Why.PERSON),
        ("Eva Ek", Why.SIGNATURE),
        ("Parkchef", Why.SIGNATURE),
    ]
