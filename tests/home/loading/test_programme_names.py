"""The programmes that come with the software are found by their names, and by all of them."""

import pytest
from django.test import Client

from core.models import MunicipalityProfile
from opportunities.models import Programme
from opportunities.programmes.names import FAMILY, names_of
from tests.factories.calls import call


@pytest.mark.long
@pytest.mark.any_database
def test_every_programme_is_found_by_what_it_is_called(
    client: Client, loaded_site: MunicipalityProfile
) -> None:
    programmes = {each.slug: each for each in Programme.objects.all()}
    called: dict[str, set[str]] = {}
    for slug, programme in programmes.items():
        call("Zero pollution", programme_slug=slug, days=50)
        call(f"About {programme.name_en}", days=10)  # of no programme, and closes first
        for _language, name in names_of(programme):
            called.setdefault(name.casefold(), set()).add(slug)
    assert len(called[FAMILY.casefold()]) > 3
    for programme in programmes.values():
        also = programme.other_names.splitlines()
        for name in {programme.name_sv, programme.name_en, programme.short, *also}:
            answer = client.get("/api/calls/", {"q": name}).json()
            assert answer["results"][0]["programme"] in called[name.casefold()], name
