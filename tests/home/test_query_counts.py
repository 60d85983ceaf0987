"""What a page costs does not follow how much there is; seen before, it costs next to nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from core.models import MunicipalityProfile
from core.search.index import together
from governing.models import DocumentArea
from network.models import Body, Seat, Unit
from opportunities.models import Call, Programme
from tests.factories.calls import area, call, municipality
from tests.factories.core import UserFactory
from tests.factories.documents import document
from tests.factories.news import news
from tests.factories.partners import contact, partner_site
from tests.factories.projects import project, project_page, rate
from tests.factories.towns import exchange, town, with_pages

pytestmark = [pytest.mark.django_db, pytest.mark.long]
PATHS = {
    "start": "/sv/",
    "area": "/sv/omraden/vatten/",
    "areas": "/sv/omraden/",
    "register": "/sv/styrdokument/",
    "towns": "/sv/vanorter/",
    "cooperation": "/sv/samarbeten/",
    "projects": "/sv/projekt/",
    "project": "/sv/projekt/projekt-0/",
    "news": "/sv/nyheter/",
    "programmes": "/sv/program/",
    "programme": "/sv/program/life/",
    "how": "/sv/sa-arbetar-vi/",
    "found": "/sv/sok/?q=vatten",
    "sitemap": "/sitemap.xml",
}


@pytest.fixture
def site(db: None) -> MunicipalityProfile:
    with_pages()
    partner_site()
    rate()
    return municipality()


@together()
def fill(site: Any, numbers: Any) -> None:
    """Of everything one more about water for each number."""
    water = area("vatten")
    for number in numbers:
        area(f"omrade-{number}")
        contact(f"omrade-{number}", f"a{number}@example.org")
        call(f"Vatten {number}", days=20 + number, areas=("vatten",), programme_slug="life")
        project_page(project(f"Projekt {number}", areas=("vatten",)))
        news(f"Nytt om vatten {number}", date(2026, 1, 1) + timedelta(number), areas=("vatten",))
        made = town(f"vatten-{number}")
        made.areas = [water]
        made.save()
        exchange(f"Utbyte {number}", town=made)
        old = document(f"Vattenplan {number}", decided_on=date(2009, 8, 25))
        new = document(f"Ny vattenplan {number}", replaces=[{"replaced": old}])
        DocumentArea.objects.create(page=new, area=water)
        names = {"profile": site, "key": f"k{number}"}
        Body.objects.create(
            kind="committee", name_sv=f"Vattennämnd {number}", name_en="Committee", **names
        )
        unit = Unit.objects.create(name_sv=f"Kontor {number}", name_en="Office", **names)
        Seat.objects.create(role_sv="Strateg", role_en="Strategist", unit=unit, **names)
        Programme.objects.create(
            slug=f"p{number}", name_sv=f"Vattenprogram {number}", name_en="P", about_sv="Om vatten"
        )


def cost(client: Client, path: Any) -> int:
    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.any_database
def test_what_a_page_costs_does_not_grow_with_what_there_is(
    client: Client, site: MunicipalityProfile
) -> None:
    fill(site, range(2))
    few = {name: cost(client, path) for name, path in PATHS.items()}
    fill(site, range(2, 7))
    assert {name: cost(client, path) for name, path in PATHS.items()} == few
    assert max(few.values()) <= 60, few


@pytest.mark.any_database
@pytest.mark.parametrize("logged_in", [False, True])
def test_the_start_page_and_a_call_made_anew_cost_twelve_queries_at_most(
    client: Client, site: MunicipalityProfile, settings: Settings, *, logged_in: bool
) -> None:
    fill(site, range(3))
    if logged_in:
        client.force_login(UserFactory.create())
    settings.MFA_REQUIRED, settings.BASE_URL = True, "http://testserver"
    paths = ["/sv/", "/en/", Call.objects.all()[0].get_absolute_url()]
    assert {path: n for path in paths if (n := cost(client, path)) > 12} == {}


@pytest.mark.any_database
def test_whatever_has_been_seen_before_costs_at_most_two_queries(
    client: Client, site: MunicipalityProfile, settings: Settings
) -> None:
    settings.PAGE_CACHE_SECONDS = 3600
    caches["pages"].clear()
    fill(site, range(2))
    pages = {name: path for name, path in PATHS.items() if name not in ("found", "sitemap")}
    costs = {name: cost(client, path) for name, path in pages.items()}
    assert {name: queries for name, queries in costs.items() if queries > 2} == {}
