"""A municipality's site as its profile makes it, and as it is when the profile is loaded again."""

import html
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from core.models import MunicipalityProfile, PriorityArea, PriorityScheme
from network.models import Body
from tests.home.marks import NAMES

pytestmark = pytest.mark.django_db


def test_a_fresh_database_becomes_that_municipality_s_site(
    client: Client, profile: MunicipalityProfile
) -> None:
    for language in ("sv", "en"):
        response = client.get(f"/{language}/")
        assert response.status_code == 200
        text = response.content.decode()
        assert NAMES[profile.key] in text
        assert not [other for key, other in NAMES.items() if key != profile.key and other in text]
    assert Page.objects.filter(depth=2).count() == 2  # Wagtail's "Welcome" has gone


def test_every_profile_has_what_the_site_cannot_do_without(profile: MunicipalityProfile) -> None:
    assert PriorityScheme.objects.filter(classifies_calls=True).count() == 1
    areas = PriorityArea.objects.classifying()
    assert len({area.shape for area in areas}) == len({a.colour for a in areas}) == len(areas)
    for area in areas:
        assert set(area.words.values_list("language", flat=True)) == {"sv", "en"}
    assert Body.objects.filter(profile=profile, kind="council").exists()
    assert profile.headline_sv
    assert profile.headline_en


def test_the_start_page_says_what_the_municipality_wants_and_who_decides(
    client: Client, profile: MunicipalityProfile
) -> None:
    shown = html.unescape(client.get("/sv/").content.decode())
    assert profile.headline_sv in shown
    assert "Kommunfullmäktige" in shown


def test_loading_again_changes_nothing(
    profile: MunicipalityProfile,
    table_rows: Callable[..., dict[str, list[tuple]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = table_rows()
    capsys.readouterr()
    call_command("load_profile", profile.key)
    assert table_rows() == before
    assert "0 " in capsys.readouterr().out


@pytest.mark.any_database
@pytest.mark.parametrize("_each_profile", ["tyreso"], indirect=True)
def test_a_municipality_can_have_no_network_and_no_help(profile: MunicipalityProfile) -> None:
    assert (profile.network_name_sv, profile.motto_sv, profile.vision_sv) == ("", "", "")
    assert profile.support_services.count() == 0
    assert profile.approval_required is True
    assert [step.by_sv for step in profile.process_steps.all()] == ["Kommunstyrelsen", "Nämnden"]
