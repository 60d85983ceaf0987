"""HTML, Markdown, text and odd encodings, each read to the same kind of page."""

import pytest

from governing.imports.parse import parse
from governing.imports.pieces import Why
from tests.governing.imports.document_sources import left_out, written


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
        "<ul><li>Nationaldagen</li><li>Valborg<ul><li>om vädret tillåter</li></ul></li></ul>",
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


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Policyn ska revideras vart fjärde år.", ("years", 4)),
        ("Planen uppdateras vart 3:e år av nämnden.", ("years", 3)),
        ("Strategin följs upp varje mandatperiod.", ("term", None)),
        ("Budgeten följs upp varje mandatperiod.", ("none", None)),
        ("Analysen ska uppdateras minst en gång per mandatperiod.", ("none", None)),
    ],
)
def test_when_a_document_says_that_it_is_looked_at_again(
    sentence: str, rule: tuple[str, int | None]
) -> None:
    found = parse(f"Plan för parker\n\nParker är bra. {sentence}".encode(), "a.txt").metadata
    assert (found.review_rule, found.review_years) == rule
    assert found.review_note == (sentence if rule[0] != "none" else "")


def test_a_table_of_contents_and_signatures_are_no_text() -> None:
    text = """Policy för parker\n\nInnehåll\n\n1. Syfte ........ 2\n2. Skötsel ........ 14\n
1. Syfte\n\nParker är till för alla.\n\n2. Skötsel\n\nGräset klipps 2 gånger 2030.\n
Handläggare: Eva Ek\n\nEva Ek\n\nParkchef\n\nRegion Skåne\n\nDär finns fler parker.\n
Dokumentansvarig: Eva Ek\n"""
    parsed = parse(text.encode(), "a.txt")
    assert written(parsed).split("\n") == [
        "<h2>1. Syfte</h2>",
        "<p>Parker är till för alla.</p>",
        "<h2>2. Skötsel</h2>",
        "<p>Gräset klipps 2 gånger 2030.</p>",
        "<h2>Region Skåne</h2>",
        "<p>Där finns fler parker.</p>",
    ]
    assert left_out(parsed) == [
        ("Innehåll", Why.CONTENTS),
        ("1. Syfte ........ 2", Why.CONTENTS),
        ("2. Skötsel ........ 14", Why.CONTENTS),
        ("Handläggare: Eva Ek", Why.PERSON),
        ("Eva Ek", Why.SIGNATURE),
        ("Parkchef", Why.SIGNATURE),
        ("Dokumentansvarig: Eva Ek", Why.DETAILS),
    ]
    assert parsed.metadata.document_owner == ""


def test_text_of_two_encodings_is_mended() -> None:
    data = "Plan för åar\n\nÅn är ren och ".encode() + "öppen.".encode("cp1252")
    assert written(parse(data, "a.txt")) == "<p>Ån är ren och öppen.</p>"


def test_links_lists_in_lists_and_pictures_in_markdown_and_html() -> None:
    text = """# Plan för länkar\n\nSe [EU](https://europa.eu/a?b=1&c=2 "x") och [h](#h), ring
[växeln](tel:044-135000).\n\n![Karta över åar](karta.png)\n
- ett\n    1. inre\n    2. andra\n- två\n"""
    markup = """<h1>Plan för länkar</h1><p>Se <a href="https://europa.eu/a?b=1&amp;c=2">EU</a> och
<a href="#h">h</a>, ring <a href="tel:044-135000">växeln</a>.</p>
<img alt="Karta över åar"><img alt="">
<ul><li>ett<ol><li>inre</li><li>andra</li></ol></li><li>två</li></ul>
<p><a href="javascript:alert(1)">klick</a></p>"""
    for data, name in ((text, "a.md"), (markup, "a.html")):
        parsed = parse(data.encode(), name)
        assert written(parsed).split("\n")[:2] == [
            '<p>Se <a href="https://europa.eu/a?b=1&amp;c=2">EU</a> och h, ring växeln'
            " (044-135000).</p>",
            "<ul><li>ett<ol><li>inre</li><li>andra</li></ol></li><li>två</li></ul>",
        ]
        assert left_out(parsed) == [("Karta över åar", Why.PICTURE)]
    assert "script" not in written(parsed)


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
