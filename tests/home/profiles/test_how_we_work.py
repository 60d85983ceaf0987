"""How the work is organised, from each municipality's records, with gaps as gaps."""

import re

import pytest
from django.test import Client

from core.models import MunicipalityProfile
from core.models.profile import NetworkForm
from tests.factories.partners import PATHS
from tests.network.organisation.test_how_we_work import LANGUAGES, TOLD, text

pytestmark = pytest.mark.django_db

# As the municipality's own document says.
FORMS = {
    "kavlinge": NetworkForm.GROUP,
    "kristianstad": NetworkForm.CONTACTS,
    "osthammar": NetworkForm.CONTACTS,
    "tyreso": NetworkForm.NONE,
    "vaxjo": NetworkForm.CONTACTS,
}


def test_each_municipality_shows_its_bodies_priorities_and_gaps(
    client: Client, profile: MunicipalityProfile
) -> None:
    for language, none in (("sv", "uppgift saknas"), ("en", "not stated")):
        shown = text(client, PATHS[language]["how"])
        bodies = list(profile.bodies.all())
        areas = [a for scheme in profile.schemes.all() for a in scheme.areas.all()]
        for row in (*bodies, *areas, *profile.schemes.all()):
            assert re.sub(r"\s+", " ", getattr(row, f"name_{language}")) in shown
        assert none in shown
        for field in ("motto", "vision", "definition", "goal", "reporting", "review"):
            stated = getattr(profile, f"{field}_{language}")
            assert not stated or re.sub(r"\W+", "", stated) in re.sub(r"\W+", "", shown), field
        partner = text(client, PATHS[language]["partner"])
        assert profile.municipality_sv in partner
        assert none in partner
        assert TOLD[FORMS[profile.key]][LANGUAGES.index(language)] in shown
    assert profile.network_form == FORMS[profile.key]
    others = {"Kristianstad", "Kävlinge", "Tyresö", "Växjö", "Östhammar"} - {profile.name}
    for kind in ("how", "partner", "glossary"):
        shown = text(client, PATHS["sv"][kind])
        assert not [other for other in others if other in shown]
