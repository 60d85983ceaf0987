"""Documents as they are found, read from texts made for the tests: every fact, and nothing lost."""

import json
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from governing.imports.facts.metadata import Replaced
from governing.imports.parse import parse
from governing.imports.pieces import Why
from governing.models import DocumentIndexPage, GoverningDocumentPage
from tests.governing.imports.document_sources import headings, left_out, page_text, words, written
from tests.governing.imports.document_texts import RUN_TOGETHER, WITH_DETAILS, WITH_LETTER

COUNCIL, BOARD = "Kommunfullmäktige", "Kommunstyrelsen"
STATED: list[tuple[str, dict[str, Any]]] = [
    (
        WITH_LETTER,
        {
            "document_type": "strategy",
            "kind_as_stated": "Strategi",
            "other_title": "Strategi för båtlivet i Provköping",
            "decision": "proposed",
            "decided_by": COUNCIL,
            "document_date": date(2031, 2, 3),
            "valid_from": "2031-03-01",
            "validity": "not_stated",
            "reference_number": "KS 2031/45",
            "review_rule": "years",
            "review_years": 2,
            "review_note": "Strategin ska revideras vart annat år.",
            "replaces": (Replaced("Policy för båtar", COUNCIL, date(2016, 8, 25), "17"),),
            "from_letter": ("valid_from", "decided_by", "other_title"),
        },
    ),
    (
        WITH_DETAILS,
        {
            "document_type": "guideline",
            "kind_as_stated": "Riktlinje",
            "decision": "adopted",
            "decided_by": COUNCIL,
            "decided_on": date(2031, 4, 5),
            "paragraph": "12",
            "valid_from": "2031",
            "valid_to": "2034",
            "validity": "fixed",
            "last_changed_on": date(2032, 6, 7),
            "earlier_changes": "KF 2020-03-02 § 8",
            "reference_number": "KS 2030/118",
            "document_owner": "Parkavdelningen",
            "review_rule": "none",
            # The paragraph is that of the earlier change of the same day.
            "replaces": (Replaced("Regler för gräs", COUNCIL, date(2020, 3, 2), "8"),),
        },
    ),
    (
        RUN_TOGETHER,
        {
            "document_type": "strategy",
            "other_title": "Strategi för alla sjöar i Provköping",
            "decision": "proposed",
            "decided_by": BOARD,
            "document_date": date(2031, 2, 14),
            "valid_from": "2031-03-01",
            "validity": "not_stated",
            "reference_number": "KS 2031/45",
            "review_rule": "none",
            "replaces": (Replaced("", COUNCIL, date(2016, 8, 25), "17"),),
            "from_letter": ("reference_number", "valid_from", "decided_by", "other_title"),
        },
    ),
]
TEXTS = pytest.mark.parametrize(
    "text", [WITH_LETTER, WITH_DETAILS, RUN_TOGETHER], ids=["letter", "details", "run together"]
)


@pytest.mark.parametrize(("text", "stated"), STATED, ids=["letter", "details", "run together"])
def test_every_fact_that_is_stated_is_read_and_no_other(text: str, stated: dict[str, Any]) -> None:
    found = vars(parse(text.encode(), "a.txt").metadata)
    assert {name: value for name, value in found.items() if value} == stated


@pytest.mark.parametrize(
    ("body", "line", "decided"),
    [
        ("Kommunstyrelsen antar en policy för parker.", "", ("not_stated", BOARD, None, "")),
        (
            "Parker är bra.",
            "Antagen av KF den 3 maj 2030, § 4.",
            ("adopted", COUNCIL, date(2030, 5, 3), "4"),
        ),
        ("Parker är bra.", "Gäller tills vidare.", ("not_stated", "", None, "")),
        ("Parker är bra.", "Antagen av KF den 31 februari 2030.", ("adopted", COUNCIL, None, "")),
    ],
)
def test_who_decided_and_when(body: str, line: str, decided: tuple[Any, ...]) -> None:
    found = parse(f"Policy för parker\n\n{body}\n\n{line}\n".encode(), "a.txt").metadata
    assert (found.decision, found.decided_by, found.decided_on, found.paragraph) == decided
    assert (found.validity == "until_further_notice") == ("vidare" in line)


@TEXTS
def test_a_text_becomes_a_draft_with_nothing_lost(
    document_index: DocumentIndexPage, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "text.txt"
    path.write_text(text, "utf-8")
    out = StringIO()
    call_command("import_document", str(path), stdout=out, stderr=StringIO())
    report = json.loads(out.getvalue().splitlines()[-1])
    page = GoverningDocumentPage.objects.get()
    assert (page.live, report["page_id"], report["url"]) == (False, page.pk, page.full_url)
    assert page.left_out == report["unplaced"]
    assert all(row["why"] for row in report["unplaced"])
    placed = page_text(page.title, page.subtitle, list(page.body.raw_data))
    listed = [row["text"] for row in report["unplaced"]]
    there = words(placed) + sum((words(row) for row in listed), Counter())
    assert words(text) - there == Counter()
    assert "070-" not in placed
    assert "@" not in placed


@pytest.mark.parametrize(
    ("text", "title", "subtitle", "expected"),
    [
        (WITH_LETTER, "Strategi för båtliv", "", ["Inledning", "Vi vill ha", "Ansvar"]),
        (
            WITH_DETAILS,
            "Riktlinjer för grönytor 2031-2034",
            "Om parker och ängar",
            ["Syfte", "Ansvar"],
        ),
        (
            RUN_TOGETHER,
            "Strategi för sjöar",
            "",
            ["Inledning", "Badplatser", "Uppföljning", "Ansvar", "Vatten"],
        ),
    ],
    ids=["letter", "details", "run together"],
)
def test_headings_are_headings(text: str, title: str, subtitle: str, expected: list[str]) -> None:
    parsed = parse(text.encode(), "a.txt")
    assert (parsed.title, parsed.subtitle) == (title, subtitle)
    blocks = [{"type": "text", "value": block.html} for block in parsed.blocks if block.html]
    assert headings(blocks) == [(2, heading) for heading in expected]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (WITH_LETTER, "<ul><li>fler bryggor</li><li>renare vatten</li></ul>"),
        (WITH_LETTER, "<p>Båtar är <b>roliga</b> och <i>lugna</i>. Alla får ro.</p>"),
        (
            RUN_TOGETHER,
            "<ul><li>Bryggor med stege</li><li>Bänkar</li><li>Skyltar på flera språk</li></ul>",
        ),
        (RUN_TOGETHER, "<p>Nämnden ska se till att allt är helt och rent.</p>"),
        (RUN_TOGETHER, "Även EU ger pengar till rent vatten.</p>"),
        (RUN_TOGETHER, "<ul><li>Fiskeplanen</li><li>Badplanen</li></ul>"),
    ],
)
def test_lists_are_lists_and_emphasis_is_emphasis(text: str, markup: str) -> None:
    shown = written(parse(text.encode(), "a.txt"))
    assert markup in shown
    assert "*" not in shown


def test_a_table_of_the_text_is_a_table_and_one_of_details_is_none() -> None:
    tables = [block.rows for block in parse(WITH_DETAILS.encode(), "a.txt").blocks if block.rows]
    assert tables == [(("Yta", "Gånger"), ("Äng", "1"), ("Park", "12"))]


@pytest.mark.parametrize(
    ("text", "said", "why"),
    [
        (WITH_LETTER, "Plan för bryggor. Antagen 2012", Why.OTHER_TITLES),
        (WITH_LETTER, "Förslag till beslut", Why.COVER_LETTER),
        (WITH_LETTER, "1 (2)", Why.PAGE_MARK),
        (WITH_LETTER, "PROVKÖPINGS", Why.LOGOTYPE),
        (WITH_LETTER, "Strategi om båtliv", Why.REPEATED_TITLE),
        (WITH_LETTER, "Dokumenttyp: Strategi", Why.DETAILS),
        (WITH_LETTER, "Ring Eva Ek på 070-123 45 67.", Why.PERSON),
        (WITH_LETTER, "Klicka här för att ange text.", Why.TEMPLATE),
        (WITH_DETAILS, "OM PARKER OCH ÄNGAR", Why.SUBTITLE),
        (RUN_TOGETHER, "Strategi för sjöar 1 (2) 2031-02-14 Dnr KS 2031/45", Why.RUNNING_HEADER),
        (RUN_TOGETHER, "2 (2)", Why.PAGE_MARK),
        (RUN_TOGETHER, "Eva Ek 044-13 50 00 sjo@provkoping.example", Why.PERSON),
    ],
)
def test_what_is_around_a_document_is_left_out_with_its_reason(
    text: str, said: str, why: Why
) -> None:
    assert (said, why) in left_out(parse(text.encode(), "a.txt"))
