import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from core.access.visibility import Visibility
from core.models import ProcessStep, SupportService, User
from home.models import StartPage
from home.start.overview import MARKS, Overview, overview
from network.models import Body
from tests.as_read import as_read
from tests.factories.calls import area, call, municipality
from tests.factories.core import UserFactory, site_tree

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def page(client: Client, language: str = "sv") -> str:
    answer = client.get(f"/{language}/")
    assert answer.status_code == 200
    return as_read(answer.content.decode())


def text(markup: str) -> str:
    body = markup.split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", body)))


def seen(user: User | None = None) -> Overview:
    return overview(municipality(), user or UserFactory.build(is_active=False), at=AT)


def test_it_opens_with_what_the_municipality_wants_and_one_search_box(client: Client) -> None:
    municipality()
    StartPage.objects.filter(slug="start").update(
        headline="Vi vill", lead="Ingressen.", examples="avloppsrening\n\nung i Europa\n"
    )
    markup = page(client)
    assert "<h1>Vi vill</h1>" in markup
    assert "Ingressen." in markup
    assert markup.count('role="search"') == 1
    assert 'role="search" autocomplete="off" action="/sv/sok/">' in markup
    assert '<a href="/sv/sok/?q=ung+i+Europa">ung i Europa</a>' in markup


def test_every_area_leads_to_its_open_calls_and_shows_those_that_close_first(
    client: Client,
) -> None:
    for days in (50, 10, 40, 20):
        call(f"In {days} days", areas=("friska-ekosystem",), days=days)
    call("Somewhere else", areas=("halsa",), days=5)
    call("Closed", areas=("friska-ekosystem",), days=-1)
    call("Later", areas=("friska-ekosystem",), opened=3, days=9)
    found = {part.area.slug: part for part in seen().areas}
    part = found["friska-ekosystem"]
    assert part.count == 4
    assert [str(line.title) for line in part.lines] == ["In 10 days", "In 20 days", "In 40 days"]
    markup = page(client)
    assert 'href="/sv/utlysningar/?priority=friska-ekosystem"' in markup
    assert "Alla 4 öppna utlysningar" in text(markup)


def test_an_area_without_calls_says_so(client: Client) -> None:
    area("halsa")
    call(areas=("friska-ekosystem",))
    assert "Halsa Inga öppna utlysningar" in text(page(client))


def test_each_open_call_is_a_mark_in_the_month_it_closes(client: Client) -> None:
    call("In December", areas=("friska-ekosystem",), days=20)
    call("In January", areas=("halsa", "friska-ekosystem"), days=54)
    call("In January too", days=55)
    call("In two years", days=700)
    call("No deadline", days=None, source_open=True)
    shown = seen()
    assert [(m.first.isoformat(), m.count) for m in shown.months[:3]] == [
        ("2026-11-01", 0),
        ("2026-12-01", 1),
        ("2027-01-01", 2),
    ]
    assert (shown.total, shown.unsorted) == (5, 3)
    january = shown.months[2].marks
    assert [(m.title, m.area.slug if m.area else None) for m in january] == [
        ("In January", "friska-ekosystem"),
        ("In January too", None),
    ]
    markup = page(client)
    assert 'title="In January (2027-01-15)"' in markup
    assert 'class="dot area-friska-ekosystem is-triangle"' in markup
    assert "deadline_from=2027-01-01&amp;deadline_to=2027-01-31" in markup


def test_the_current_month_begins_today() -> None:
    call(days=2)
    assert "deadline_from=2026-11-22&deadline_to=2026-11-30" in seen().months[0].url


@pytest.mark.parametrize(("last", "months"), [(20, 6), (250, 9), (340, 12), (400, 6)])
def test_the_months_reach_to_the_last_deadline_half_a_year_at_least_and_a_year_at_most(
    last: int, months: int
) -> None:
    call(days=10)
    call(days=last)
    assert len(seen().months) == months


def test_a_crowded_month_says_how_many_more(client: Client) -> None:
    room = MARKS // 6
    for number in range(room + 3):
        call(f"Call {number}", days=20)
    month = seen().months[1]
    assert (len(month.marks), month.more, month.count) == (room, 3, room + 3)
    assert ">+3</a>" in page(client)


def test_hidden_calls_are_neither_shown_nor_counted(client: Client) -> None:
    call("Hidden", areas=("halsa",), visibility=Visibility.STAFF)
    call("Shown", areas=("halsa",))
    assert seen().total == 1
    assert "Hidden" not in page(client)
    client.force_login(UserFactory.create())
    assert "Hidden" in page(client)


def test_how_we_work_comes_from_the_records_and_gaps_are_shown(client: Client) -> None:
    profile = municipality()
    Body.objects.create(
        profile=profile, key="council", kind="council", name_sv="Fullmäktige", name_en="Council"
    )
    shown = text(page(client))
    assert "Fullmäktige uppgift saknas" in shown
    assert "Från idé till ansökan uppgift saknas" in shown
    assert "Hjälp att få uppgift saknas" in shown
    assert "Godkännande innan den skickas: uppgift saknas" in shown
    profile.process_steps.add(ProcessStep(key="check", name_sv="Kontroll", by_sv="Strategen"))
    profile.support_services.add(SupportService(name_sv="Sökning efter partner"))
    profile.approval_required = True
    profile.vision_sv = "Bäst i Europa"
    profile.save()
    shown = text(page(client))
    assert "Kontroll Strategen" in shown
    assert "Sökning efter partner" in shown
    assert "ja, den ska godkännas" in shown
    assert "Bäst i Europa" in shown


def test_before_a_municipality_is_loaded_it_says_what_to_do(client: Client) -> None:
    site_tree()
    assert "manage.py load_profile" in page(client)


def test_without_open_calls_it_says_so(client: Client) -> None:
    area("halsa")
    call(days=-3)
    assert "Ingen utlysning är öppen just nu." in text(page(client))


def test_the_english_page_is_english_and_each_language_leads_to_the_other(client: Client) -> None:
    call("Water reuse", areas=("halsa",))
    english = page(client, "en")
    assert '<html lang="en">' in english
    assert "The world around us" in english
    assert "Closes soon" in english
    assert 'href="/sv/" lang="sv" hreflang="sv"' in english
    assert '<link rel="alternate" hreflang="sv" href="http://testserver/sv/">' in english
    assert '<a href="/en/calls/water' not in english
    with override("en"):
        assert reverse("call_list") in english


@pytest.mark.parametrize("more", [1, 40])
@pytest.mark.any_database
def test_the_number_of_queries_is_the_same_for_few_calls_and_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    for number in range(more):
        call(f"Call {number}", areas=("friska-ekosystem", "halsa"), programme_slug="life")
    page(client)
    with django_assert_num_queries(10):
        page(client)
