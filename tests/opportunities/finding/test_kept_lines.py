"""What is kept of a call looks as it did until something that it shows changes or time passes."""

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import Settings

from core.access.visibility import Visibility
from core.models import MunicipalityProfile
from opportunities.models import Call
from tests.factories.calls import call, municipality
from tests.factories.core import UserFactory
from tests.factories.opportunities import AT, imported, result
from tests.required import required

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Stockholm")
SWEDISH, ENGLISH = "/sv/utlysningar/?status=all&q=water", "/en/calls/?status=all&q=water"


def line(client: Client, address: str = SWEDISH) -> str:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return " ".join(required(page.select_one(".call-line")).get_text(" ").split())


@pytest.mark.parametrize(
    ("first", "says", "soon", "then"),
    [
        ("2026-11-29 23:50", "2 dagar kvar", "2026-11-30 00:10", "1 dag kvar"),
        ("2026-12-01 16:50", "sista dagen i dag", "2026-12-01 17:10", "stängd"),
    ],
)
def test_it_follows_the_clock(client: Client, first: str, says: str, soon: str, then: str) -> None:
    call("Water", at=datetime(2026, 11, 1, 17, tzinfo=HERE))
    for at, text in ((first, says), (soon, then)):
        with time_machine.travel(datetime.fromisoformat(at).replace(tzinfo=HERE), tick=False):
            assert text in line(client)


def test_each_language_has_its_own_and_each_search_its_reasons(client: Client) -> None:
    call("Water and fire", opened=1)
    assert "öppnar" in line(client).lower()
    assert "opens" in line(client, ENGLISH).lower()
    assert "Träff på Water" in line(client)
    assert "Träff på fire" in line(client, SWEDISH.replace("water", "fire"))
    assert "Träff på Water" in line(client)


@pytest.mark.parametrize("visibility", [Visibility.PUBLIC, Visibility.STAFF])
def test_an_edit_is_seen_at_once(client: Client, visibility: Visibility) -> None:
    made = call("Water", visibility=visibility)
    client.force_login(UserFactory.create())
    assert "Water" in line(client)
    made.title = "Clean water"
    made.save()
    assert "Clean water" in line(client)


def test_what_the_municipality_is_decides_for_what_is_kept_too(client: Client) -> None:
    municipality()
    MunicipalityProfile.objects.update(population=1_000)
    call(
        "Water",
        requirements={"population": [{"least": 250_000, "most": None, "words": "in cities"}]},
    )
    before = line(client)
    profile = MunicipalityProfile.objects.get()
    profile.population = 300_000
    profile.save()
    assert line(client) != before


@pytest.mark.parametrize("many", [4, 7])
def test_what_no_search_looks_at_is_read_at_once_too(
    client: Client, settings: Settings, many: int
) -> None:
    settings.PAGE_CACHE_SECONDS = 3600
    imported(_granting(4))
    page = Call.objects.get().get_absolute_url()
    assert "Omkring 4 projekt" in client.get(page).content.decode()
    imported(
        _granting(many, esDA_IngestDate="2026-06-20T10:00:00.000+0200"), at=AT + timedelta(days=7)
    )
    assert f"Omkring {many} projekt" in client.get(page).content.decode()


def _granting(many: int, **metadata: Any) -> Any:
    action = {"action": "W - LIFE Grants", "expectedGrants": many}
    overview = json.dumps({"budgetTopicActionMap": {"1": [action]}})
    return result("W", budgetOverview=overview, **metadata)
