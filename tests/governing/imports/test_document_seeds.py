"""The five source documents, as they were found, through the command."""

import json
import re
from collections import Counter
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from governing.models import GoverningDocumentPage
from tests.governing.imports.document_sources import SEEDS, bare, headings, page_text, seed, words
from tests.parts import shared

pytestmark = pytest.mark.shared

HEADINGS = {
    "kristianstad": """2 Syfte och utgångspunkt
        2 Prioriterade utvecklingsområden
        2 Organisation och ansvarsfördelning
        2 Ansvar på politisk nivå
        2 Ansvar på tjänstemannanivå
        2 Uppföljning och revidering""",
    "kavlinge": """2 Inledning
        2 Syfte och mål
        2 Utgångspunkter
        2 Verksamhetsutveckling
        2 Kompetens
        2 Samverkan
        2 Ansvar och arbete
        2 Prioriteringar
        2 Samverkansparter""",
    "tyreso": """2 Inriktning
        2 Prioriterade områden
        2 Utveckling av kommunens verksamhet
        2 Barns och ungdomars internationella kontakter
        2 Omvärldsbevakning
        2 Samarbeten
        2 Ansvar""",
    "vaxjo": """2 Inledning
        2 Syfte med internationellt arbete
        2 Strategier för internationellt arbete
        3 Extern finansiering
        3 Omvärldssamverkan
        3 Kompetensutveckling
        2 Ansvarsfördelning
        3 Kommunfullmäktige
        3 Nämnder och bolagsstyrelser
        3 Förvaltningar/kommunala bolag
        3 Nätverk/arbetsgrupp internationella frågor
        2 Uppföljning av strategin""",
    "osthammar": """2 Internationellt samarbete
        2 Det internationella arbetet består av
        3 EU:s fonder och verksamhetsutveckling
        3 Kunskapsutbyte och kompetensutveckling
        3 Internationella utvecklingsprojekt
        3 Företag, föreningar och organisationer
        3 Skolans internationalisering
        2 Organisation och ansvar
        3 Kommunfullmäktige
        3 Kommunstyrelsen
        3 Nämnder/bolag
        3 Utvecklingsgruppen med inriktning på EU och internationella frågor""",
}
REVISED = {"kristianstad": "mandatperiod", "vaxjo": "mandatperiod"}
STATUS = {"adopted": "adopted", "expired": "adopted"}
TYPES = {"riktlinje": "guideline", "strategi": "strategy", "policy": "policy"}
FULL = {"KF": "Kommunfullmäktige", "KS": "Kommunstyrelsen"}
WHO = (
    r"Sofia|Floreby|Persson|Svedberg|Josephson|Andersson|Renman|Hedén|Jacobson|\S@\S|07\d\d-?\d{4}"
)


@pytest.fixture(params=SEEDS)
def imported(request: pytest.FixtureRequest, document_index: Any, tmp_path: Any) -> Any:
    """The name of the municipality, its source, its draft and the printed list."""
    name = request.param
    path = tmp_path / SEEDS[name]
    path.write_bytes(seed(name))
    out = StringIO()
    call_command("import_document", str(path), stdout=out, stderr=StringIO())
    report = json.loads(out.getvalue().splitlines()[-1])
    return name, path.read_text("utf-8"), GoverningDocumentPage.objects.get(), report


def test_a_seed_becomes_a_draft_with_nothing_lost_and_every_fact_that_is_stated(
    imported: Any,
) -> None:
    """One import shows it all: place, words, sentences, headings, facts, and nobody's number."""
    name, source, page, report = imported
    body = list(page.body.raw_data)
    placed = page_text(page.title, page.subtitle, body)
    listed = [row["text"] for row in report["unplaced"]]

    assert (page.live, report["page_id"], report["url"]) == (False, page.pk, page.full_url)
    assert page.left_out == report["unplaced"]
    assert all(row["why"] for row in report["unplaced"])
    _assert_accounted_for(source, page.title, placed, listed)
    expected = [line.strip().split(" ", 1) for line in HEADINGS[name].splitlines()]
    assert headings(body) == [(int(level), text) for level, text in expected]
    assert not re.search(WHO, placed) or name in ("vaxjo", "kristianstad")
    assert (page.review_rule == "term") == (name in REVISED)
    assert REVISED.get(name, "") in page.review_note
    _assert_facts(page, json.loads(shared("domain/municipalities.json").read_text())[name])


def _assert_accounted_for(source: str, title: str, placed: str, listed: list[str]) -> None:
    """Every word is in one of the two places, as often as in the source; sentences are whole."""
    there = words(placed) + sum((words(text) for text in listed), Counter())
    assert words(source) - there == Counter()
    # A title is one line of the page, and stands in the source once more than it is placed.
    assert there - words(source) - words(title) == words("") or "INRIKTNING" in source
    page, rest = bare(placed), [bare(text) for text in listed]
    for sentence in re.split(r"(?<=[.!?])\s+|\n\n", re.sub(r"(?<!\n)\n(?![\n|-])", " ", source)):
        said = bare(sentence)
        whole = said in page or any(said in text for text in rest)
        assert whole or _in_parts(sentence, page, rest), sentence


def _in_parts(sentence: str, page: str, rest: list[str]) -> bool:
    """A stretch of the source that holds furniture, headings or items, each whole in its place."""
    left = bare(sentence)
    while left:
        size = next(
            (n for n in range(len(left), 2, -1) if any(left[:n] in text for text in [page, *rest])),
            0,
        )
        if not size:
            return False
        left = left[size:]
    return True


def _assert_facts(page: GoverningDocumentPage, municipality: dict[str, Any]) -> None:
    """The page states what municipalities.json has from the source, and nothing more."""
    known = municipality["documents"][0]
    decided = known.get("decided_by") or known.get("to")
    adopted = STATUS.get(known["status"])
    assert page.title == known["title"]
    assert page.document_type == TYPES[known["type"]]
    assert page.decided_by == decided
    assert page.decision == adopted or (not adopted and page.decided_on is None)
    assert (page.decision == "proposed") == known["status"].startswith("proposal")
    days = {
        "decided_on": "date",
        "document_date": "document_date",
        "last_changed_on": "last_changed",
    }
    for field, key in days.items():
        assert getattr(page, field) == (date.fromisoformat(known[key]) if known.get(key) else None)
    texts = {
        "paragraph": "paragraph",
        "reference_number": "dnr",
        "valid_from": "valid_from",
        "valid_to": "valid_to",
        "document_owner": "owner",
        "earlier_changes": "earlier_changes",
        "kind_as_stated": "kind_as_stated",
    }
    for field, key in texts.items():
        assert getattr(page, field) == (known.get(key) or ""), field
    assert page.subtitle.casefold() == known.get("subtitle", "").casefold()
    assert (page.validity == "until_further_notice") == (known.get("validity") == "tills vidare")
    earlier = [(r.title, r.decided_by, r.decided_on, r.paragraph) for r in page.replacements.all()]
    assert earlier == [
        (row.get("title", ""), FULL[row["body"]], row["date"], row["paragraph"])
        for row in known.get("replaces", [])
    ]


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("kavlinge", ["Tillsammans för en bra livsmiljö", "Digitalisering"]),
        ("vaxjo", ["Vilka resultat det internationella arbetet har gett."]),
    ],
)
def test_lists_are_lists_and_emphasis_is_emphasis(name: str, items: list[str]) -> None:
    from governing.imports.parse import parse

    markup = "".join(block.html for block in parse(seed(name), "a.txt").blocks)
    assert all(f"<li>{item}</li>" in markup for item in items)
    assert "*" not in markup


def test_the_letter_says_what_the_document_is_called_elsewhere_and_an_editor_is_told() -> None:
    from governing.imports.parse import parse

    found = parse(seed("kavlinge"), "a.txt").metadata
    assert found.other_title == "Strategi för EU-arbetet i Kävlinge kommun"
    assert "reference_number" in found.from_letter
    assert "document_date" not in found.from_letter
