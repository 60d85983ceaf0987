"""A cluster that is away, slow or wrong: the database answers, says so, and waits for nobody."""

from collections.abc import Iterator
from operator import attrgetter

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django import Settings

from core.models import JobRun, SearchEntry
from core.search import mirror
from core.search.breaker import searching
from opportunities.models import Call
from tests.core.search.conftest import drop_indices
from tests.core.search.watching import (
    DATABASE,
    Watched,
    engine,
    nobody_tries,
    says_so,
    titles,
    until,
)
from tests.factories.calls import call
from tests.fakes.search_server import Mode, search_server
from tests.own_database import database_used

pytestmark = pytest.mark.django_db
HANGING = [Mode.HANGS, Mode.HANGS_IN_BODY, Mode.DRIPS]
FAILING = [
    mode for mode in Mode if mode not in (Mode.WELL, Mode.TOLD, Mode.CHOOSY) and mode not in HANGING
]
NAME = attrgetter("name")


@pytest.fixture(scope="module")
def calls(watched: Watched, module_database: str) -> None:
    """Calls in the database and in the cluster, for the whole module."""
    with database_used(module_database), override_settings(SEARCH_URL=watched.url):
        if not Call.objects.exists():
            call("Water reuse in small towns", days=10)
            call("Clean water", days=[-5, 20], areas=("nature",))
            call("Water under the bridge", days=-20)
            call("Energy", days=30)
        assert mirror.build(engine()) == SearchEntry.objects.count() > 4  # and the programme


@pytest.fixture
def site(
    watched: Watched, calls: None, own_database: None, settings: Settings
) -> Iterator[Watched]:
    """The site with its cluster, which is well and has all the time it wants."""
    settings.SEARCH_URL = watched.url
    settings.SEARCH_TIMEOUT = 30.0
    settings.SEARCH_RETRY_AFTER = 3600.0
    watched.server.become(Mode.WELL)
    yield watched
    watched.server.become(Mode.WELL)
    until(nobody_tries)


def nobody_asks(site: Watched) -> None:
    """The database answers everybody, and the cluster is not even connected to."""
    before = len(site.server.asked), site.server.connections
    assert site.api("energy")["engine"] == DATABASE
    assert says_so(site.page("energy"))
    assert (len(site.server.asked), site.server.connections) == before


@pytest.mark.parametrize("mode", FAILING, ids=NAME)
def test_the_database_answers_for_a_cluster_that(site: Watched, mode: Mode) -> None:
    well = site.api()
    assert well["engine"] == site.product
    assert titles(well) == [
        "Water reuse in small towns",
        "Clean water",
        "Water under the bridge",
    ]
    site.server.become(mode)
    assert site.api() == well | {"engine": DATABASE}
    nobody_asks(site)
    site.is_well_again()


@pytest.mark.parametrize("mode", HANGING, ids=NAME)
def test_the_database_answers_in_time_for_a_cluster_that(
    site: Watched, mode: Mode, settings: Settings
) -> None:
    well = site.api()
    settings.SEARCH_TIMEOUT = 0.2
    site.server.become(mode)
    assert site.api() == well | {"engine": DATABASE}
    nobody_asks(site)
    settings.SEARCH_TIMEOUT = 30.0
    site.is_well_again()


@pytest.mark.parametrize("mode", [Mode.REFUSES, Mode.HANGS], ids=NAME)
def test_the_page_is_whole_for_the_one_who_notices(
    site: Watched, mode: Mode, settings: Settings
) -> None:
    settings.SEARCH_TIMEOUT = 0.2
    site.server.become(mode)
    page = site.page()
    assert says_so(page)
    assert "Water reuse in small towns" in page
    assert "Clean water" in page
    assert "Energy" not in page


def test_one_query_that_is_refused_is_answered_by_the_database_and_no_other(site: Watched) -> None:
    site.server.become(Mode.CHOOSY)
    assert site.engine() == DATABASE
    assert searching.closed()
    site.server.become(Mode.WELL)
    assert site.engine() == site.product


def test_nobody_waits_for_the_trial(site: Watched) -> None:
    site.server.become(Mode.UNAVAILABLE)
    assert site.api()["engine"] == DATABASE
    site.server.become(Mode.HANGS)
    site.rest_over()
    assert site.api()["engine"] == DATABASE  # while the trial is not yet answered
    until(site.server.holding.is_set)
    nobody_asks(site)
    site.server.become(Mode.WELL)
    until(searching.closed)
    assert site.engine() == site.product


def test_a_trial_that_fails_is_followed_by_a_rest(site: Watched) -> None:
    site.server.become(Mode.UNAVAILABLE)
    assert site.api()["engine"] == DATABASE
    site.rest_over()
    asked = len(site.server.asked)
    assert site.api()["engine"] == DATABASE
    until(nobody_tries)
    assert len(site.server.asked) > asked
    nobody_asks(site)
    site.is_well_again()


def test_half_an_answer_is_no_successful_trial(site: Watched) -> None:
    site.server.become(Mode.HALF)
    assert site.api()["engine"] == DATABASE
    site.rest_over()
    assert site.api()["engine"] == DATABASE
    until(nobody_tries)
    assert not searching.closed()


@pytest.mark.parametrize("mode", [Mode.REFUSES, Mode.RESETS, Mode.UNAVAILABLE], ids=NAME)
def test_one_of_two_hosts_is_enough(site: Watched, mode: Mode, settings: Settings) -> None:
    with search_server(site.server.behind) as other:
        both = f"{other.host},{site.server.host}"
        settings.SEARCH_URL = site.url.replace(site.server.host, both)
        other.become(mode)
        assert [site.engine() for _ in range(3)] == [site.product] * 3
    assert searching.closed()


def test_an_index_that_was_deleted_is_made_anew(site: Watched) -> None:
    well = site.api()
    drop_indices(site)
    assert site.api() == well | {"engine": DATABASE}
    site.rest_over()
    assert site.engine() == DATABASE
    until(nobody_tries)
    assert not searching.closed()
    JobRun.objects.all().delete()
    call_command("tick")
    site.is_well_again()
    assert site.api() == well
