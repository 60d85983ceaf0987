"""`load_demo`: log-ins and calls to try the site with, and nowhere else."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.models import MunicipalityProfile, User
from home.loading.demo.people import PEOPLE
from network.models import Follow, Post
from opportunities.demo.loading import moved, read, shift
from opportunities.imports.portal.pages import page
from opportunities.imports.portal.parse import parse
from opportunities.models import Call, ImportRun, Status
from tests.required import required

BRUSSELS = ZoneInfo("Europe/Brussels")
days = st.dates(date(2026, 1, 1), date(2031, 12, 31))


def calls(feed: Any) -> list[Any]:
    return list(parse([page(feed, "demo")]))


def status(call: Any, at: Any) -> Any:
    """As Call.status has it, on what was parsed."""
    if call.opens_at > at:
        return Status.FORTHCOMING
    return Status.OPEN if call.deadlines[-1].at >= at else Status.CLOSED


WRITTEN = read()
TAKEN = datetime(2026, 7, 31, 12, tzinfo=BRUSSELS)  # the day the file says it was taken


@given(days)
def test_deadlines_stay_ahead_whatever_the_day(today: Any) -> None:
    at = datetime.combine(today, datetime.min.time(), BRUSSELS) + timedelta(hours=12)
    shifted = calls(shift(WRITTEN, today))
    ahead = [d.at for c in shifted for d in c.deadlines if d.at >= at]
    assert min(ahead) <= at + timedelta(days=14)
    before = {c.identifier: status(c, TAKEN) for c in calls(WRITTEN)}
    assert {c.identifier: status(c, at) for c in shifted} == before
    assert set(before.values()) == set(Status)


@given(days)
def test_every_date_moves_by_the_same_weeks_and_keeps_its_hour_in_brussels(today: Any) -> None:
    pairs = list(zip(calls(WRITTEN), calls(shift(WRITTEN, today)), strict=True))
    moves = set()
    for old, new in pairs:
        assert new.budget == old.budget
        assert [d.assumed for d in new.deadlines] == [d.assumed for d in old.deadlines]
        times = [(old.opens_at, new.opens_at)]
        times += [(a.at, b.at) for a, b in zip(old.deadlines, new.deadlines, strict=True)]
        for a, b in times:
            a, b = a.astimezone(BRUSSELS), b.astimezone(BRUSSELS)
            assert a.time() == b.time()
            moves.add((b.date() - a.date()).days)
    assert len(moves) == 1
    assert moves.pop() % 7 == 0


def test_the_week_decides_so_that_two_days_of_it_give_the_same() -> None:
    assert shift(WRITTEN, date(2026, 11, 21)) == shift(WRITTEN, date(2026, 11, 26))
    assert shift(WRITTEN, date(2026, 11, 26)) != shift(WRITTEN, date(2026, 11, 29))
    assert shift(WRITTEN, date(2026, 7, 31)) == WRITTEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-09-16", "2026-12-16"),
        ("2026-09-16T00:00:00.000+0000", "2026-12-16T00:00:00.000+0000"),
        ("2026-09-16T17:00:00.000+0000", "2026-12-16T17:00:00.000+0000"),
        # Midnight in Brussels, in summer and in winter time.
        ("2026-09-15T22:00:00.000+0000", "2026-12-15T23:00:00.000+0000"),
        ("2026-08-14T21:00:00.000+0000", "2026-11-13T22:00:00.000+0000"),
    ],
)
def test_hours_are_kept_across_the_change_of_the_clocks(text: str, expected: str) -> None:
    assert moved(text, timedelta(weeks=13)) == expected


def test_the_budget_overview_moves_along() -> None:
    shifted = shift(WRITTEN, date(2027, 1, 1))
    first = shifted["results"][0]["metadata"]
    row = json.loads(first["budgetOverview"][0])["budgetTopicActionMap"]["900100"][0]
    assert row["deadlineDates"] == [first["deadlineDate"][0][:10]]
    assert row["plannedOpeningDate"] == first["startDate"][0][:10]


@pytest.fixture
def demo(loaded_demo_site: MunicipalityProfile, capsys: pytest.CaptureFixture[str]) -> Any:
    call_command("load_demo")
    return capsys.readouterr()


@pytest.mark.django_db
def test_the_demo_calls_come_through_the_importer_and_are_marked(demo: Any, client: Client) -> None:
    run = ImportRun.objects.earliest("pk")
    assert (run.received, run.created, run.quarantined) == (63, 63, 0)
    assert not Call.objects.filter(is_demo=False).exists()
    answer = client.get("/api/calls/").json()
    assert answer["count"] > 30
    assert all(v["count"] for v in answer["facets"]["priority"])
    assert {"open", "forthcoming", "closed"} == {v["value"] for v in answer["facets"]["status"]}


@pytest.mark.django_db
def test_anybody_is_warned(demo: Any) -> None:
    assert "demo" in demo.out
    for person in PEOPLE:
        assert person.username in demo.out
    assert demo.err


@pytest.mark.django_db
def test_twice_on_a_day_changes_nothing(
    demo: Any, table_rows: Callable[..., dict[str, list[tuple]]]
) -> None:
    noted = ("opportunities_importrun", "wagtailcore_referenceindex", "sqlite_sequence")
    before = table_rows(but=noted)
    call_command("load_demo")
    assert table_rows(but=noted) == before
    assert required(ImportRun.objects.order_by("pk").last()).unchanged == 63


@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: p.username)
def test_the_log_ins_work_at_the_log_in_page(demo: Any, client: Client, person: Any) -> None:
    address = reverse("account_login")
    assert client.get(address).status_code == 200
    client.post(address, {"login": person.username, "password": "not demo"})
    assert "_auth_user_id" not in client.session
    client.post(address, {"login": person.username, "password": "demo"})
    assert client.session["_auth_user_id"] == str(User.objects.get(username=person.username).pk)


@pytest.mark.django_db
def test_only_who_edits_gets_into_the_admin(demo: Any) -> None:
    for person in PEOPLE:
        client = Client()
        client.force_login(User.objects.get(username=person.username))
        allowed = client.get(reverse("wagtailadmin_home")).status_code == 200
        assert allowed == (person.username in ("admin", "editor", "strategist")), person


@pytest.mark.django_db
def test_a_changed_demo_log_in_is_put_back(demo: Any) -> None:
    user = User.objects.get(username="member")
    user.set_password("something else")
    user.is_superuser = True
    user.save()
    call_command("load_demo")
    user.refresh_from_db()
    assert user.check_password("demo")
    assert not user.is_superuser


@pytest.mark.django_db
def test_demo_news_is_marked_and_loaded_once(demo: Any, client: Client) -> None:
    shown = client.get("/sv/nyheter/").content.decode()
    assert shown.count("Tre länder ritar samma våtmark") == 1
    assert "<li>Demo</li>" in shown
    assert "Friska ekosystem" in shown
    assert "Three countries draw the same wetland" in client.get("/en/news/").content.decode()


@pytest.mark.django_db
def test_demo_posts_are_answered_and_loaded_once(demo: Any, client: Client) -> None:
    call_command("load_demo")
    client.force_login(User.objects.get(username="strategist"))
    assert client.get("/sv/natverk/").content.decode().count("Besvarad") == 1
    question = Post.objects.get(kind=Post.Kind.QUESTION)
    shown = client.get(question.get_absolute_url()).content.decode()
    assert question.answer in question.comments.all()
    assert shown.count("Ett brev från partnern") == 1
    assert question.comments.count() == 2
    assert question.thanks.count() == 3
    assert list(
        Follow.objects.filter(what=f"post:{question.pk}").values_list("person", flat=True)
    ) == [question.author_id]
