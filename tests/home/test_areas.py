"""The page of a priority area: everything there is of it, in one place."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from core.access.visibility import Visibility
from core.models import PriorityScheme
from core.pages import area_parts
from core.pages.area_parts import AreaLink, AreaPart
from core.registry import Registry
from tests.as_read import as_read
from tests.factories.calls import area, call, municipality
from tests.factories.core import UserFactory
from tests.factories.news import news

pytestmark = pytest.mark.django_db

PAGE = "/sv/omraden/vatten/"


def page(client: Client, url: str = PAGE) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return as_read(answer.content.decode())


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Registry:
    """The registry with nothing in it but what a test puts there."""
    registry: Registry = Registry("part")
    monkeypatch.setattr("home.areas.views.area_parts", registry)
    assert area_parts.area_parts is not registry
    return registry


def test_open_calls_stand_in_the_order_they_close_and_lead_to_the_search(client: Client) -> None:
    for days in (50, 10, 40):
        call(f"In {days} days", days=days, areas=("vatten",))
    call("Closed", days=-3, areas=("vatten",))
    call("Of another area", areas=("skola",))
    call("Canary", areas=("vatten",), visibility=Visibility.STAFF)
    shown = page(client)
    assert shown.index("In 10 days") < shown.index("In 40 days") < shown.index("In 50 days")
    assert "Alla 3 öppna utlysningar" in shown
    assert 'href="/sv/utlysningar/?priority=vatten"' in shown
    for absent in ("Closed", "Of another area", "Canary"):
        assert absent not in shown
    assert 'href="/sv/omraden/skola/"' in shown  # its neighbour in the scheme
    assert '<h1 class="area area-huge area-vatten is-triangle">Vatten</h1>' in shown
    client.force_login(UserFactory.create())
    assert "Canary" in page(client)


def test_the_parts_stand_in_an_order_that_no_app_decides_alone() -> None:
    names = [name for name, _part in area_parts.in_order(area_parts.area_parts)]
    assert names == ["documents", "projects", "news", "twin towns", "exchanges", "contacts"]


def test_every_registered_part_is_there_for_who_may_read_it(
    client: Client, parts: Registry
) -> None:
    area("vatten")

    def links(found: Any, user: Any, at: Any) -> Any:
        about = [AreaLink(f"About {found.slug}", "/sv/x/", "ended")]
        return [*about, AreaLink("Canary", "/sv/y/")] if user.is_authenticated else about

    parts.register("projects", AreaPart("Projects", links))
    parts.register("towns", AreaPart("Twin towns", lambda found, user, at: []))
    shown = page(client)
    assert '<a href="/sv/x/">About vatten</a> <span class="quiet">ended</span>' in shown
    assert "Inget än av: Twin towns." in shown
    assert "Canary" not in shown
    client.force_login(UserFactory.create())
    assert "Canary" in page(client)


def test_an_area_of_a_scheme_that_sorts_no_calls_has_its_page_without_calls(client: Client) -> None:
    other = PriorityScheme.objects.create(
        profile=municipality(), key="kultur", name_sv="Kulturplan", name_en="x", note_sv="Antagen."
    )
    dance = other.areas.create(
        slug="dans", name_sv="Dans", name_en="Dance", shape="bar", colour="#000000"
    )
    shown = page(client, "/sv/omraden/dans/")
    assert "Antagen." in shown
    assert "Öppna utlysningar" not in shown.split("<main")[1].split("</main>")[0]
    polska = news("Polska", date(2026, 3, 2))
    polska.areas.add(dance)
    polska.save()
    assert "Polska" in page(client, "/sv/omraden/dans/")
    overview = page(client, "/sv/omraden/")
    assert "Kulturplan" in overview
    assert 'href="/sv/omraden/dans/"' in overview
    assert 'href="/en/areas/dans/"' in page(client, "/en/areas/")


def test_an_area_that_was_succeeded_points_to_the_one_that_followed(client: Client) -> None:
    new = area("ekosystem")
    area("vatten", successor=new)
    assert 'Det efterföljs av <a href="/sv/omraden/ekosystem/">Ekosystem</a>' in page(client)
    assert '<a href="/sv/omraden/vatten/">Vatten</a>' in page(client, "/sv/omraden/ekosystem/")


def test_what_is_no_area_is_not_found(client: Client) -> None:
    assert client.get(PAGE).status_code == 404
    municipality()
    assert client.get(PAGE).status_code == 404
    assert "Inga prioriterade områden" in page(client, "/sv/omraden/")
