"""Projects that come with a profile, with the figures of their source, and those of the demo."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from core.models import MunicipalityProfile
from home.loading.profiles import bundled
from home.loading.site.projects import store_demo
from opportunities.models import Programme
from projects import files
from projects.models import Project, ProjectPage
from tests.home.marks import NAMES
from tests.parts import shared
from tests.required import required

pytestmark = pytest.mark.django_db
SOURCE = "data/interreg_swedish_partners_half.json"
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.shared
def test_real_projects_have_just_what_their_source_states(
    loaded_site: MunicipalityProfile, client: Client
) -> None:
    rows = json.loads(shared(SOURCE).read_text(encoding="utf-8"))
    (project,) = Project.objects.all()
    mine = [row for row in rows if row["projektnamn"] == project.title]
    own = next(row for row in mine if row["organisationsnamn"] == "Kristianstads kommun")
    assert required(project.starts).isoformat() == own["startdatum"]
    assert required(project.ends).isoformat() == own["slutdatum"]
    assert project.currency == "EUR"
    assert project.totals.budget == Decimal(str(own["partnerbudget"]))
    assert project.totals.granted is project.totals.co_financing is None
    partners = {p.name: "LP" if p.is_lead else "" for p in project.partners.all()}
    assert set(partners) == {row["organisationsnamn"] for row in mine}
    (lead,) = (row["organisationsnamn"] for row in mine if row["organisationsroll"] == "LP")
    assert partners[lead] == "LP"
    text = client.get("/sv/projekt/supported-by-nature/").content.decode()
    assert "250\N{NO-BREAK SPACE}302,59\N{NO-BREAK SPACE}€" in text
    assert "Tillväxtverket" in text
    assert "uppgift saknas" in text


def test_a_real_project_states_what_its_file_states_and_says_what_it_lacks(
    loaded_site: MunicipalityProfile, client: Client
) -> None:
    (project,) = Project.objects.all()
    (file,) = files.read("data", "kristianstad")
    assert {name: getattr(project, name) for name in file.facts} == file.facts
    assert required(project.programme).slug == file.programme
    assert {area.slug for area in project.areas.all()} == set(file.areas)
    names = [partner["name"] for partner in file.partners]
    assert [partner.name for partner in project.partners.all()] == names
    assert [p.name for p in project.partners.all() if p.is_lead] == ["Ronneby kommun"]
    assert project.totals.budget == sum(year["budget"] for year in file.years)
    assert project.totals.granted is project.totals.co_financing is None
    text = client.get(f"/sv/projekt/{file.page['sv']['slug']}/").content.decode()
    assert all(name in text for name in names)
    assert "250\N{NO-BREAK SPACE}302,59\N{NO-BREAK SPACE}€" in text
    assert "uppgift saknas" in text


@pytest.mark.parametrize("name", bundled())
def test_a_municipality_is_a_partner_of_its_own_projects(name: Any) -> None:
    for file in files.read("data", name):
        partners = [partner["name"] for partner in file.partners]
        assert any(NAMES[name] in partner for partner in partners), file.key


@pytest.mark.shared
@pytest.mark.parametrize("name", bundled())
def test_no_municipality_has_another_s_projects(name: Any) -> None:
    """Each file's own municipality, as the source names it, is among the partners."""
    rows = json.loads(shared(SOURCE).read_text(encoding="utf-8"))
    cities = {
        "kavlinge": "Kävlinge",
        "kristianstad": "Kristianstads kommun",
        "osthammar": "Östhammar",
        "tyreso": "Tyresö",
        "vaxjo": "Växjö",
    }
    of = {
        row["projektnamn"]
        for row in rows
        if row["organisationsnamn"] and cities[name] in row["organisationsnamn"]
    }
    assert {file.facts["title_en"] for file in files.read("data", name)} == of


def test_the_demo_moves_on_with_the_years_and_is_the_same_on_the_next_day(
    loaded_site: MunicipalityProfile, table_rows: Callable[..., dict[str, list[tuple]]]
) -> None:
    store_demo(municipality="kristianstad", at=AT)
    before = table_rows()
    store_demo(municipality="kristianstad", at=AT)
    assert table_rows() == before
    store_demo(municipality="kristianstad", at=AT.replace(year=2028))
    assert required(Project.objects.get(key="demo-unga-guider").ends).year == 2027
    assert ProjectPage.objects.count() == 8


def test_what_an_editor_changed_of_a_real_project_stays(loaded_site: MunicipalityProfile) -> None:
    project = Project.objects.get()
    project.purpose_sv = "Egna ord"
    project.save()
    project.partners.filter(town="Malmö").delete()
    call_command("load_profile", "kristianstad")
    project.refresh_from_db()
    assert (project.purpose_sv, project.partners.count()) == ("Egna ord", 4)


def test_only_programmes_of_the_union_have_its_sentence(loaded_site: MunicipalityProfile) -> None:
    silent = Programme.objects.filter(funding_sentence_sv="")
    assert [programme.slug for programme in silent] == ["municipal-partnership"]
