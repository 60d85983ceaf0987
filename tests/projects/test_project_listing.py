"""The list of projects: filters, sums equal to the register, and nobody's private project."""

from datetime import date
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db.models import Sum
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core.access.visibility import Standing, Visibility, standings
from core.search.index import together
from core.words.money import NBSP, exact, figures
from projects.models import ProjectKind, ProjectYear
from tests.as_read import as_read
from tests.factories.core import UserFactory
from tests.factories.projects import project, project_page, rate
from tests.required import required

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("project_pages")]
CANARY = "Kanariefågel"
URL = "/sv/projekt/"
PRIVATE = [v for v in Visibility if v != Visibility.PUBLIC]


def soup_of(client: Client, query: str = "") -> BeautifulSoup:
    response = client.get(URL + query)
    assert response.status_code == HTTPStatus.OK
    return BeautifulSoup(as_read(response.content.decode()).replace(NBSP, " "), "html.parser")


def titles(soup: BeautifulSoup) -> set[str]:
    return {title.get_text() for title in soup.select(".project-line .line-title")}


def total(soup: BeautifulSoup) -> list[str]:
    return [cell.get_text() for cell in soup.select(".money-table tfoot td")]


@pytest.fixture
def three() -> None:
    project(areas=("water",), owner_unit="Miljökontoret")
    project(
        "Running",
        areas=("school",),
        programme_slug="erasmus",
        owner_unit="Skolkontoret",
        ends=date(2099, 6, 30),
        years=[{"year": 2026, "budget": "100", "granted": "80", "co_financing": "20"}],
    )
    project("Later", programme_slug="erasmus", starts=date(2098, 1, 1), ends=None, years=())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Wetlands", "Running", "Later"}),
        ("?status=ended", {"Wetlands"}),
        ("?status=planned&status=ended", {"Wetlands", "Later"}),
        ("?programme=erasmus", {"Running", "Later"}),
        ("?priority=water", {"Wetlands"}),
        ("?unit=Skolkontoret", {"Running"}),
        ("?year=2024", {"Wetlands", "Running"}),
        ("?year=2098", {"Running", "Later"}),
        ("?programme=erasmus&status=ongoing", {"Running"}),
        ("?priority=water&programme=erasmus", set()),
    ],
)
def test_every_filter_leaves_what_it_says_and_the_sums_are_of_that(
    client: Client, three: None, query: str, expected: Any
) -> None:
    soup = soup_of(client, query)
    assert titles(soup) == expected
    assert f"{len(expected)} projekt" in required(soup.find(id="count")).get_text()
    if not expected:
        assert "Inget projekt passar" in soup.get_text()
    budget = {"Wetlands": Decimal("1000000.50"), "Running": Decimal(100)}
    wanted = sum((budget.get(title, Decimal()) for title in expected), Decimal())
    assert (total(soup) or ["0"])[0] == figures(wanted).replace(NBSP, " ")


def test_a_facet_counts_what_each_value_would_leave(client: Client, three: None) -> None:
    counts = {
        (box["name"], box["value"]): int(required(box.find_next(class_="count")).get_text())
        for box in soup_of(client, "?programme=erasmus").select("input[type=checkbox]")
    }
    assert counts["programme", "life"] == 1  # its own choice does not count
    assert counts["status", "ended"] == 0
    assert counts["status", "ongoing"] == counts["status", "planned"] == 1
    assert counts["year", "2098"] == 2


def test_a_value_that_is_not_known_is_said_and_the_rest_is_shown(
    client: Client, three: None
) -> None:
    soup = soup_of(client, "?status=lost&programme=life&year=%00")
    assert titles(soup) == {"Wetlands"}
    assert "lost" in required(soup.find(role="alert")).get_text()


def test_what_is_chosen_can_be_taken_away(client: Client, three: None) -> None:
    chips = soup_of(client, "?programme=life&status=ended").select(".chip")
    assert [chip["href"] for chip in chips] == ["?programme=life", "?status=ended"]
    assert "LIFE" in chips[1].get_text()


def test_an_ended_project_s_money_is_two_clicks_away_and_equal_to_the_register(
    client: Client,
) -> None:
    rate()
    made = project()
    project_page(made)
    project(
        "Euros", currency="EUR", kind=ProjectKind.EU, years=[{"year": None, "budget": "250302.59"}]
    )
    start = BeautifulSoup(client.get("/sv/").content, "html.parser")
    menu = required(start.select_one(f'.head-nav a[href="{URL}"]'))
    assert menu.get_text() == "Projekt"  # the first click
    soup = soup_of(client)
    link = required(soup.select_one(".project-ended .line-title a"))  # the second
    page = BeautifulSoup(client.get(str(link["href"])).content.decode(), "html.parser")
    text = page.get_text().replace(NBSP, " ")
    register = ProjectYear.objects.filter(project=made)
    for name in ("budget", "granted", "received", "co_financing"):
        amount = register.aggregate(sum=Sum(name))["sum"]
        assert exact(amount, "SEK").replace(NBSP, " ") in text
    # The sum of the list: the register's kronor, and its euros at the stored rate.
    euros = (Decimal("250302.59") * Decimal("11.4590")).quantize(Decimal(1))
    wanted = figures(Decimal("1000000.50") + euros).replace(NBSP, " ")
    assert total(soup)[0] == wanted
    assert "31 december 2024" in required(soup.find(class_="sums")).get_text()


def test_the_drawing_has_a_column_a_year_and_the_table_says_the_same(
    client: Client, three: None
) -> None:
    sums = required(soup_of(client).find(class_="sums"))
    assert [label.get_text() for label in sums.select("svg text")] == ["2023", "2024", "2026"]
    assert required(sums.find("svg"))["aria-label"]
    assert [row.get_text() for row in sums.select("tbody th")] == ["2023", "2024", "2026"]


def test_without_projects_and_without_money_it_says_so(client: Client) -> None:
    soup = soup_of(client)
    assert "Här finns inget projekt ännu" in soup.get_text()
    project(years=())
    soup = soup_of(client)
    assert "budget saknas" in soup.get_text()
    assert not soup.select(".sums")


@pytest.mark.parametrize("visibility", PRIVATE)
def test_a_private_project_is_neither_listed_nor_counted_nor_added_up(
    client: Client, visibility: Any
) -> None:
    project(areas=("water",))
    project(
        CANARY,
        areas=("water", "canary-area"),
        programme_slug="canary-programme",
        owner_unit=f"{CANARY} unit",
        starts=date(1999, 1, 1),
        visibility=visibility,
        author=UserFactory.create(),
    )
    for language, path in (("sv", URL), ("en", "/en/projects/")):
        for query in ("", "?year=1999", "?priority=water", "?priority=canary-area"):
            response = client.get(path + query)
            text = response.content.decode().casefold()
            for secret in (CANARY, "canary-programme", 'value="1999"', 'value="canary-area"'):
                assert secret.casefold() not in text, (language, query)
    soup = soup_of(client)
    assert "1 projekt" in required(soup.find(id="count")).get_text()
    assert total(soup)[0] == "1 000 000,50"


def test_its_readers_find_a_private_project(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seats = {"test": lambda user: Standing(in_network=True)}
    monkeypatch.setattr(standings, "_parts", seats)
    project(CANARY, visibility=Visibility.NETWORK)
    client.force_login(UserFactory.create())
    assert titles(soup_of(client)) == {CANARY}


@pytest.mark.any_database
def test_the_number_of_queries_is_the_same_for_2_and_20_projects(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rate()

    def add(numbers: Any) -> None:
        with together():
            for n in numbers:
                areas = ("water", "school") if n % 2 else ("water",)
                project_page(project(f"Number {n}", areas=areas, programme_slug=f"programme-{n}"))

    add(range(2))
    client.get(URL)
    with django_assert_max_num_queries(50) as few:
        assert len(titles(soup_of(client))) == 2
    most = len(few)
    add(range(2, 20))
    client.get(URL)
    with django_assert_max_num_queries(most):
        assert len(titles(soup_of(client))) == 20
