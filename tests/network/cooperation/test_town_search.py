"""The search of the whole site finds twin towns, for those who may read them, as they are."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.access.visibility import Visibility
from core.search.index import check
from network.models import Body
from tests.factories.calls import area
from tests.factories.core import UserFactory
from tests.factories.partners import partner_site
from tests.factories.towns import town, with_pages
from tests.required import required

pytestmark = pytest.mark.django_db


def found(client: Client, q: str, url: str = "/sv/sok/", **more: Any) -> BeautifulSoup:
    answer = client.get(url, {"q": q, **more})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_a_town_is_found_by_name_country_and_area_and_never_looks_more_alive_than_it_is(
    client: Client,
) -> None:
    with_pages()
    made = town("nowogard", status="dormant")
    made.areas = [area("skola")]
    made.save()
    for q in ("Nowogard", "polen", "skola", "vänort"):
        (line,) = found(client, q, kind="town").select(".hit")
        assert required(line.a)["href"] == "/sv/vanorter/nowogard/"
        assert required(line.select_one(".hit-note")).get_text() == "vilande"
    made.status = "active"
    made.save()
    (line,) = found(client, "Nowogard", kind="town").select(".hit")
    assert not line.select(".hit-note")
    assert "aktiv" in line.get_text()
    group = required(found(client, "Nowogard").select_one(".hit-group > header"))
    assert group.get_text(" ", strip=True) == "Vänorter 1"
    english = required(found(client, "Poland", "/en/search/").select_one(".hit a"))
    assert str(english["href"]).endswith("/nowogard/")
    assert client.get(str(english["href"])).status_code == 200
    assert not check(kind="town")
    made.delete()
    assert not found(client, "Nowogard").select(".hit")
    assert not check(kind="town")


def test_a_town_that_is_not_public_is_nowhere(client: Client) -> None:
    with_pages()
    town("canary", visibility=Visibility.NETWORK)
    for user in (None, UserFactory.create()):
        if user:
            client.force_login(user)
        assert "Canary" not in required(found(client, "canary").select_one("main")).get_text()
        suggested = client.get("/sv/sok/forslag/", {"q": "can"}).content.decode()
        assert "Canary" not in suggested


def test_a_body_leads_to_what_it_answers_for(client: Client) -> None:
    profile = partner_site()
    Body.objects.create(
        profile=profile, key="board", kind="committee", name_sv="Miljönämnden", name_en="Committee"
    )
    link = required(found(client, "miljönämnden").select_one(".hit a"))
    path, _hash, anchor = str(link["href"]).partition("#")
    assert "Miljönämnden" in required(found(client, "", path).find(id=anchor)).get_text()
