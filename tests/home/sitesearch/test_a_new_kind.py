"""A new kind says everything in one place: registered, it is found, listed, suggested, removed."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import gettext_lazy

from core.models import MunicipalityProfile
from core.search.index import check
from core.search.kinds import Dependency, Document, Group, SearchKind, Suggested, kinds
from core.search.lines import Line, Step
from core.words.language import LocalizedText
from network.models import Exchange, TwinTown
from tests.factories.calls import area, call
from tests.factories.towns import exchange, town
from tests.home.sitesearch.pages import groups, suggested, titles
from tests.required import required

pytestmark = pytest.mark.django_db


class ExchangeKind(SearchKind[Exchange]):
    """Exchanges, found by their town and their areas too."""

    model = Exchange
    group = Group("exchange", "Utbyten", rank=5)
    suggested = Suggested(gettext_lazy("twin town"), rank=5)
    m2m = ("areas",)
    dependencies = (Dependency(TwinTown, lambda town: town.exchanges.values_list("pk", flat=True)),)

    def document(self, record: Any) -> Any:
        return Document(
            object_id=record.pk,
            language="sv",
            title=record.title_sv,
            keywords=" ".join([record.town.name, *(a.name_sv for a in record.areas.all())]),
            text=record.result_sv,
            readers=record.readers,
        )

    def load(self, ids: Any, user: Any) -> Any:
        return Exchange.objects.visible_to(user).in_bulk(list(ids))

    def line(self, result: Any, reading: Any) -> Any:
        title = LocalizedText(result.record.title_sv, "sv")
        return Line(result, title, "/sv/utbyten/", where=[Step(result.record.town.name)])


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind as an app registers it, until the test ends."""
    monkeypatch.setitem(kinds._parts, "exchange", ExchangeKind())


def test_it_is_found_listed_and_suggested(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup], client: Client
) -> None:
    call("Elevutbyte", days=30)
    exchange("Elevutbyte", town=town("rewal"))
    soup = ask("elevutbyte")
    assert groups(soup) == {"Utbyten": 1, "Utlysningar": 1}
    line = required(soup.select_one(".hit"))
    assert required(line.a)["href"] == "/sv/utbyten/"
    assert required(line.select_one(".meta")).get_text().strip() == "Rewal"
    assert required(line.select_one(".why mark")).get_text() == "Elevutbyte"
    assert "Elevutbyte" in suggested(client, "elev")


def test_it_is_followed(profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup]) -> None:
    place = town("rewal")
    made = exchange("Elevutbyte", town=place)
    assert titles(ask("rewal")) == ["Rewal", "Elevutbyte"]
    place.name = "Trzebiatow"
    place.save()
    assert "Elevutbyte" in titles(ask("trzebiatow"))
    assert titles(ask("rewal")) == []
    made.areas.add(area("vatten"))
    made.areas.commit()
    assert titles(ask("vatten")) == ["Elevutbyte"]
    made.areas.clear()
    made.areas.commit()
    assert titles(ask("vatten")) == []
    made.delete()
    assert titles(ask("elevutbyte")) == []
    assert not check(kind="exchange")


def test_who_may_not_read_it_does_not_find_it(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup], client: Client
) -> None:
    made = exchange("Elevutbyte", town=town("rewal"), visibility="staff")
    assert titles(ask("elevutbyte")) == []
    Exchange.objects.filter(pk=made.pk).update(visibility="public")  # the index does not know
    assert titles(ask("elevutbyte")) == []
    assert "Elevutbyte" not in suggested(client, "elev")


def test_without_more_it_is_listed_by_its_name_and_address(
    profile: MunicipalityProfile, ask: Callable[..., BeautifulSoup], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ExchangeKind, "line", SearchKind.line)
    monkeypatch.setattr(Exchange, "get_absolute_url", lambda e: f"/e/{e.pk}/", raising=False)
    made = exchange("Elevutbyte", town=town("rewal"))
    (link,) = ask("elevutbyte").select(".hit h3 a")
    assert (link.get_text(), link["href"]) == (str(made), f"/e/{made.pk}/")
