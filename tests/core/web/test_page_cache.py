"""Pages as strangers see them: kept, never stale, never anybody else's."""

import gzip
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import brotli
import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page

from core.access.visibility import Visibility
from core.models import MunicipalityProfile, PriorityArea, SectionVisibility
from core.operation.lacking import lacks
from home.models import StandardPage, StartPage
from opportunities.demo.loading import load_calls
from opportunities.models import Call
from tests.factories.calls import area, call, municipality
from tests.factories.core import UserFactory, site_tree
from tests.factories.towns import town, with_pages

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_are_kept(settings: Settings) -> None:
    settings.PAGE_CACHE_SECONDS = 3600
    caches["pages"].clear()


@pytest.fixture
def guide(db: None) -> StandardPage:
    municipality()
    page = StandardPage(title="Vägledning", slug="vagledning", lead="Så går det till.")
    return site_tree().add_child(instance=page)


@pytest.fixture
def changing(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[], AbstractContextManager[Any]]:
    """Commits what is done within, as a request would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def addresses() -> dict[str, Any]:
    with override("sv"):
        return {
            "start": "/sv/",
            "English": "/en/",
            "page": "/sv/vagledning/",
            "calls": reverse("call_list"),
            "search": reverse("call_list") + "?q=water",
            "call": reverse("call", args=[Call.objects.get().reference]),
        }


def text(client: Client, address: str = "/sv/vagledning/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def number_kept() -> int:
    behind = vars(caches["pages"])["behind"]
    return len(vars(behind)["_cache"])


def test_a_page_seen_before_costs_at_most_two_queries(
    client: Client, guide: StandardPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    call("Water reuse", areas=("halsa",))
    for name, address in addresses().items():
        first = client.get(address)
        with django_assert_max_num_queries(2):
            second = client.get(address)
        assert first.status_code == second.status_code == 200, name
        assert second.content == first.content
        own = {"Content-Length", "X-Request-ID"}  # of each answer
        assert {k: v for k, v in second.items() if k not in own} == {
            k: v for k, v in first.items() if k not in own
        }, name


def test_what_is_no_page_of_wagtail_s_is_kept_too(
    client: Client, guide: StandardPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    call("Water reuse", areas=("halsa",), programme_slug="life")
    with_pages()
    town("alfa")
    with override("sv"):
        found = [reverse(name) for name in ("programmes", "areas")]
        found += [reverse("programme", args=["life"]), reverse("area", args=["halsa"])]
    for address in [*found, "/sv/vanorter/", "/sv/vanorter/alfa/"]:
        first = client.get(address)
        with django_assert_max_num_queries(2):
            second = client.get(address)
        assert (first.status_code, second.content) == (200, first.content), address


def test_a_stranger_gets_no_cookie(client: Client, guide: StandardPage) -> None:
    call("Water reuse", areas=("halsa",))
    for _time in range(2):
        for name, address in addresses().items():
            assert not client.get(address).cookies, name
    assert not client.cookies


def test_no_page_that_is_kept_has_a_nonce(client: Client, guide: StandardPage) -> None:
    call("Water reuse", areas=("halsa",))
    for _time in range(2):
        for name, address in addresses().items():
            answer = client.get(address)
            assert "nonce" not in answer["Content-Security-Policy"], name
            assert b"nonce" not in answer.content, name


def test_it_may_be_kept_by_others_and_is_asked_for_again(
    client: Client, guide: StandardPage
) -> None:
    first = client.get("/sv/vagledning/")
    assert "public" in first["Cache-Control"]
    assert "Cookie" in first["Vary"]
    assert "default-src 'self'" in client.get("/sv/vagledning/")["Content-Security-Policy"]
    again = client.get("/sv/vagledning/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


READ = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        (None, ""),
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;Q=0.4", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br; q=0.5 ,gzip; q=0.5", "br"),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0,*", "gzip"),
        ("identity, br;q=0.5", ""),
        ("identity;q=0.1, br;q=0.5", "br"),
        ("deflate, zstd", ""),
        ("br;q=a lot", ""),
        ("br;q=nan", ""),
        (";;,=,q=1", ""),
    ],
)
def test_it_is_sent_as_short_as_the_browser_reads_it(
    client: Client, guide: StandardPage, accepted: str | None, encoding: str
) -> None:
    plain = client.get("/sv/vagledning/")
    caches["pages"].clear()
    headers = {} if accepted is None else {"accept-encoding": accepted}
    for _time in ("made anew", "kept"):
        answer = client.get("/sv/vagledning/", headers=headers)
        assert answer.get("Content-Encoding", "") == encoding
        assert READ[encoding](answer.content) == plain.content
        assert answer["Content-Length"] == str(len(answer.content))
        assert len(answer.content) <= len(plain.content) * (0.4 if encoding else 1)
        assert {"Cookie", "Accept-Encoding"} <= set(answer["Vary"].split(", "))
        assert (answer["ETag"] == plain["ETag"]) is (encoding == "")
        head = client.head("/sv/vagledning/", headers=headers)
        assert (head["Content-Length"], head["ETag"]) == (answer["Content-Length"], answer["ETag"])
        headers["if-none-match"] = answer["ETag"]
        unchanged = client.get("/sv/vagledning/", headers=headers)
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert (unchanged["ETag"], unchanged["Vary"]) == (answer["ETag"], answer["Vary"])
        assert "Content-Encoding" not in unchanged
        del headers["if-none-match"]


def test_what_is_not_kept_or_may_repeat_what_was_typed_is_not_compressed(
    client: Client, guide: StandardPage
) -> None:
    accepting = {"accept-encoding": "br, gzip"}
    somebody = Client()
    somebody.force_login(UserFactory.create())
    with override("sv"):
        log_in = reverse("account_login")
        typed = [reverse("call_list") + "?q=vatten", reverse("site_search") + "?q=vatten"]
    for path in [*typed, log_in, "/sv/finns-inte/"]:
        for _time in range(2):
            answer = client.get(path, headers=accepting)
            assert "Content-Encoding" not in answer, path
            assert b"</html>" in answer.content
    assert b"</html>" in somebody.get("/sv/vagledning/", headers=accepting).content


def test_a_page_that_lacks_something_is_sent_and_not_kept(
    client: Client, guide: StandardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(StandardPage, "get_context", without_its_picture)
        answer = client.get("/sv/vagledning/")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert number_kept() == 0
    assert "public" in client.get("/sv/vagledning/")["Cache-Control"]
    assert number_kept() == 1


def without_its_picture(page: Page, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
    lacks("a picture")
    return super(StandardPage, page).get_context(request, *args, **kwargs)


@pytest.mark.parametrize("what", ["publish", "title", "profile", "area", "call", "unpublish"])
def test_a_change_shows_at_once(
    client: Client,
    guide: StandardPage,
    changing: Callable[[], AbstractContextManager[Any]],
    what: str,
) -> None:
    made = call("Water reuse", areas=("halsa",))
    start = StartPage.objects.get(slug="start")
    before = client.get("/sv/").content, client.get("/sv/vagledning/").content
    with changing():
        if what == "publish":
            guide.lead = "Så går det till numera."
            guide.save_revision().publish()
        elif what == "title":
            start.headline = "En ny rubrik"
            start.save()
        elif what == "profile":
            MunicipalityProfile.objects.get().save()
        elif what == "area":
            PriorityArea.objects.get(slug="halsa").words.create(language="sv", word="hälsa")
        elif what == "call":
            made.title = "Water saving"
            made.save()
        else:
            guide.unpublish()
    after = client.get("/sv/vagledning/")
    if what == "publish":
        assert "numera" in after.content.decode()
    if what == "title":
        assert "En ny rubrik" in text(client, "/sv/")
    if what == "call":
        assert "Water saving" in text(client, "/sv/")
        assert client.get("/sv/").content != before[0]
    if what == "unpublish":
        assert after.status_code == 404


def test_an_import_shows_at_once(
    client: Client, guide: StandardPage, changing: Callable[[], AbstractContextManager[Any]]
) -> None:
    with override("sv"):
        address = reverse("call_list") + "?status=all"
    assert call("Sheds for bats").title in text(client, address)
    with changing():
        load_calls(at=timezone.now())  # in bulk, which sends no signals
    assert text(client, address).count("Demo") > 3


def test_a_draft_shows_nowhere_and_keeps_what_is_kept(
    client: Client,
    guide: StandardPage,
    changing: Callable[[], AbstractContextManager[Any]],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    text(client)
    with changing():
        guide.lead = "Ett utkast."
        guide.save_revision()
    with django_assert_max_num_queries(2):
        assert "Ett utkast" not in text(client)


def test_who_is_logged_in_neither_gets_nor_leaves_a_kept_page(
    client: Client, guide: StandardPage
) -> None:
    somebody = Client()
    somebody.force_login(UserFactory.create(username="birgitta"))
    mine = somebody.get("/sv/vagledning/")
    assert "birgitta" in mine.content.decode()
    assert "no-store" in mine["Cache-Control"]
    assert "birgitta" not in text(client)
    assert "birgitta" in text(somebody)


def test_a_page_that_becomes_private_is_gone_at_once_for_strangers(
    client: Client, guide: StandardPage, changing: Callable[[], AbstractContextManager[Any]]
) -> None:
    assert "Så går det till" in text(client)
    with changing():
        SectionVisibility.objects.create(page=guide, visibility=Visibility.STAFF)
    for _time in range(2):
        assert client.get("/sv/vagledning/").status_code == 302
    somebody = Client()
    somebody.force_login(UserFactory.create())
    assert "Så går det till" in text(somebody)
    assert client.get("/sv/vagledning/").status_code == 302


def test_a_message_for_somebody_is_for_nobody_else(client: Client, guide: StandardPage) -> None:
    client.cookies["messages"] = "something"
    client.get("/sv/vagledning/")
    assert number_kept() == 0


def test_it_goes_by_host_query_and_language(
    client: Client, guide: StandardPage, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    with override("sv"):
        address = reverse("call_list")
    assert "zzyzx" not in text(client, address)
    assert "zzyzx" in text(client, address + "?q=zzyzx")
    assert "http://testserver" in text(client)
    other = client.get("/sv/vagledning/", headers={"host": "other.example"}).content.decode()
    assert "http://other.example" in other
    assert '<html lang="en">' in text(client, "/en/")
    assert '<html lang="sv">' in text(client, "/sv/")


def test_a_page_is_kept_no_longer_than_a_deadline_and_than_the_day(
    client: Client, guide: StandardPage
) -> None:
    with time_machine.travel(AT, tick=False) as clock:
        call("Closes at noon", areas=("halsa",), days=1)
        assert "Closes at noon" in text(client, "/sv/")
        due = Call.objects.get().deadlines.get().at
        clock.move_to(due - timedelta(seconds=1))
        assert "Closes at noon" in text(client, "/sv/")
        clock.move_to(due + timedelta(seconds=2))
        assert "Closes at noon" not in text(client, "/sv/")


def test_days_left_are_those_of_today(client: Client, guide: StandardPage) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 22, 30, tzinfo=UTC), tick=False) as clock:
        area("halsa")
        call("Water", areas=("halsa",), days=10)
        before = text(client, "/sv/")
        clock.shift(timedelta(minutes=20))
        assert text(client, "/sv/") == before
        clock.shift(timedelta(minutes=20))
        assert text(client, "/sv/") != before


def test_nothing_but_a_page_is_kept(client: Client, guide: StandardPage) -> None:
    for address in ("/sv/finns-inte/", "/sv", "/", "/healthz", "/api/calls/", "/sv/?" + "x" * 300):
        client.get(address)
    client.post("/sv/vagledning/")
    client.head("/sv/vagledning/")
    with override("sv"):
        client.get(reverse("account_login"))
    assert number_kept() == 0
    assert Page.objects.filter(slug="vagledning").exists()
