"""The call search page, as its HTML: what the form, the chips and the help say and lead to."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories.calls import call, municipality
from tests.required import required

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client) -> Callable[..., BeautifulSoup]:
    municipality()

    def get(query: str = "", language: str = "sv") -> BeautifulSoup:
        where = {"sv": "/sv/utlysningar/", "en": "/en/calls/"}[language]
        response = client.get(where + query)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get


def found(soup: BeautifulSoup) -> list[str]:
    return [a.get_text(strip=True) for a in soup.select(".line-title a")]


def test_the_page_answers_as_the_api_does(
    page: Callable[..., BeautifulSoup], client: Client
) -> None:
    call("Water reuse", areas=("vatten",))
    call("Energy", areas=("energi",))
    assert found(page("?priority=vatten")) == ["Water reuse"]
    assert found(page("?priority=vatten", "en")) == ["Water reuse"]


def test_an_english_title_says_so_on_a_swedish_page(page: Callable[..., BeautifulSoup]) -> None:
    call("Water reuse")
    assert required(page().select_one(".line-title"))["lang"] == "en"
    assert not required(page(language="en").select_one(".line-title")).has_attr("lang")


def test_open_is_chosen_from_the_start_and_can_be_dropped(
    page: Callable[..., BeautifulSoup],
) -> None:
    call("Over", days=-1)
    soup = page()
    assert [i["value"] for i in soup.select("input[name=status][checked]")] == ["open"]
    assert found(soup) == []
    everything = page("?status=all")
    assert found(everything) == ["Over"]
    assert len(everything.select("input[name=status][checked]")) == 3


def test_each_chip_leads_to_the_search_without_it(page: Callable[..., BeautifulSoup]) -> None:
    call("Water", areas=("a", "b"), programme_slug="life")
    soup = page("?priority=a&priority=b&programme=life&grant_min=5&status=closed&q=water")
    chips = {
        a.find_all(string=True)[-1].strip(): a["href"] for a in soup.select(".chips a[href^='?']")
    }
    assert len(chips) == 5
    assert "priority=b&programme=life&status=closed&grant_min=5" in chips["A"]
    assert "status=all" in chips["Stängd"]
    assert "programme" not in chips["LIFE"]


def test_a_value_that_is_not_known_is_said_and_the_rest_is_shown(
    page: Callable[..., BeautifulSoup],
) -> None:
    call("Water")
    soup = page("?priority=påhitt&grant_min=många&q=water")
    said = required(soup.select_one("[role=alert]")).get_text(" ", strip=True)
    assert "påhitt" in said
    assert "Område" in said
    assert "många" in said
    assert found(soup) == ["Water"]


def test_where_nothing_is_found_the_page_says_which_filter_to_drop(
    page: Callable[..., BeautifulSoup],
) -> None:
    call("Water", areas=("a",), programme_slug="life")
    call("Energy", areas=("b",), programme_slug="cerv")
    soup = page("?q=water&programme=cerv")
    drops = {a["href"]: a for a in soup.select("main a[href^='?']")}
    assert any("q=water" in href and "programme" not in href for href in drops)
    assert any("programme=cerv" in href and "q=" not in href for href in drops)


def said(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(part.get_text().split()) for part in soup.select(selector)]


@pytest.mark.parametrize(
    ("query", "sentence", "ways"),
    [
        (
            "?status=all&q=qwertyzxcv",
            "Ingen utlysning innehåller ”qwertyzxcv”, varken öppen, kommande eller stängd.",
            {"?status=all": "4"},
        ),
        ("?q=qwertyzxcv", "Ingen öppen utlysning innehåller ”qwertyzxcv”.", {"?": "1"}),
        (
            "?q=forest",
            "Ingen öppen utlysning innehåller ”forest”.",
            {
                "?q=forest&status=forthcoming": "1 utlysning som öppnar senare",
                "?q=forest&status=closed": "2 utlysningar som är stängda",
                "?": "1 utlysning",
            },
        ),
        (
            "?q=water&status=closed&programme=life",
            "Ingen utlysning passar allt du har valt.",
            {
                "?q=water&programme=life&status=open": "1 utlysning som är öppen",
                "?programme=life&status=closed": "1 utlysning",
            },
        ),
        ("?status=forthcoming&type=tender", "Ingen utlysning passar allt du har valt.", {}),
    ],
)
def test_where_nothing_is_found_the_page_says_what_was_asked_and_what_there_is(
    page: Callable[..., BeautifulSoup], query: str, sentence: str, ways: dict[str, str]
) -> None:
    call("Water", programme_slug="life")
    call("Forest later", opened=20, days=60)
    call("Forest gone", days=-5, opened=-90)
    call("Forest gone long ago", days=-400, opened=-500, programme_slug="life")
    soup = page(query)
    assert said(soup, ".nothing-lead") == [sentence]
    links = {
        a["href"]: " ".join(required(a.parent).get_text().split()) for a in soup.select(".drops a")
    }
    for url, text in ways.items():
        assert text in links[url]
    assert ("öppnar ofta igen" in required(soup.select_one(".nothing")).get_text()) == any(
        "status=closed" in url and "stängd" in links[url] for url in links
    )
    others = [a["href"] for a in soup.select(".nothing .plain a")]
    assert "/sv/program/" in others
    assert any(str(url).startswith("/sv/sok/?q=") for url in others) == ("q=" in query)
    assert not any(url.startswith("/sv/utlysningar/") for url in map(str, others))


def test_a_person_who_finds_nothing_is_told_whom_to_ask(page: Callable[..., BeautifulSoup]) -> None:
    profile = municipality()
    profile.email, profile.phone = "eu@testberga.example", "012-34 56"
    profile.save()
    links = [a["href"] for a in page("?q=qwertyzxcv").select(".nothing a")]
    assert {"mailto:eu@testberga.example", "tel:0123456"} <= set(links)


def test_the_page_says_how_many_have_all_the_words_and_facets_count_what_has_any(
    page: Callable[..., BeautifulSoup], client: Client
) -> None:
    call("Water and forest", areas=("a",))
    call("Water", areas=("a",))
    call("Forest")
    soup = page("?q=water+forest")
    assert said(soup, ".tally h2") == ["3 utlysningar"]
    assert said(soup, ".tally .quiet") == ["1 har alla orden, 3 minst ett av dem."]
    assert said(page("?q=water+forest", "en"), ".tally .quiet") == [
        "1 has all the words, 3 at least one of them."
    ]
    assert said(page("?q=water+sausages"), ".tally .quiet") == [
        "Ingen har alla orden, 2 har minst ett av dem."
    ]
    answer = client.get("/api/calls/?q=water+forest").json()
    assert (answer["count"], answer["count_all_words"]) == (3, 1)
    assert [value["count"] for value in answer["facets"]["status"]] == [3, 0, 0]
    assert [value["count"] for value in answer["facets"]["priority"]] == [2]
    assert said(page("?q=water"), ".tally .quiet") == said(page(), ".tally .quiet") == []


def test_hits_of_what_was_probably_meant_keep_the_filters(
    page: Callable[..., BeautifulSoup],
) -> None:
    for number in range(16):
        call(f"Vatten {number}", language="sv", areas=("a",))
    soup = page("?q=vaten&priority=a")
    assert len(found(soup)) == 15
    assert said(soup, ".meant") == ["Visar träffar för vatten. Sök i stället efter ”vaten”"]
    exact = required(soup.select_one(".meant a"))["href"]
    assert exact == "?q=vaten&priority=a&exact=1"
    assert len(found(page(str(required(soup.select_one("a[rel=next]"))["href"])))) == 1
    soup = page(str(exact))
    assert found(soup) == []
    assert [a["href"] for a in soup.select(".meant a")] == ["?q=vatten&priority=a"]


def test_without_words_in_the_text_nothing_is_found_and_the_text_can_be_dropped(
    page: Callable[..., BeautifulSoup],
) -> None:
    call("Water")
    soup = page("?q=%22%22")
    assert found(soup) == []
    assert soup.select("main a[href='?']")


def test_pages_keep_the_search(page: Callable[..., BeautifulSoup]) -> None:
    for number in range(20):
        call(f"Water {number}")
    soup = page("?q=water&sort=newest")
    following = required(soup.select_one("a[rel=next]"))["href"]
    assert "q=water" in following
    assert "sort=newest" in following
    assert len(found(page(following))) == 5


def test_a_page_past_the_last_is_the_last(page: Callable[..., BeautifulSoup]) -> None:
    for number in range(20):
        call(f"Water {number}")
    soup = page("?q=water&page=900&priority=nonsense")
    assert len(found(soup)) == 5
    assert "nonsense" in required(soup.select_one("[role=alert]")).get_text()


def test_what_a_form_sends_empty_is_left_out_of_the_address(
    client: Client, page: Callable[..., BeautifulSoup]
) -> None:
    sent = "?q=water&status=&status=open&deadline_from=&grant_min=&sort=relevance"
    response = client.get(f"/sv/utlysningar/{sent}")
    assert response.status_code == 302
    assert response["Location"] == "/sv/utlysningar/?q=water"


def test_what_there_is_to_say_is_not_lost_where_a_field_is_empty(
    page: Callable[..., BeautifulSoup],
) -> None:
    call("Water")
    soup = page(f"?q={'water+' * 500}&grant_min=")
    assert "2000" in required(soup.select_one("[role=alert]")).get_text()
    assert (
        "Ordning" in required(page("?sort=best&grant_min=").select_one("[role=alert]")).get_text()
    )


def test_no_state_ticked_is_every_state(page: Callable[..., BeautifulSoup]) -> None:
    call("Over", days=-1)
    assert found(page("?status=")) == ["Over"]


def test_an_empty_database_says_so(page: Callable[..., BeautifulSoup]) -> None:
    soup = page()
    assert soup.select_one("h1")
    assert not soup.select(".line-title")


def test_text_from_outside_is_escaped(page: Callable[..., BeautifulSoup]) -> None:
    call("<script>alert(1)</script> Water")
    soup = page("?q=%3Cscript%3Ewater")
    assert "alert" not in "".join(s.get_text() for s in soup.select("script"))
    assert found(soup) == ["<script>alert(1)</script> Water"]
