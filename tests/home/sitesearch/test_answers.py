"""The search of the whole site, as a visitor uses it."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from core.models import MunicipalityProfile
from core.search.index import check
from core.search.kinds import kinds
from home.models import StandardPage
from network.models import Body
from opportunities.models import Programme, ProgrammePeriod
from tests.as_read import as_read
from tests.factories.calls import area, call, programme
from tests.factories.core import DocumentFactory
from tests.home.sitesearch.pages import PATHS, add, chips, everything, groups, titles, translation
from tests.required import required

pytestmark = pytest.mark.django_db


def test_everything_is_found_in_its_group_with_the_right_counts(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    everything(profile)
    soup = ask("vatten")
    expected = {
        "Sidor": 2,
        "Utlysningar": 7,
        "Program": 1,
        "Dokument": 1,
        "Organisation": 1,
    }
    assert groups(soup) == expected
    assert chips(soup) == {"Allt": 12, **expected}
    assert required(soup.select_one("#count")).get_text() == "12 träffar"
    calls = required(soup.select_one(".hit-group:has(#group-call)"))
    assert titles(calls) == [f"Water {number}" for number in range(4)]
    closed = required(soup.select_one(".hits-closed"))
    assert closed.get_text().strip().startswith("1 av dem är stängd.")
    assert required(closed.a)["href"] == "/sv/utlysningar/?q=vatten&status=closed"
    assert required(soup.select_one(".hits-all a"))["href"] == "/sv/sok/?q=vatten&kind=call"
    assert required(soup.select_one(".hits-all a")).get_text() == "Utlysningar: alla 6"


def test_a_line_says_where_the_thing_stands_and_why_it_was_found(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    everything(profile)
    lines = {required(line.h3).get_text(): line for line in ask("vatten").select(".hit")}
    council = lines["Vattenråd"]
    assert [a.get_text() for a in council.select(".meta a")] == ["Guide"]
    assert required(council.select_one(".why mark")).get_text() == "Vattenråd"
    assert required(council.select_one(".hit-lead")).get_text() == "Rådet."
    assert required(lines["Guide"].select_one(".snippet mark")).get_text() == "vatten"
    assert required(lines["Water 0"].h3)["lang"] == "en"
    assert "på engelska" in lines["Water 0"].get_text()
    assert "TXT" in lines["Plan för vatten"].get_text()
    assert required(lines["Vattenprogrammet"].a)["href"] == "/sv/program/vatten/"
    assert required(lines["Miljönämnden"].a)["href"] == "/sv/#work"


def test_what_must_be_said_of_a_page_is_said_where_it_is_found(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StandardPage, "note", lambda page, at: f"Gällde till {at.year}")
    add("Strategi")
    assert required(ask("strategi").select_one(".hit-note")).get_text().startswith("Gällde till 20")


def test_one_group_is_a_list_of_pages(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup], settings: Settings
) -> None:
    settings.SEARCH_PAGE_SIZE = 4
    for number in range(9):
        add(f"Vatten {number}")
    first = ask("vatten", kind="page")
    assert groups(first) == {"Sidor": 9}
    seen, soup = titles(first), first
    while following := soup.select_one("a[rel=next]"):
        soup = ask("vatten", kind="page", page=str(following["href"]).split("page=")[1])
        seen += titles(soup)
    assert sorted(seen) == [f"Vatten {number}" for number in range(9)]
    assert titles(ask("vatten", kind="page", page="900")) == titles(soup)
    assert titles(ask("vatten", kind="page", page="x")) == titles(first)
    assert groups(ask("vatten", kind="nonsense")) == {"Sidor": 9}


def test_where_every_call_is_closed_those_are_shown(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    call("Water gone", days=-5, opened=-90)
    soup = ask("water")
    assert titles(soup) == ["Water gone"]
    assert "Ingen av dem är öppen nu." in required(soup.select_one(".hits-closed")).get_text()


def test_a_translated_page_is_read_in_the_readers_language_and_found_by_the_words_of_both(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    page = add("LIFE hos oss")
    alone = add("LIFE på svenska")
    sister = translation(page, "LIFE with us")
    assert titles(ask("life")) == ["LIFE hos oss", "LIFE på svenska"]
    soup = ask("life", "en")
    assert set(titles(soup)) == {"LIFE with us", "LIFE på svenska"}
    marked = [h3.get_text() for h3 in soup.select("h3[lang=sv]")]
    assert marked == ["LIFE på svenska"]
    assert titles(ask("life hos oss", "en"))[0] == "LIFE with us"
    sister.unpublish()
    assert set(titles(ask("life", "en"))) == {"LIFE hos oss", "LIFE på svenska"}
    alone.delete()
    assert titles(ask("life", "en")) == ["LIFE hos oss"]


@pytest.mark.parametrize("language", PATHS)
def test_without_a_question_there_are_words_to_start_with(
    profile: MunicipalityProfile, client: Client, language: Any
) -> None:
    area("ekosystem", name_sv="Friska ekosystem", name_en="Healthy ecosystems")
    soup = BeautifulSoup(client.get(PATHS[language]).content, "html.parser")
    names = {"sv": "Friska ekosystem", "en": "Healthy ecosystems"}
    assert [a.get_text(strip=True) for a in soup.select(".example-words a")] == [names[language]]
    assert required(soup.select_one("form[role=search]"))["action"] == PATHS[language]


def test_where_nothing_is_found_there_are_words_to_try(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    area("water")
    soup = ask("klimt")
    assert "Inget på webbplatsen innehåller" in soup.get_text()
    assert [a.get_text(strip=True) for a in soup.select(".example-words a")] == ["Water"]
    assert not soup.select(".meant")  # nor does anything there have klimat


def test_hits_of_what_was_probably_meant_are_shown_and_said_to_be(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    add("Vatten")
    soup = ask("vaten")
    assert titles(soup) == ["Vatten"]
    said = required(soup.select_one(".meant"))
    assert " ".join(said.get_text().split()) == (
        "Visar träffar för vatten. Sök i stället efter ”vaten”"
    )
    assert required(said.a)["href"] == "/sv/sok/?q=vaten&exact=1"
    exact = ask("vaten", exact="1")
    assert titles(exact) == []
    assert required(exact.select_one("#q"))["value"] == "vaten"
    assert [a["href"] for a in exact.select(".meant a")] == ["/sv/sok/?q=vatten"]


def test_small_words_alone_and_a_text_without_end_are_answered(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    add("Vatten")
    assert "småord" in required(ask("och för att").select_one(".nothing-lead")).get_text()
    soup = ask("vatten " * 1000)
    assert titles(soup) == ["Vatten"]
    assert "för lång" in required(soup.select_one(".notice")).get_text()
    for text in ("\0", "<script>", "' OR 1=1", "%00", "KS 2012/935", '"'):
        ask(text)


def test_some_of_the_words_will_do_where_nothing_has_them_all(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    add("Vatten")
    soup = ask("vatten elefanter")
    assert titles(soup) == ["Vatten"]
    counted = required(soup.select_one(".hit-counts .quiet")).get_text(strip=True)
    assert counted == "Ingen har alla orden, 1 har minst ett av dem."
    assert not ask("vatten").select(".hit-counts .quiet")


def test_the_call_search_still_finds_calls_alone(
    profile: MunicipalityProfile, client: Client
) -> None:
    everything(profile)
    assert client.get("/api/calls/", {"q": "vatten", "status": "all"}).json()["count"] == 7
    answer = client.get("/sv/utlysningar/?q=vatten&status=all")
    soup = BeautifulSoup(as_read(answer.content.decode()), "html.parser")
    assert required(soup.select_one("#count")).get_text().startswith("7 ")
    assert required(soup.select_one("form[role=search]"))["action"] == "/sv/utlysningar/"


def test_what_is_published_changed_or_taken_away_is_so_in_the_search(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    page = add("Utkast om vatten", live=False)
    assert titles(ask("vatten")) == []
    page.save_revision().publish()
    assert titles(ask("vatten")) == ["Utkast om vatten"]
    page.refresh_from_db()
    page.title = "Nytt om luft"
    page.save_revision().publish()
    assert titles(ask("vatten")) == []
    assert titles(ask("luft")) == ["Nytt om luft"]
    page.unpublish()
    assert titles(ask("luft")) == []
    page.save_revision().publish()
    assert titles(ask("luft")) == ["Nytt om luft"]
    page.delete()
    assert titles(ask("luft")) == []


def test_a_draft_leaves_the_index_alone(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    page = add("Om vatten")
    page.title = "Om luft"
    with CaptureQueriesContext(connection) as queries:
        page.save_revision()
    assert not [query for query in queries if "searchentry" in query["sql"]]
    assert titles(ask("vatten")) == ["Om vatten"]
    assert titles(ask("luft")) == []


def test_programmes_bodies_and_documents_are_followed_too(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    made = programme("vatten")
    body = Body.objects.create(
        profile=profile, key="a", kind="role", name_sv="Vattenvakt", name_en="Warden"
    )
    document = DocumentFactory.create(title="Plan för vatten")
    assert set(groups(ask("vatten"))) == {"Program", "Organisation", "Dokument"}
    ProgrammePeriod.objects.create(programme=made, label="2035-2041", status="proposed")
    assert titles(ask("2035-2041")) == ["VATTEN"]
    document.tags.add("sjöar")
    assert titles(ask("sjöar")) == ["Plan för vatten"]
    for row in (made, body, document):
        row.delete()
    assert groups(ask("vatten")) == {}


def test_the_index_can_be_checked_and_written_anew(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]
) -> None:
    everything(profile)
    call_command("rebuild_search", "--check")
    StandardPage.objects.filter(title="Guide").update(title="Vägledning")
    Programme.objects.update(name_sv="Nytt namn")
    assert [bool(check(kind=name)) for name, _kind in kinds].count(True) == 2
    call_command("rebuild_search", "--repair")
    assert titles(ask("vägledning")) == ["Vägledning"]
    call_command("rebuild_search")
    call_command("rebuild_search", "--check")


def test_the_number_of_queries_does_not_follow_the_number_of_hits(
    profile: MunicipalityProfile, client: Client
) -> None:
    def queries(**parameters: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/sv/sok/", parameters).status_code == 200
        return len(captured)

    everything(profile)
    queries(q="vatten")  # what is read once is read
    few, few_pages = queries(q="vatten"), queries(q="vatten", kind="page")
    guide = StandardPage.objects.get(title="Guide")
    for number in range(12):
        add(f"Vatten {number}", guide)
        call(f"Vatten {number}", programme_slug=f"p{number}")
        DocumentFactory.create(title=f"Vatten {number}")
    queries(q="vatten")  # what is kept until something changes
    assert queries(q="vatten") == few <= 40
    assert queries(q="vatten", kind="page") == few_pages <= 14


def test_every_page_leads_to_the_search_and_the_big_box_searches_everything(
    profile: MunicipalityProfile, client: Client
) -> None:
    add("Vatten", slug="vatten")
    for path, box in (("/sv/", "/sv/sok/"), ("/sv/vatten/", None), ("/sv/borta/", "/sv/sok/")):
        soup = BeautifulSoup(client.get(path).content, "html.parser")
        assert required(soup.select_one('.head a[href="/sv/sok/"]')).get_text() == "Sök"
        form = soup.select_one("form[role=search]")
        assert (form["action"] if form else None) == box
        assert bool(soup.select("script[src]")) == bool(box)
