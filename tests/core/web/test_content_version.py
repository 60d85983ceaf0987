"""The version of what strangers read: it stands in the database, beside what it is of."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings

from core.models import Alert, ContentVersion
from core.web import content_version
from tests.factories.calls import municipality
from tests.factories.core import UserFactory, site_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def changed_before(db: None) -> Iterator[None]:
    municipality()
    site_tree()
    yield
    caches["pages"].clear()


def test_it_changes_with_the_content_and_not_when_that_is_rolled_back() -> None:
    before = content_version.current()
    with transaction.atomic():
        municipality().save()
        assert content_version.current() != before
        transaction.set_rollback(True)
    assert content_version.current() == before
    municipality().save()
    assert content_version.current() != before
    assert ContentVersion.objects.count() == 1


@pytest.mark.any_database
def test_what_a_cache_has_lost_or_got_from_elsewhere_opens_nothing() -> None:
    made = iter("abc")
    assert content_version.kept("name", lambda: next(made)) == "a"
    old = content_version.current()
    municipality().save()
    assert content_version.kept("name", lambda: next(made)) == "b"
    cache.set(f"{old}:name", "an older answer")
    assert content_version.kept("name", lambda: next(made)) == "b"
    cache.clear()
    assert content_version.kept("name", lambda: next(made)) == "c"
    assert content_version.current() != old


@pytest.mark.any_database
def test_a_request_reads_it_once(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.PAGE_CACHE_SECONDS = 3600
    client.get("/sv/")
    with django_assert_num_queries(1) as captured:
        client.get("/sv/")
    assert captured.captured_queries[0]["sql"] == content_version.WORDS
    client.force_login(UserFactory.create())
    with CaptureQueriesContext(connection) as asked:
        client.get("/sv/")
    assert [query["sql"] for query in asked].count(content_version.WORDS) == 1


def test_whoever_changes_it_in_a_request_reads_it_anew() -> None:
    with content_version.read_once():
        before = content_version.current()
        Alert.objects.create(text_sv="Stängt.", starts_at="2026-11-30 10:00+01:00")
        assert content_version.current() not in ("", before)
        assert content_version.current() == content_version.current()
    assert content_version.current() != before


def test_a_migration_ends_what_an_earlier_release_has_kept() -> None:
    before = content_version.current()
    call_command("migrate", verbosity=0)
    assert content_version.current() != before
