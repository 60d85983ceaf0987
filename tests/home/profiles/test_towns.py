"""The twin towns and partnerships that each municipality's site comes with."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client

from core.models import MunicipalityProfile
from network.models import Seat, TwinTownsPage
from tests.network.cooperation.test_twin_towns import SV, in_the_list, soup, text

pytestmark = pytest.mark.django_db


@pytest.mark.any_database
@pytest.mark.parametrize("_each_profile", ["kavlinge"], indirect=True)
def test_a_profile_brings_its_towns_and_loading_again_changes_nothing(
    client: Client, profile: MunicipalityProfile, table_rows: Callable[..., dict[str, list[tuple]]]
) -> None:
    before = table_rows()
    call_command("load_profile", "kavlinge")
    assert table_rows() == before
    assert in_the_list(soup(client, SV)) == {"Nowogard": "stated"}
    assert "Vänortsavtal med Nowogard" in text(soup(client, f"{SV}nowogard/"))
    page = text(soup(client, "/sv/samarbeten/"))
    for words in ("5-Yes", "Malmö-Lundregionen", "Brysselkontor", "Sveriges kvalitetskommun 2015"):
        assert words in page
    seat = Seat.objects.get(key="strategist")
    assert (seat.share, seat.shared_with) == (50, "Staffanstorps kommun")
    call_command("load_demo")
    call_command("load_demo")
    page = text(soup(client, f"{SV}nowogard/"))
    assert page.count("Demo:") == 2
    assert TwinTownsPage.objects.count() == 2
