"""The guides that each municipality's site comes with."""

import pytest
from django.core.management import call_command
from django.test import Client

from core.models import MunicipalityProfile
from home.models import GuidePage
from tests.home.test_guides import page

pytestmark = pytest.mark.django_db


@pytest.mark.any_database
@pytest.mark.parametrize("_each_profile", ["osthammar"], indirect=True)
def test_a_school_finds_a_programme_in_three_clicks_in_both_languages(
    client: Client, profile: MunicipalityProfile
) -> None:
    clicks = {
        "/sv/": "/sv/guider/",
        "/sv/guider/": "/sv/guider/for-skolor/",
        "/sv/guider/for-skolor/": "/sv/program/erasmus/",
        "/en/": "/en/guides/",
        "/en/guides/": "/en/guides/for-schools/",
        "/en/guides/for-schools/": "/en/programmes/erasmus/",
    }
    for start, way in clicks.items():
        assert f'href="{way}"' in page(client, start), start
    assert "Östhammar" in page(client, "/sv/guider/for-foretag/")
    central = page(client, "/sv/program/interreg-central-baltic/")
    assert "<dt>Öppet för Uppsala</dt><dd><b>Ja</b></dd>" in central
    south = page(client, "/sv/program/interreg-south-baltic/")
    assert "<dt>Öppet för Uppsala</dt><dd><b>Nej</b></dd>" in south
    assert "Det här är ett förslag och inte lag." in page(client, "/sv/program/agora-eu/")
    before = set(GuidePage.objects.values_list("pk", flat=True))
    call_command("load_profile", "osthammar", verbosity=0)
    assert set(GuidePage.objects.values_list("pk", flat=True)) == before
