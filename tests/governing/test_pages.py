"""The list of documents, a document's page and its PDF, as a reader meets them."""

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.html import strip_tags
from pypdf import PdfReader
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from core.access.visibility import Standing, standings
from core.models import SectionVisibility
from core.pages.area_parts import area_parts
from governing.models import DocumentArea
from tests.as_read import as_read
from tests.factories.calls import area
from tests.factories.core import UserFactory
from tests.factories.documents import council, document, document_index
from tests.required import required

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
BODY = [
    {
        "type": "text",
        "value": "<h2>Ansvar</h2><p>Å, ä &amp; ö: #let x = 1</p><h3>Nämnd</h3><ul><li>ett</li></ul>"
        "<h2>Ansvar</h2><p><b>Fet</b> text.</p>",
    },
    {
        "type": "table",
        "value": {
            "columns": [{"type": "text", "heading": "År"}, {"type": "text", "heading": "Kronor"}],
            "rows": [{"values": ["2026", "100"]}],
        },
    },
]


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def words(response: Any) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def page_of(client: Client, page: Any) -> Any:
    response = client.get(page.url)
    assert response.status_code == 200
    return response


ADOPTED: dict[str, Any] = {"decided_on": date(2013, 10, 15), "paragraph": "213"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            ADOPTED,
            "Gäller sedan 15 oktober 2013. Beslut av kommunfullmäktige den 15 oktober 2013, § 213.",
        ),
        ({}, "Gäller. Sedan när framgår inte. Beslut av kommunfullmäktige; dag och paragraf"),
        ({"valid_from": "2016", "valid_to": "2099"}, "Gäller från 2016 till 2099."),
        ({"valid_from": "2099"}, "Antaget, men gäller först från 2099."),
        ({"decision": "proposed"}, "Ett förslag som inte gäller. Lagt fram för kommunfullmäktige."),
        (
            {"decision": "proposed", "valid_from": "2016-12-15"},
            "Ett förslag som inte gäller. Det föreslås gälla från 15 december 2016.",
        ),
        ({"decision": "draft"}, "Ett utkast som inte gäller."),
        ({"decision": "not_stated"}, "Källan säger inte om dokumentet har antagits."),
        ({"valid_from": "2016", "valid_to": "2020"}, "Gäller inte längre. Gällde från 2016 till"),
        ({"repealed_on": date(2020, 1, 1)}, "Gäller inte längre. Upphävdes den 1 januari 2020."),
    ],
)
def test_the_page_opens_with_what_the_document_is(client: Client, facts: Any, said: str) -> None:
    page = document("Strategi", deciding_body=council(), **facts)
    text = words(page_of(client, page))
    assert said in text
    assert ("Gäller sedan" in text) == (facts is ADOPTED)


def test_the_chain_reads_in_both_directions(client: Client) -> None:
    old = document("Gammal policy", decided_on=date(2009, 8, 25))
    new = document(
        "Ny policy",
        decided_on=date(2020, 5, 1),
        replaces=[
            {"replaced": old},
            {
                "title": "Vänortsregler",
                "deciding_body": council(),
                "decided_on": "1989-10-12",
                "paragraph": "144",
                "extent": "part",
                "part": "kapitel 3",
            },
        ],
    )
    text = words(page_of(client, new))
    assert "Ersätter ”Gammal policy” och kapitel 3 i ”Vänortsregler”." in text
    assert "den 12 oktober 1989, § 144" in text
    response = page_of(client, old)
    assert "Gäller inte längre. Ersattes den 1 maj 2020." in words(response)
    assert new.url in response.content.decode()
    assert old.note(NOW) == "Ersatt"
    assert new.note(NOW) == ""


@pytest.mark.parametrize("facts", [{"decision": "proposed"}, {"live": False}, {"extent": "part"}])
def test_neither_a_proposal_nor_a_part_replaces_the_whole(facts: Any) -> None:
    old = document("Gammal policy", decided_on=date(2009, 8, 25))
    row = {"replaced": old, "extent": facts.get("extent", "whole")}
    new = document("Ny", decision=facts.get("decision", "adopted"), replaces=[row])
    if "live" in facts:
        new.unpublish()
    old.refresh_from_db()
    assert type(old).objects.get(pk=old.pk).note(NOW) == ""


def test_a_title_that_a_reader_may_not_see_stays_hidden(client: Client) -> None:
    secret = document("Kanariefågel", decided_on=date(2009, 8, 25))
    child = document("Riktlinjer", parent_document=secret, replaces=[{"replaced": secret}])
    SectionVisibility.objects.create(page=secret, visibility="network")
    for url in (
        child.url,
        document_index().url,
        f"{document_index().url}?on=2010-01-01",
        f"{child.url}pdf/",
    ):
        response = client.get(url)
        text = response.content.decode(errors="replace")
        if url.endswith("pdf/"):
            text = "".join(p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages)
        assert "Kanarie" not in text, url
    assert client.get(f"{secret.url}pdf/").status_code in (302, 404)


def test_strategy_and_guidelines_lead_to_each_other(client: Client) -> None:
    strategy = document("Strategi")
    guidelines = document("Riktlinjer", parent_document=strategy, valid_to="2020")
    assert strategy.url in page_of(client, guidelines).content.decode()
    html = page_of(client, strategy).content.decode()
    assert re.search(r'Riktlinjer</a>\s*<span class="force-mark">Har gått ut</span>', html)


def test_headings_have_numbers_and_addresses_that_stay(client: Client) -> None:
    html = as_read(page_of(client, document("Strategi", body=BODY)).content.decode())
    assert re.findall(r'<h[23] id="([^"]+)"', html)[1:4] == ["ansvar", "namnd", "ansvar-2"]
    for anchor, number in (("ansvar", "1"), ("namnd", "1.1"), ("ansvar-2", "2")):
        assert f'<a href="#{anchor}"><span class="number">{number}</span>' in html


def test_the_card_has_every_gap_and_the_original_prevails(client: Client) -> None:
    text = words(page_of(client, document("Strategi", original_notice="Arkivet har det.")))
    assert text.count("uppgift saknas") >= 10
    assert "Skiljer sig texten från det undertecknade originalet gäller originalet." in text
    assert "Arkivet har det." in text


def test_only_the_network_reads_who_handled_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = document("Strategi", handled_by="Utredare Zzyzx", distribution="Nämnden Qqux")
    hidden = page_of(client, page).content.decode()
    assert not re.search("Zzyzx|Qqux", hidden + page.search_text + str(page.search_keywords))
    reader = UserFactory.create(username="contact")
    client.force_login(reader)
    assert "Zzyzx" not in page_of(client, page).content.decode()
    seats = {"test": lambda person: Standing(in_network=person.username == "contact")}
    monkeypatch.setattr(standings, "_parts", seats)
    shown = page_of(client, page).content.decode()
    assert "Utredare Zzyzx" in shown
    assert "Nämnden Qqux" in shown
    pdf = PdfReader(io.BytesIO(client.get(f"{page.url}pdf/").content))
    assert "Zzyzx" not in "".join(p.extract_text() for p in pdf.pages)


def test_the_pdf_is_tagged_and_has_the_text(client: Client) -> None:
    page = document("Strategi för Å, Ä och Ö", body=BODY, reference_number="KS/2012:935")
    response = client.get(f"{page.url}pdf/")
    assert response["Content-Type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(response.content))
    root: Any = pdf.trailer["/Root"]
    assert required(pdf.metadata).title == "Strategi för Å, Ä och Ö"
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "sv")
    text = " ".join("".join(p.extract_text() for p in pdf.pages).split())
    for part in ("Å, ä & ö: #let x = 1", "1.1 Nämnd", "Kronor", "KS/2012:935", "uppgift saknas"):
        assert part in text
    assert client.get(f"{page.url}pdf/more/").status_code == 404


def test_machines_read_what_is_known(client: Client) -> None:
    page = document("A </script> B", deciding_body=council(), **ADOPTED)
    html = page_of(client, page).content.decode()
    (block,) = re.findall(r'ld\+json">(.*?)</script>', html)
    (told,) = (p for p in json.loads(block)["@graph"] if p["@type"] == "Legislation")
    assert told["name"] == "A </script> B"
    assert told["legislationDate"] == "2013-10-15"
    assert told["legislationLegalForce"] == "https://schema.org/InForce"
    assert "legislationIdentifier" not in told


def listed(client: Client, **question: Any) -> Any:
    html = as_read(client.get(document_index().url, question).content.decode())
    return re.findall(r'<h2><a href="[^"]+">([^<]+)</a>', html), html


@pytest.fixture
def some() -> None:
    body = council()
    old = document("Äldre policy", decided_on=date(2009, 8, 25), deciding_body=body)
    document(
        "Strategi",
        document_type="strategy",
        deciding_body=body,
        decided_on=date(2013, 10, 15),
        reference_number="KS/2012:935",
        replaces=[{"replaced": old}],
    )
    document("Förslag A", decision="proposed", document_type="guideline")
    document("Okänd", decision="not_stated")


def test_the_list_filters_sorts_and_counts(client: Client, some: None) -> None:
    everything, html = listed(client)
    assert everything == ["Förslag A", "Okänd", "Strategi", "Äldre policy"]
    assert "4 dokument" in html
    assert 'Förslag A</a> <span class="force-mark">Förslag</span>' in html
    assert listed(client, type="strategy")[0] == ["Strategi"]
    assert listed(client, status="replaced")[0] == ["Äldre policy"]
    assert listed(client, body="Kommunfullmäktige", sort="decided")[0] == [
        "Strategi",
        "Äldre policy",
    ]
    for spelling in ("KS 2012/935", "ks2012-935", "dnr KS/2012:935", "2012:935"):
        assert listed(client, q=spelling)[0] == ["Strategi"]
    assert listed(client, q="äldre POLICY")[0] == ["Äldre policy"]
    _none, html = listed(client, q="xyzzy")
    assert "Inget dokument passar" in html
    assert 'value="strategy">Strategi (1)' in listed(client, status="in_force")[1]


def test_what_was_in_force_on_a_day(client: Client, some: None) -> None:
    assert listed(client, on="2010-01-01")[0] == ["Äldre policy", "Okänd"]
    rows, html = listed(client, on="2015-01-01")
    assert rows == ["Strategi", "Okänd"]
    assert "1 dokument gällde den 1 januari 2015." in html
    assert html.index("Går inte att veta") < html.index("Okänd</a>")
    assert listed(client, on="2000-01-01")[0] == ["Okänd"]


@pytest.mark.parametrize("question", [{"on": "yesterday"}, {"type": "x"}, {"sort": "\0"}])
def test_what_is_not_understood_is_said_and_the_rest_shown(
    client: Client, some: None, question: Any
) -> None:
    rows, html = listed(client, **question)
    assert len(rows) == 4
    assert 'role="alert"' in html


def test_an_empty_list_says_so(client: Client) -> None:
    assert "inga styrdokument" in client.get(document_index().url).content.decode()


@pytest.mark.any_database
def test_queries_do_not_grow_with_documents(client: Client) -> None:
    strategy = document("Strategi", deciding_body=council())
    counts = []
    for number in range(6):
        row = {"replaced": document(f"Gammal {number}", parent_document=strategy)}
        new = document(f"Ny {number}", parent_document=strategy, replaces=[row])
        if number in (0, 5):
            for url in (document_index().url, strategy.url, new.url):
                client.get(url)
                with CaptureQueriesContext(
                    connection,
                ) as queries:
                    client.get(url)
                counts.append(len(queries))
    assert counts[:3] == counts[3:]


def test_a_link_in_running_text_and_an_area_say_that_it_has_expired(home: Page) -> None:
    old = document("Policy 2016", valid_to="2020")
    DocumentArea.objects.create(page=old, area=area("vatten"))
    html = expand_db_html(f'<a linktype="page" id="{old.pk}">policyn</a>')
    assert html == f'<a href="{old.url}"><span class="force-mark">Har gått ut</span> policyn</a>'
    assert expand_db_html('<a linktype="page" id="0">borta</a>') == "<a>borta</a>"
    user = UserFactory.create()
    (link,) = area_parts["documents"].links(area("vatten"), user, NOW)
    assert (link.title, link.url, link.note) == ("Policy 2016", old.url, "Har gått ut")
