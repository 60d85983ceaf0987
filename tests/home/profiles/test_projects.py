"""The projects that each municipality's site and its demo come with."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from core.models import MunicipalityProfile
from home.loading.site.projects import store_demo
from projects import files
from projects.models import Project, ProjectIndexPage, ProjectPage, State

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_the_list_is_in_the_menu_in_both_languages_also_without_projects(
    client: Client, profile: MunicipalityProfile
) -> None:
    assert Project.objects.exists() == (profile.key == "kristianstad")
    for path in ("/sv/projekt/", "/en/projects/"):
        assert path in client.get(f"/{path[1:3]}/").content.decode()
        assert client.get(path).status_code == 200
    assert ProjectIndexPage.objects.live().count() == 2


def test_every_demo_has_projects_in_more_than_one_state_that_can_be_shown(
    profile: MunicipalityProfile,
) -> None:
    store_demo(municipality=profile.key, at=AT)
    made = Project.objects.filter(is_demo=True)
    assert {State.ONGOING, State.ENDED} <= {project.state(AT) for project in made}
    for project in made:
        assert project.programme
        assert project.areas.exists()
        assert project.benefit_sv
        assert ProjectPage.objects.live().filter(project=project).count() == 2
    written = files.read("demo", profile.key, year=2026)
    assert {slug for file in written for slug in file.areas} == set(
        made.values_list("areas__slug", flat=True)
    )
