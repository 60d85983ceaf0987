"""What must be said of a page is said wherever it is linked or found, at the same cost for many."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from core.models import SectionVisibility
from core.search.index import together
from governing.models import DocumentArea, GoverningDocumentPage
from home.models import StandardPage
from network.models import Body, Unit
from projects.models import ProjectPage
from tests.as_read import as_read
from tests.factories.calls import area, call
from tests.factories.core import site_tree
from tests.factories.documents import document
from tests.factories.news import news
from tests.factories.partners import contact, partner_site
from tests.factories.projects import project, project_page
from tests.factories.towns import town, with_pages
from tests.required import required

pytestmark = pytest.mark.django_db
EXPIRED = "Har gått ut"


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def soup(client: Client, url: str, **parameters: Any) -> BeautifulSoup:
    answer = client.get(url, parameters)
    assert answer.status_code == 200, url
    return BeautifulSoup(as_read(answer.content.decode()), "html.parser")


def marked(found: Any) -> dict[str, Any]:
    """Each link with the mark beside it, or in it."""
    rows = [row for row in found.select("li") if row.a]
    return {
        r.a.get_text(): m.get_text() if (m := r.select_one(".force-mark")) else "" for r in rows
    }


def every_kind() -> dict[Any, str]:
    """Documents of several standings and an ended project, in the order of their notes."""
    new = document("Ny plan", decided_on=date(2020, 5, 1))
    old = document("Gammal plan", decided_on=date(2009, 8, 25))
    document("Nyare plan", decided_on=date(2021, 1, 1), replaces=[{"replaced": old}])
    return {
        new: "",
        old: "Ersatt",
        document("Plan 2016", valid_to="2020"): EXPIRED,
        document("Plan som förslag", decision="proposed"): "Förslag",
        document("Plan utan beslut", decision="not_stated"): "Antagande inte angivet",
        project_page(project("Planen")): "Avslutat",
    }


def with_links(pages: Any, **fields: Any) -> Any:
    links = [{"text": f"Till {page.title}", "page": page.pk} for page in pages]
    block = {"type": "links", "value": {"heading": "Läs mer", "links": links}}
    start = site_tree()
    start.refresh_from_db()
    return start.add_child(
        instance=StandardPage(title="Sidan", locale=start.locale, body=[block], **fields)
    )


def test_a_block_of_links_says_what_each_page_is(client: Client) -> None:
    kinds = every_kind()
    page = with_links(kinds)
    assert marked(soup(client, page.url).select_one("nav.links")) == {
        f"Till {linked.title}": note for linked, note in kinds.items()
    }


def test_a_block_of_links_leads_to_the_readers_language_and_to_nothing_private(
    client: Client,
) -> None:
    ours = project_page(project("Våtmark"))
    secret = document("Kanariefågel")
    SectionVisibility.objects.create(page=secret, visibility="network")
    page = with_links([ours, secret, document("Bara på svenska")])
    shown = required(soup(client, page.url).select_one("nav.links"))
    assert [a.get_text() for a in shown.select("a")] == ["Till Våtmark", "Till Bara på svenska"]
    english = site_tree().get_translations().get().specific
    twin = english.add_child(instance=StandardPage(title="Page", locale=english.locale))
    twin.body = page.body.get_prep_value()
    twin.save()
    first, second = soup(client, twin.url).select("nav.links a")
    assert str(first["href"]).startswith("/en/projects/")
    assert not first.has_attr("hreflang")
    assert second["hreflang"] == "sv"


def test_the_search_of_the_site_says_what_each_page_is_in_its_own_group(client: Client) -> None:
    kinds = every_kind()
    notes = {}
    for key in ("governing", "project"):
        for line in soup(client, "/sv/sok/", q="plan", kind=key).select(".hit"):
            note = line.select_one(".hit-note")
            notes[required(line.a).get_text()] = note.get_text() if note else ""
    assert notes == {"Nyare plan": "", **{page.title: note for page, note in kinds.items()}}


def test_lists_of_pages_mark_what_is_not_in_force(client: Client) -> None:
    kinds = every_kind()
    english = site_tree().get_translations().get()
    only = english.add_child(instance=StandardPage(title="Only here", locale=english.locale))
    listed = marked(soup(client, reverse("untranslated", args=[only.pk])).select_one("ul.subpages"))
    start = site_tree()
    start.refresh_from_db()
    above = start.add_child(instance=StandardPage(title="Allt", locale=start.locale))
    for page in kinds:
        if isinstance(page, GoverningDocumentPage):
            assert listed[page.title] == kinds[page]
    above.refresh_from_db()
    for page in kinds:
        page.refresh_from_db()
        page.move(above, pos="last-child")
    below = marked(soup(client, above.url).select_one("ul.subpages"))
    assert below == {page.title: note for page, note in kinds.items()}


@pytest.mark.parametrize("where", ["search", "links", "below"])
@pytest.mark.any_database
@pytest.mark.long
def test_notes_cost_the_same_for_few_pages_and_many(client: Client, where: str) -> None:
    def made(numbers: Any) -> None:
        with together():
            for number in numbers:
                old = document(f"Plan {number}", decided_on=date(2009, 8, 25))
                document(f"Nyare {number}", replaces=[{"replaced": old}])
                project_page(project(f"Plan nummer {number}"))

    def count() -> int:
        pages = [*GoverningDocumentPage.objects.all(), *swedish_projects()]
        if where == "links":
            StandardPage.objects.all().delete()
            page = with_links(pages, slug="sidan")
        elif where == "below":
            page = StandardPage.objects.filter(slug="ovan").first() or above()
            for one in pages:
                one.refresh_from_db()
                if one.get_parent().pk != page.pk:
                    one.move(page, pos="last-child")
                page.refresh_from_db()
        url, asked = ("/sv/sok/", {"q": "plan"}) if where == "search" else (page.url, {})
        client.get(url, asked)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url, asked).status_code == 200
        return len(captured)

    made(range(2))
    few = count()
    made(range(2, 6))
    assert count() == few


def swedish_projects() -> Any:
    return ProjectPage.objects.filter(locale__language_code="sv")


def above() -> Any:
    start = site_tree()
    start.refresh_from_db()
    return start.add_child(instance=StandardPage(title="Ovan", slug="ovan", locale=start.locale))


def test_the_page_of_an_area_has_all_six_parts_with_their_marks(client: Client) -> None:
    water = area("vatten")
    profile = with_pages()
    call("Water", areas=("vatten",))
    project_page(project("Våtmark", areas=("vatten",)))
    news("Nytt om vatten", date(2026, 1, 1), areas=("vatten",))
    made = town("dormant", status="dormant")
    made.areas = [water]
    made.save()
    old = document("Policy 2016", valid_to="2020")
    DocumentArea.objects.create(page=old, area=water)
    shown = soup(client, "/sv/omraden/vatten/")
    parts = {required(s.h2).get_text(): s for s in shown.select("main section.section")}
    for heading in ("Öppna utlysningar", "Projekt", "Nyheter", "Vänorter", "Styrdokument"):
        assert parts[heading].select("a"), heading
    assert required(parts["Styrdokument"].select_one(".force-mark")).get_text() == EXPIRED
    assert "vilande" in parts["Vänorter"].get_text()
    assert "Kontakter" not in parts  # nobody is known, and nobody is made up
    assert "Kontakter" in required(shown.select_one(".area-empty")).get_text()
    partner_site()
    Body.objects.create(
        profile=profile, key="strategist", kind="role", name_sv="Strateg", name_en="Strategist"
    )
    (link,) = contacts(client)
    assert link.get_text() == "Strateg"
    anchor = link["href"].partition("#")
    assert (
        required(soup(client, anchor[0]).select_one(f"#{anchor[2]} dt"))
        .get_text()
        .startswith("Strateg")
    )
    unit = Unit.objects.create(
        profile=profile, key="env", name_sv="Miljökontoret", name_en="Environment office"
    )
    answering = contact("vatten", "miljo@testberga.example")
    answering.unit = unit
    answering.save()
    (link,) = contacts(client)
    assert link["href"] == "mailto:miljo@testberga.example"
    assert "Miljökontoret" in link.parent.get_text()


def contacts(client: Client) -> Any:
    found = soup(client, "/sv/omraden/vatten/")
    return required(found.select_one("[aria-labelledby=part-contacts]")).select("li a")
