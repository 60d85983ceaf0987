"""Twin towns: the map, the list and the page of each; what is not alive never looks it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from core.access.visibility import Visibility
from core.models import MunicipalityProfile
from core.pages.area_parts import area_parts
from network.cooperation.areas import map_context
from network.models import Award, Body, ExternalOrganisation, Seat, TownStatusChange, TwinTown
from tests.factories.calls import area, change_municipality
from tests.factories.towns import agreement, exchange, town
from tests.required import required

pytestmark = pytest.mark.django_db
CANARY = "Kanariefågel"
SV, EN = "/sv/vanorter/", "/en/twin-towns/"


@pytest.fixture
def profile(town_pages: MunicipalityProfile) -> MunicipalityProfile:
    return town_pages


def soup(client: Client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.content, "html.parser")


def text(node: Any) -> str:
    return " ".join(node.get_text(" ").split())


def on_the_map(page: Any) -> dict[str, str]:
    """Each town's status on the map, by its class."""
    groups = page.select(".map-town")
    return {text(g.find("text")): g["class"][1].removeprefix("is-") for g in groups}


def in_the_list(page: Any) -> dict[str, str]:
    return {text(li.find("a")): li["class"][1].removeprefix("is-") for li in page.select("li.town")}


ONE_OF_EACH = {
    "alfa": {"status": "active", "latitude": 60.2, "longitude": 24.6},
    "beta": {"status": "intent", "latitude": 55.4, "longitude": 12.1},
    "gamma": {"status": "dormant", "latitude": 65.7, "longitude": -19.6},
    "delta": {"status": "ended", "latitude": 47.4, "longitude": 19.0},
    "epsilon": {
        "status": "unverified",
        "latitude": 54.3,
        "longitude": 9.6,
        "source": "Wikipedia",
        "source_year": "2023",
    },
    "zeta": {
        "status": "stated",
        "latitude": 53.6,
        "longitude": 15.1,
        "source": "Strategi",
        "source_year": "2016",
    },
}


@pytest.fixture
def one_of_each(profile: MunicipalityProfile) -> dict[str, TwinTown]:
    found = {key: town(key, **facts) for key, facts in ONE_OF_EACH.items()}
    found["eta"] = town("eta", country="US", latitude=46.8, longitude=-92.1, status="unverified")
    return found


def test_map_and_list_say_the_same_and_only_the_active_one_looks_active(
    client: Client, one_of_each: dict[str, TwinTown]
) -> None:
    page = soup(client, SV)
    drawn, listed = on_the_map(page), in_the_list(page)
    assert drawn == {key.capitalize(): facts["status"] for key, facts in ONE_OF_EACH.items()}
    assert listed == drawn | {"Eta": "unverified"}
    assert next(iter(listed.values())) == "active"
    assert "Eta (USA)" in text(page.select_one(".twin-map figcaption"))
    drawing = required(page.select_one(".twin-map svg"))
    assert drawing["aria-hidden"] == "true"
    left, _top, width, _height = map(float, str(drawing["viewbox"]).split())
    for label in drawing.select("text"):
        reach = 6 * len(label.text) * {"start": 1, "end": -1}.get(str(label["text-anchor"]), 0)
        assert left <= float(str(label["x"])) + reach <= left + width, label.text
    assert page.find("a", href="/sv/samarbeten/")
    assert len(page.select(".map-way.is-active")) == 1
    groups = [text(h) for h in page.select(".town-group h2")]
    assert groups == [
        "Aktiva 1",
        "Avsiktsförklaring 1",
        "Vilande 1",
        "Avslutade 1",
        "Nämnda i ett dokument 1",
        "Obekräftade 2",
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_town_that_is_not_active_never_says_so(
    client: Client, one_of_each: dict[str, TwinTown], language: str
) -> None:
    base, word = (SV, "aktiv") if language == "sv" else (EN, "active")
    for key, found in one_of_each.items():
        page = soup(client, f"{base}{key}/")
        marks = [text(mark) for mark in page.select(".town-mark")]
        assert (marks == [word]) == (found.status == "active"), key
        assert bool(page.select_one(".town-notice")) == (found.status != "active")


def test_an_unverified_town_has_its_source_and_year_wherever_it_is_named(
    client: Client, one_of_each: dict[str, TwinTown]
) -> None:
    for url, words in ((SV, "Nämns av Wikipedia (2023)"), (EN, "Named by Wikipedia (2023)")):
        for address in (url, f"{url}epsilon/"):
            assert words in text(soup(client, address)), address


def test_a_town_tells_what_is_known_and_says_what_is_not(
    client: Client, profile: MunicipalityProfile
) -> None:
    water = area("water")
    council = Body.objects.create(
        profile=profile, key="c", kind="council", name_sv="Fullmäktige", name_en="Council"
    )
    seat = Seat.objects.create(
        profile=profile,
        key="s",
        role_sv="EU-strateg",
        role_en="EU strategist",
        body=council,
        share=50,
        shared_with="Grannkommunen",
    )
    made = town("alfa", status="dormant", since="late 1980s", decided_by=council, contact=seat)
    made.areas.add(water)
    made.save()
    for status, when in (("active", "1989-10-12"), ("dormant", "2012")):
        TownStatusChange.objects.create(
            town=made, status=status, decided_on=when, decided_by=council, paragraph="144"
        )
    agreement("Avtal ett", town=made, dnr="KS 1989/1")
    exchange(
        "Körresa",
        town=made,
        when="1995",
        politicians=True,
        pupils=True,
        result_sv="Två körer sjunger ihop.",
        result_en="Two choirs sing together.",
    )
    page = text(soup(client, f"{SV}alfa/"))
    for words in (
        "Polen",
        "slutet av 1980-talet",
        "Fullmäktige",
        "EU-strateg",
        "50 % av en tjänst, delas med Grannkommunen",
        "Water",
        "Avtal ett",
        "KS 1989/1",
        "12 oktober 1989",
        "§ 144",
        "Körresa",
        "politiker, elever",
        "Två körer sjunger ihop.",
    ):
        assert words in page, words
    english = text(soup(client, f"{EN}alfa/"))
    assert "late 1980s" in english
    assert "politicians, pupils" in english
    town("beta", status="active")
    assert text(soup(client, f"{SV}beta/")).count("uppgift saknas") >= 5
    with override("sv"):
        parts = dict(area_parts)
        towns = parts["twin towns"].links(water, AnonymousUser(), timezone.now())
        assert [(t.title, t.url, t.note) for t in towns] == [("Alfa", f"{SV}alfa/", "vilande")]


def test_the_other_language_leads_to_the_same_town(
    client: Client, one_of_each: dict[str, TwinTown]
) -> None:
    page = soup(client, f"{SV}alfa/")
    assert str(required(page.find("a", hreflang="en"))["href"]).endswith(f"{EN}alfa/")
    assert client.get(f"{SV}nobody/").status_code == 404


def test_a_town_is_two_clicks_from_the_start_page(
    client: Client, one_of_each: dict[str, TwinTown]
) -> None:
    first = soup(client, "/sv/").find("a", href=lambda h: h and h.endswith(SV))
    assert first
    assert soup(client, str(first["href"])).find("a", href=lambda h: h and h.endswith(f"{SV}alfa/"))


def test_what_is_not_public_is_nowhere(client: Client, one_of_each: dict[str, TwinTown]) -> None:
    hidden = {"visibility": Visibility.NETWORK}
    secret = town("secret", name=CANARY, **hidden)
    exchange(CANARY, town=one_of_each["alfa"], **hidden)
    exchange(CANARY, **hidden)
    agreement(CANARY, town=one_of_each["alfa"], **hidden)
    ExternalOrganisation.objects.create(
        profile=secret.profile, key="x", name=CANARY, kind="arena", **hidden
    )
    ExternalOrganisation.objects.create(
        profile=secret.profile, key="y", name="Open", kind="arena", best_at=CANARY
    )
    # What is public tells nothing of what it leads to.
    agreement("Open with a town", town=secret)
    agreement("Open with others", organisation=ExternalOrganisation.objects.get(key="x"))
    Award.objects.create(
        profile=secret.profile, key="x", name_sv=CANARY, name_en=CANARY, kind="national", **hidden
    )
    for url in (SV, EN, f"{SV}alfa/", "/sv/samarbeten/", "/en/cooperation/", "/sv/"):
        assert CANARY not in client.get(url).content.decode(), url
    assert client.get(f"{SV}secret/").status_code == 404
    with override("sv"):
        shown = map_context(secret.profile, AnonymousUser())
    assert CANARY not in str(shown)
    assert f'href="{SV}alfa/"' in client.get("/sv/").content.decode()


@pytest.mark.any_database
def test_the_number_of_queries_does_not_grow(
    client: Client,
    profile: MunicipalityProfile,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def count(url: str) -> int:
        client.get(url)
        with django_assert_max_num_queries(60) as queries:
            client.get(url)
        return len(queries)

    urls = (SV, f"{SV}t0/", "/sv/samarbeten/")

    def fill(numbers: range) -> None:
        for number in numbers:
            made = town(f"t{number}")
            exchange(f"E{number}", town=TwinTown.objects.get(key="t0"))
            exchange(f"F{number}")
            agreement(f"A{number}", town=made)

    fill(range(3))
    before = [count(url) for url in urls]
    fill(range(3, 20))
    assert [count(url) for url in urls] == before


def test_a_town_reads_well_where_the_municipality_has_no_place(
    client: Client, one_of_each: dict[str, TwinTown]
) -> None:
    change_municipality(latitude=None)
    page = soup(client, SV)
    assert page.select_one(".twin-map") is None
    assert len(in_the_list(page)) == len(one_of_each)
