import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from core.access.visibility import Visibility
from core.search.ranking.rarity import count
from opportunities.models import Call, CallDeadline, ExchangeRate, Origin
from tests.as_read import as_read
from tests.factories.calls import call
from tests.factories.core import UserFactory
from tests.required import required

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def address(made: Call, name: str = "call", language: str = "sv") -> str:
    with override(language):
        return reverse(name, args=[made.reference])


def found(*words: str) -> list[dict[str, str]]:
    return [{"word": word, "language": "en", "field": "text"} for word in words]


def page(client: Client, made: Call, language: str = "sv") -> str:
    answer = client.get(address(made, language=language))
    assert answer.status_code == 200
    return as_read(answer.content.decode())


def text(markup: str) -> str:
    body = markup.split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", body)))


def test_the_title_and_the_text_say_which_language_they_are_in(client: Client) -> None:
    markup = page(client, call("Water reuse", description="<p>Save water.</p>"))
    assert '<html lang="sv">' in markup
    assert '<h1 lang="en">Water reuse</h1>' in markup
    assert '<div class="prose" lang="en"><p>Save water.</p></div>' in markup
    assert "Texten är på engelska" in markup
    english = page(client, call("Water reuse"), "en")
    assert "<h1>Water reuse</h1>" in english


def test_the_fit_card_says_what_is_known_and_from_where(client: Client) -> None:
    ExchangeRate.objects.create(rate=Decimal("11.4050"), date=date(2026, 11, 20), source="ECB")
    made = call(
        audiences=("kommun", "forening"),
        grant_min=2_000_000,
        grant_max=3_000_000,
        rate=60,
        budget=12_000_000,
        expected_grants=4,
    )
    made.audience_links.update(words=found("municipalities"))
    made.audience_links.filter(audience__slug="forening").update(origin=Origin.EDITOR)
    shown = text(page(client, made)).replace("\xa0", " ")
    assert "Vem kan söka Kommun och forening" in shown
    assert "Utlysningen nämner municipalities . Valt av en redaktör." in shown
    assert "2–3 mn € ca 23–34 mn kr, kurs 11,41 den 20 november 2026" in shown
    # 60 % of the costs is 2–3 million, so 40 % is 1.33–2 million.
    assert "60 % av kostnaderna Egna pengar som behövs ca 15–23 mn kr 1,33–2 mn €" in shown
    assert "40 % av kostnaderna, med ett bidrag på 2–3 mn €." in shown
    assert "12 mn €" in shown
    assert "Omkring 4 projekt" in shown


def test_what_is_not_known_is_said_to_be_missing_and_never_guessed(client: Client) -> None:
    shown = text(page(client, call(days=None, source_open=True)))
    card = shown.split("Passar den oss?")[1].split("Så säger källan")[0]
    for question in (
        "Får kommunen söka?",
        "Partner och länder som krävs",
        "Pengar per projekt",
        "Andel som finansieras",
        "Egna pengar som behövs",
        "Steg i ansökan",
        "Tid att förbereda",
        "Budget för hela utlysningen",
        "Så många väntas få stöd",
        "Sista dag, svensk tid",
    ):
        assert f"{question} uppgift saknas" in card


def test_what_stands_in_the_conditions_only_is_not_said_to_be_missing(client: Client) -> None:
    questions = ("Får kommunen söka?", "Partner och länder som krävs")
    source = "https://example.org/call"
    below = page(client, call(conditions="<p>See the guide.</p>", url=source))
    assert below.count('<a href="#conditions">Se villkoren</a>') == 2
    assert '<h2 id="conditions">' in below
    at_source = page(client, call(url=source))
    for question in questions:
        assert f"{question} Se villkoren" in text(below)
        assert f"{question} Se villkoren hos källan" in text(at_source)
    assert f'<a href="{source}" rel="external noopener">Se villkoren hos källan</a>' in at_source


@pytest.mark.parametrize(("day", "old"), [(date(2025, 11, 22), False), (date(2025, 11, 21), True)])
def test_a_rate_older_than_a_year_is_said_to_be_old(client: Client, day: Any, old: bool) -> None:
    ExchangeRate.objects.create(rate=Decimal("11.4050"), date=day, source="ECB")
    made = call(grant_min=2_000_000, grant_max=3_000_000)
    assert ("november 2025 (äldre kurs)" in text(page(client, made))) is old
    assert ("November 2025 (older rate)" in text(page(client, made, "en"))) is old


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Water", 1), ("Water (LIFE-2027)", 1), ("Water - life-2027", 1), ("LIFE-2027 water", 2)],
)
def test_the_parent_call_is_identified_once(client: Client, title: str, shown: int) -> None:
    facts = text(page(client, call(call_title=title, call_identifier="LIFE-2027", url="")))
    facts = facts.split("Del av")[1].split("Typ av insats")[0]
    assert facts.casefold().count("life-2027") == shown


def test_an_editor_is_led_to_where_the_areas_are_set_and_nobody_else_is(client: Client) -> None:
    made = call(areas=("halsa",))
    edit = f"/admin/snippets/opportunities/call/edit/{made.pk}/"
    assert edit not in page(client, made)
    user = UserFactory.create()
    client.force_login(user)
    assert edit not in page(client, made)
    user.user_permissions.add(Permission.objects.get(codename="change_call"))
    assert edit not in page(client, made)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert f'<a href="{edit}">Ändra områden</a>' in page(client, made)
    assert client.get(edit).status_code == 200
    assert "Ändra områden utan område" in text(page(client, call("Without an area")))


def test_the_name_of_who_is_logged_in_leads_to_their_account(client: Client) -> None:
    user = UserFactory.create()
    client.force_login(user)
    made = call()
    link = required(re.search(r'<a class="who" href="([^"]*)">(.*?)</a>', page(client, made)))
    assert re.sub(r"<[^>]*>", "", link[2]) == f"Ditt konto: {user}"
    account = client.get(link[1])
    assert account.status_code == 200
    with override("sv"):
        for name in ("account_change_password", "mfa_index"):
            assert f'href="{reverse(name)}"' in account.content.decode()
            assert client.get(reverse(name)).status_code == 200


def test_every_deadline_is_listed_in_swedish_time_and_an_assumed_hour_is_explained(
    client: Client,
) -> None:
    made = call(days=[])
    kind = CallDeadline.Kind.STAGE
    made.deadlines.create(at=datetime(2027, 1, 15, 16, tzinfo=UTC), kind=kind, position=1)
    made.deadlines.create(
        at=datetime(2027, 7, 1, 15, tzinfo=UTC), kind=kind, position=2, assumed=True
    )
    shown = text(page(client, made))
    assert "15 januari 2027 kl. 17.00 steg 1 av 2" in shown
    assert "1 juli 2027 kl. 17.00 steg 2 av 2 Klockslaget är det som portalen brukar ha" in shown
    english = text(page(client, made, "en"))
    assert "15 January 2027 at 17:00" in english


def test_the_line_of_time_has_today_in_its_place_and_the_days_between(client: Client) -> None:
    made = call(opened=-20, days=[])
    made.deadlines.create(at=AT + timedelta(days=54))
    shown = text(page(client, made)).split("Datum")[1]
    assert re.search(
        r"2 nov 2026 öppnade 20 dagar 22 nov 2026 i dag 54 dagar 15 jan 2027 sista dag att söka",
        shown,
    )


def test_a_closed_call_says_so_before_anything_else(client: Client) -> None:
    made = call(opened=-90, days=[])
    made.deadlines.create(at=datetime(2026, 11, 1, 16, tzinfo=UTC))
    markup = page(client, made)
    assert "Sista dagen att söka var 1 november 2026." in markup
    assert markup.index("Stängd.") < markup.index("<h1")
    assert address(made, "call_calendar") not in markup


def test_why_an_area_was_set_is_told_with_the_words(client: Client) -> None:
    made = call(areas=("friska-ekosystem", "halsa"))
    made.priority_links.filter(area__slug="friska-ekosystem").update(
        words=found("wetland", "drought", "wetland")
    )
    made.priority_links.filter(area__slug="halsa").update(rejected=True)
    shown = text(page(client, made))
    assert "Friska ekosystem Utlysningen nämner wetland , drought ." in shown
    assert "Halsa" not in shown


def test_demo_content_is_marked(client: Client) -> None:
    assert "Demoinnehåll" in page(client, call(is_demo=True))
    assert "Demoinnehåll" not in page(client, call(is_demo=False))


def test_calls_like_it_have_its_words_and_can_still_be_applied_for(client: Client) -> None:
    made = call("Stormwater parks for towns", areas=("halsa",), programme_slug="life")
    call("Nothing but the programme", programme_slug="life")
    call("Stormwater ponds", areas=("annat",))
    call("Stormwater parks, opening later", opened=20, days=60)
    call("Stormwater parks of the area", areas=("halsa",), days=90)
    call("Stormwater parks, closed", areas=("halsa",), days=-3)
    call("Stormwater parks, hidden", areas=("halsa",), visibility=Visibility.NETWORK)
    # Nobody has counted yet how rare the words are.
    assert like_it(page(client, made)) == []
    count()
    assert like_it(page(client, made)) == [
        "Stormwater parks of the area",
        "Stormwater parks, opening later",
        "Stormwater ponds",
    ]
    for number in range(5):
        call(f"Stormwater parks {number}")
    assert len(like_it(page(client, made))) == 4


def like_it(markup: str) -> list[str]:
    return re.findall(r'<h3 class="line-title"[^>]*><a[^>]*>([^<]*)', markup)


def test_the_calendar_has_every_deadline_ahead_and_none_behind(client: Client) -> None:
    made = call("Water reuse", opened=-60, days=[-10, 20, 50], identifier="LIFE-1")
    answer = client.get(address(made, "call_calendar"))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert made.reference in answer.headers["Content-Disposition"]
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [e.decoded("dtstart") for e in events] == [
        AT + timedelta(days=20),
        AT + timedelta(days=50),
    ]
    assert str(events[0]["summary"]) == "Sista dag att söka: Water reuse"
    assert address(made) in str(events[0]["url"])
    assert len({str(e["uid"]) for e in events}) == 2


def test_a_call_without_deadlines_ahead_has_no_calendar(client: Client) -> None:
    assert client.get(address(call(days=-3), "call_calendar")).status_code == 404


def test_the_calendar_has_a_name_in_each_language() -> None:
    made = call()
    assert address(made, "call_calendar", "sv").endswith("/kalender.ics")
    assert address(made, "call_calendar", "en").endswith("/calendar.ics")


@pytest.mark.parametrize("name", ["call", "call_calendar"])
def test_a_call_is_shown_to_its_readers_only(client: Client, name: str) -> None:
    hidden = call("A secret title", visibility=Visibility.STAFF)
    answer = client.get(address(hidden, name))
    assert answer.status_code == 404
    assert "A secret title" not in answer.content.decode()
    client.force_login(UserFactory.create())
    assert client.get(address(hidden, name)).status_code == 200


def test_an_unknown_call_is_not_here_and_says_so_in_the_look_of_the_site(client: Client) -> None:
    answer = client.get("/sv/utlysningar/finns-inte/")
    assert answer.status_code == 404
    assert "Sidan finns inte här" in answer.content.decode()


def test_the_other_language_is_the_same_page_with_the_same_question(client: Client) -> None:
    made = call()
    markup = client.get(f"{address(made)}?from=search").content.decode()
    other = f"{address(made, language='en')}?from=search"
    assert f'href="{other}" lang="en" hreflang="en"' in markup
    assert f'<link rel="alternate" hreflang="en" href="http://testserver{other}">' in markup


@pytest.mark.any_database
def test_the_page_costs_the_same_whatever_hangs_on_the_call(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = call(areas=("halsa", "annat"), audiences=("kommun", "skola"), days=[10, 20, 30])
    for _number in range(8):
        call(areas=("halsa",), days=[10, 20])
    count()
    assert len(like_it(page(client, made))) == 4
    # Profile; which call, its words, how rare they are, the search (2); it and those like it with
    # their deadlines, areas and audiences (4).
    with django_assert_max_num_queries(10):
        page(client, made)
