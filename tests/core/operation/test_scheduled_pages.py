"""Pages go up and come down at the minute that an editor has set, with the tick."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core.models import JobRun
from home.models import StandardPage
from projects.models import ProjectPage
from tests.factories.calls import municipality
from tests.factories.core import site_tree
from tests.factories.projects import project, project_page

AT = datetime(2026, 11, 26, 11, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


@pytest.fixture
def page(clock: time_machine.Traveller) -> StandardPage:
    municipality()
    page = StandardPage(title="Kommer", slug="kommer", live=False)
    page.go_live_at, page.expire_at = AT + 5 * MINUTE, AT + 10 * MINUTE
    page = site_tree().add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_page_is_there_from_its_minute_to_its_last(
    client: Client, page: StandardPage, clock: time_machine.Traveller
) -> None:
    seen = {}
    for minute in range(12):
        call_command("tick")
        seen[minute] = client.get("/sv/kommer/").status_code
        clock.shift(MINUTE)
    assert [minute for minute, status in seen.items() if status == 200] == [5, 6, 7, 8, 9]


def test_what_is_kept_of_pages_ends_with_it(
    client: Client,
    page: StandardPage,
    clock: time_machine.Traveller,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.PAGE_CACHE_SECONDS = 3600
    page.title, page.show_in_menus = "Kommer snart", True
    page.save_revision().publish()
    assert "Kommer snart" not in client.get("/sv/").content.decode()
    clock.shift(5 * MINUTE)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("tick")
    assert "Kommer snart" in client.get("/sv/").content.decode()


def test_one_that_cannot_be_published_stops_no_other_and_is_told_of(
    client: Client, page: StandardPage, clock: time_machine.Traveller
) -> None:
    bad = project_page(project(programme_slug="life"))
    bad.go_live_at = AT + MINUTE
    bad.save_revision().publish()
    ProjectPage.objects.filter(pk=bad.pk).update(live=False)
    bad.project.programme.funding_sentence_sv = ""
    bad.project.programme.save()
    clock.shift(5 * MINUTE)
    with pytest.raises(CommandError, match="scheduled-pages"):
        call_command("tick")
    assert client.get("/sv/kommer/").status_code == 200
    assert not ProjectPage.objects.get(pk=bad.pk).live
    assert bad.title in JobRun.objects.get(name="scheduled-pages").error
