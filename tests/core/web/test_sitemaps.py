"""What machines that read the whole site are told: the map, robots.txt, and each page's data."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from wagtail.log_actions import log
from wagtail.models import Locale

from core.access.visibility import Visibility
from core.models import SectionVisibility
from core.web.sitemaps import LanguagesSitemap
from home.models import StandardPage
from tests.factories.calls import call, municipality
from tests.factories.core import UserFactory, site_tree
from tests.factories.towns import town, with_pages
from tests.required import required

HOST = "http://testserver"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}

# Already the first of July in Sweden.
EVENING = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> StandardPage:
    municipality()
    swedish = site_tree()
    english = swedish.get_translation(Locale.objects.get(language_code="en"))
    both = swedish.add_child(instance=StandardPage(title="Vänorter", slug="vanorter"))
    english.add_child(
        instance=StandardPage(
            title="Twin towns",
            slug="towns",
            locale=english.locale,
            translation_key=both.translation_key,
        )
    )
    both.add_child(instance=StandardPage(title="Kontakt", slug="kontakt", lead="Ett “lead”."))
    return both


def locations(client: Client, path: Any) -> list[Any]:
    """The addresses in a sitemap or in the list of sitemaps."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return [e.text for e in ElementTree.fromstring(answer.content).iterfind(".//s:loc", NAMES)]


def everything(client: Client) -> list[Any]:
    """Every address of every part."""
    parts = locations(client, "/sitemap.xml")
    return [url for part in parts for url in locations(client, part.removeprefix(HOST))]


def test_it_has_pages_and_calls_in_both_languages_and_each_of_them_opens(
    client: Client, pages: StandardPage
) -> None:
    made = call("Water reuse")
    found = everything(client)
    for code in ("sv", "en"):
        with override(code):
            assert HOST + reverse("call", args=[made.reference]) in found
            assert HOST + reverse("call_list") in found
        assert f"{HOST}/{code}/" in found
    assert {f"{HOST}/sv/vanorter/", f"{HOST}/en/towns/", f"{HOST}/sv/vanorter/kontakt/"} <= {*found}
    assert len(found) == len(set(found))
    for url in found:
        assert client.get(url.removeprefix(HOST)).status_code == 200


def test_each_address_names_the_same_thing_in_the_other_languages_that_it_is_in(
    client: Client, pages: StandardPage
) -> None:
    pages_told = told(client, "pages")
    towns = {"sv": f"{HOST}/sv/vanorter/", "en": f"{HOST}/en/towns/"}
    assert pages_told[towns["sv"]] == pages_told[towns["en"]] == towns
    only = f"{HOST}/sv/vanorter/kontakt/"
    assert pages_told[only] == {"sv": only}


@time_machine.travel(EVENING)
def test_it_has_programmes_areas_towns_and_forms_and_each_of_them_opens(client: Client) -> None:
    with_pages()
    town("alfa")
    hidden = town("kanarie", visibility=Visibility.STAFF)
    call("Water reuse", areas=("halsa",), programme_slug="life")
    found = everything(client)
    for code in ("sv", "en"):
        with override(code):
            wanted = [reverse(name) for name in ("programmes", "areas", "report_fault", "visit")]
            wanted += [reverse("programme", args=["life"]), reverse("area", args=["halsa"])]
        assert {HOST + address for address in wanted} <= {*found}
    towns = {"sv": f"{HOST}/sv/vanorter/alfa/", "en": f"{HOST}/en/twin-towns/alfa/"}
    assert told(client, "towns")[towns["sv"]] == towns
    assert hidden.key not in " ".join(found)
    for url in found:
        assert client.get(url.removeprefix(HOST)).status_code == 200, url
    with override("en"):
        address = HOST + reverse("programme", args=["life"])
    tree = ElementTree.fromstring(client.get("/sitemap-programmes.xml").content)
    days = {required(u.find("s:loc", NAMES)).text: u.findtext("s:lastmod", "", NAMES) for u in tree}
    assert days[address] == "2026-07-01"
    assert len(told(client, "programmes")[address]) == 2


@time_machine.travel(EVENING)
def test_an_editor_s_change_of_a_record_dates_its_page(client: Client) -> None:
    with_pages()
    changed, same = town("alfa"), town("beta")
    log(instance=changed, action="wagtail.edit")
    tree = ElementTree.fromstring(client.get("/sitemap-towns.xml").content)
    days = {required(u.find("s:loc", NAMES)).text: u.findtext("s:lastmod", "", NAMES) for u in tree}
    assert days[f"{HOST}/sv/vanorter/{changed.key}/"] == "2026-07-01"
    assert days[f"{HOST}/sv/vanorter/{same.key}/"] == ""


def told(client: Client, part: Any) -> dict[Any, Any]:
    """Each address of a part, and what it says of the other languages."""
    tree = ElementTree.fromstring(client.get(f"/sitemap-{part}.xml").content)
    return {
        required(url.find("s:loc", NAMES)).text: {
            link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", NAMES)
        }
        for url in tree
    }


def test_what_a_stranger_may_not_read_is_not_in_it_whoever_asks(
    client: Client, pages: StandardPage
) -> None:
    secret = pages.add_child(instance=StandardPage(title="Hemlig", slug="kanariefagel"))
    SectionVisibility.objects.create(page=secret, visibility=Visibility.STAFF)
    below = secret.add_child(instance=StandardPage(title="Under", slug="kanarieunge"))
    pages.add_child(instance=StandardPage(title="Utkast", slug="kanarieutkast", live=False))
    hidden = call("Canary", visibility=Visibility.STAFF)
    client.force_login(UserFactory.create(is_superuser=True))
    found = " ".join(everything(client))
    assert below.live
    assert "kanarie" not in found
    assert hidden.reference not in found


def test_many_come_in_chunks(
    client: Client,
    pages: StandardPage,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(4):
        call(f"Call {number}")
    monkeypatch.setattr(LanguagesSitemap, "limit", 3)
    parts = locations(client, "/sitemap.xml")
    assert [p for p in parts if "calls" in p] == [
        f"{HOST}/sitemap-calls.xml",
        *(f"{HOST}/sitemap-calls.xml?p={n}" for n in (2, 3, 4)),
    ]
    assert len(locations(client, "/sitemap-calls.xml?p=4")) == 1
    with django_assert_max_num_queries(3):
        assert len(locations(client, "/sitemap-calls.xml?p=2")) == 3
    assert client.get("/sitemap-calls.xml?p=9").status_code == 404
    assert client.get("/sitemap-canaries.xml").status_code == 404


def test_robots_are_kept_out_of_the_admin_and_told_of_the_map(client: Client, db: None) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Disallow: /sv/konto/" in lines
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    assert not [line for line in lines if line in ("Disallow: /", "Disallow: /sv/")]


def test_a_page_tells_its_address_title_and_text(client: Client, pages: StandardPage) -> None:
    markup = client.get("/sv/vanorter/kontakt/?utm_source=brev").content.decode()
    assert f'<link rel="canonical" href="{HOST}/sv/vanorter/kontakt/">' in markup
    assert '<meta property="og:title" content="Kontakt">' in markup
    assert '<meta property="og:description" content="Ett “lead”.">' in markup
    assert '<meta property="og:locale" content="sv_SE">' in markup
    assert "<title>Kontakt – Testberga kommun · Omvärld</title>" in markup
    with override("sv"):
        found = client.get(reverse("call_list") + "?q=vatten").content.decode()
    assert 'rel="canonical"' not in found


def data(markup: str) -> Any:
    """What the page tells in schema.org's words, by type."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', markup)
    return {part["@type"]: part for part in json.loads(found[1])["@graph"]} if found else {}


def test_the_start_page_tells_who_publishes_it_and_how_it_is_searched(
    client: Client, pages: StandardPage
) -> None:
    profile = municipality()
    profile.municipality_sv, profile.phone = "Testberga </script><b>kommun", "000-00 00 00"
    profile.save()
    markup = client.get("/sv/").content.decode()
    assert "</script><b>" not in markup
    found = data(markup)
    assert found["GovernmentOrganization"]["name"] == profile.municipality_sv
    assert found["GovernmentOrganization"]["telephone"] == "000-00 00 00"
    assert "email" not in found["GovernmentOrganization"]  # not stated
    target = found["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert client.get(target.removeprefix(HOST).format(search_term_string="x")).status_code == 200


def test_a_page_tells_the_way_to_it(client: Client, pages: StandardPage) -> None:
    found = data(client.get("/sv/vanorter/kontakt/").content.decode())
    steps = [(s["position"], s["name"]) for s in found["BreadcrumbList"]["itemListElement"]]
    assert steps == [(1, "Start"), (2, "Vänorter"), (3, "Kontakt")]
