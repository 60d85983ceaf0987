"""`/api/calls/`: the search as people script against it, and all that search must do."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.access.visibility import Visibility
from opportunities.models import Call
from tests.factories.calls import call

pytestmark = pytest.mark.django_db


def ask(client: Client, **parameters: Any) -> Any:
    response = client.get("/api/calls/", parameters)
    assert response.status_code == 200, response.content
    return response.json()


def titles(client: Client, **parameters: Any) -> list[Any]:
    return [r["title"] for r in ask(client, **parameters)["results"]]


def counts(answer: Any, facet: Any) -> dict[Any, Any]:
    return {v["value"]: v["count"] for v in answer["facets"][facet]}


def test_the_answer_has_the_form_that_scripts_rely_on(client: Client) -> None:
    made = call(
        "Water reuse",
        identifier="LIFE/2027/Water",
        areas=("friska-ekosystem",),
        programme_slug="life",
    )
    answer = ask(client, q="water")
    assert list(answer) == [
        "count",
        "count_all_words",
        "page",
        "page_size",
        "engine",
        "results",
        "facets",
    ]
    assert (answer["count"], answer["page"], answer["page_size"]) == (1, 1, 15)
    assert answer["engine"] == connection.vendor
    deadline = made.deadlines.get().at.astimezone(ZoneInfo("Europe/Stockholm")).isoformat()
    assert answer["results"][0] == {
        "reference": made.reference,
        "identifier": "LIFE/2027/Water",
        "title": "Water reuse",
        "status": "open",
        "next_deadline": deadline,
        "programme": "life",
        "priorities": [{"slug": "friska-ekosystem", "name": "Friska ekosystem"}],
        "reasons": [
            {"field": "title", "word": "Water", "via": None},
            {"field": "keywords", "word": "Water", "via": None},
        ],
        "demo": False,
        "deadline_uncertain": False,
        "url": f"http://testserver/sv/utlysningar/{made.reference}/",
    }
    assert answer["facets"]["priority"] == [
        {"value": "friska-ekosystem", "label": "Friska ekosystem", "count": 1}
    ]


def test_the_language_is_chosen_by_lang(client: Client) -> None:
    call(areas=("friska-ekosystem",))
    answer = ask(client, lang="en")
    assert answer["results"][0]["priorities"][0]["name"] == "Friska ekosystem (en)"
    assert answer["results"][0]["url"].startswith("http://testserver/en/calls/")
    assert client.get("/api/calls/", {"lang": "fi"}).status_code == 400


def test_open_calls_are_the_default_and_status_follows_from_dates(client: Client) -> None:
    call("Open now", days=5)
    call("Later", days=60, opened=10)
    call("Over", days=-1)
    call("Between two cut-offs", days=[-20, 20], opened=-40)
    call("Open as long as the source says so", days=None, source_open=True)
    call("Not open any more", days=None, source_open=False)
    now_open = {"Open now", "Between two cut-offs", "Open as long as the source says so"}
    assert set(titles(client)) == now_open
    assert titles(client, status="forthcoming") == ["Later"]
    assert set(titles(client, status="closed")) == {"Over", "Not open any more"}
    assert len(titles(client, status="all")) == 6
    assert len(titles(client, status=["open", "forthcoming"])) == 4
    assert counts(ask(client), "status") == {"open": 3, "forthcoming": 1, "closed": 2}


def test_the_next_deadline_is_the_first_that_lies_ahead(client: Client) -> None:
    made = call(days=[-20, 40, 20])
    expected = made.deadlines.order_by("at")[1].at
    stockholm = expected.astimezone(ZoneInfo("Europe/Stockholm")).isoformat()
    assert ask(client)["results"][0]["next_deadline"] == stockholm


def test_a_call_closes_by_the_clock_and_without_any_import(
    client: Client, time_machine: Any
) -> None:
    call(days=5)
    assert len(titles(client)) == 1
    time_machine.move_to(timezone.now() + timedelta(days=6))
    assert titles(client) == []
    assert len(titles(client, status="closed")) == 1


def test_a_word_is_found_in_any_of_its_forms(client: Client) -> None:
    call("Support for small cities")
    call("Stöd till städerna", language="sv")
    both = ["Support for small cities", "Stöd till städerna"]
    assert titles(client, q="city") == both
    assert titles(client, q="stad") == both[::-1]


def test_a_compound_finds_its_parts_and_the_parts_find_the_compound(client: Client) -> None:
    call("Rening av avlopp i mindre orter", language="sv")
    call("Bättre avloppsrening", language="sv")
    assert set(titles(client, q="avloppsrening")) == {
        "Rening av avlopp i mindre orter",
        "Bättre avloppsrening",
    }
    assert set(titles(client, q="rening")) == {
        "Rening av avlopp i mindre orter",
        "Bättre avloppsrening",
    }


def test_a_ring_and_dots_make_another_letter(client: Client) -> None:
    call("Vård i hemmet", language="sv")
    assert titles(client, q="vard") == []
    assert titles(client, q="VÅRD") == ["Vård i hemmet"]


def test_the_title_weighs_more_than_the_text(client: Client) -> None:
    text = "<p>Wetlands are mentioned here among much else that is of no matter.</p>"
    call("Something else", description=text, days=5)
    call("Wetlands restored", days=50)
    assert titles(client, q="wetland") == ["Wetlands restored", "Something else"]


def test_what_has_all_the_words_comes_first_and_is_counted(client: Client) -> None:
    call("Water alone", days=5)
    call("Water and energy", days=50)
    answer = ask(client, q="water energy")
    assert [each["title"] for each in answer["results"]] == ["Water and energy", "Water alone"]
    assert (answer["count"], answer["count_all_words"]) == (2, 1)
    assert ask(client, q="water energy sausages")["count_all_words"] == 0


def test_the_reasons_name_the_words_as_they_are_written(client: Client) -> None:
    call("Restoring wetlands", description="<p>The WETLAND of a town.</p>", keywords=["peat"])
    reasons = ask(client, q="wetland peat")["results"][0]["reasons"]
    assert reasons == [
        {"field": "title", "word": "wetlands", "via": None},
        {"field": "text", "word": "WETLAND", "via": None},
        {"field": "keywords", "word": "peat", "via": None},
    ]


def test_what_may_have_been_meant_is_never_searched_for(client: Client) -> None:
    call("Vattenvård i små städer", language="sv")
    assert (ask(client, q="vaten")["count"], ask(client, q="vatten")["count"]) == (0, 1)


def test_an_identifier_finds_its_call(client: Client) -> None:
    call("One", identifier="HORIZON-CL5-2027-01-D2")
    call("Two", identifier="HORIZON-CL5-2027-02-D2")
    assert titles(client, q="HORIZON-CL5-2027-01-D2") == ["One"]


def test_facets_leave_out_their_own_selection(client: Client) -> None:
    call("A", areas=("a",), programme_slug="life")
    call("B", areas=("b",), programme_slug="life")
    call("AB", areas=("a", "b"), programme_slug="cerv")
    answer = ask(client, priority="a")
    assert answer["count"] == 2
    assert counts(answer, "priority") == {"a": 2, "b": 2}
    assert counts(answer, "programme") == {"cerv": 1, "life": 1}
    both = ask(client, priority="a", programme="life")
    assert both["count"] == 1
    assert counts(both, "priority") == {"a": 1, "b": 1}
    assert counts(both, "programme") == {"cerv": 1, "life": 1}
    assert ask(client, priority=["a", "b"])["count"] == 3


def test_filters_by_money_share_and_dates(client: Client) -> None:
    call("Small", grant_min=10_000, grant_max=60_000, rate=60, days=10)
    call("Large", grant_min=2_000_000, grant_max=5_000_000, rate=100, days=40)
    call("Silent", days=20)
    assert titles(client, grant_max=60_000) == ["Small"]
    assert titles(client, grant_min=1_000_000) == ["Large"]
    assert titles(client, rate_min=80) == ["Large"]
    today = timezone.localdate()
    soon, late = (today + timedelta(days=n) for n in (15, 25))
    assert titles(client, deadline_from=soon, deadline_to=late) == ["Silent"]
    assert titles(client, deadline_to=today + timedelta(days=10)) == ["Small"]
    assert titles(client, opening_from=today) == []
    assert len(titles(client, opening_to=today)) == 3


def test_sorting(client: Client) -> None:
    call("Late and rich", days=90, budget=9_000_000, published_at=timezone.now())
    call("Soon", days=3, budget=1_000, published_at=timezone.now() - timedelta(days=9))
    call("No end", days=None, source_open=True, published_at=timezone.now() - timedelta(days=5))
    call("Over", days=-5, opened=-50, published_at=timezone.now() - timedelta(days=50))
    assert titles(client, sort="deadline", status="all") == [
        "Soon",
        "Late and rich",
        "No end",
        "Over",
    ]
    assert titles(client, sort="newest") == ["Late and rich", "No end", "Soon"]
    assert titles(client, sort="budget") == ["Late and rich", "Soon", "No end"]


def test_pages_have_every_call_once(client: Client) -> None:
    made = {call(f"Call {n}", days=7).title for n in range(7)}
    found = [t for page in (1, 2, 3, 4) for t in titles(client, page=page, page_size=2)]
    assert len(found) == 7
    assert set(found) == made
    assert ask(client, page_size=5000)["page_size"] == 100
    assert ask(client, page_size=10**30)["page_size"] == 100
    assert ask(client, page=10**30)["results"] == []
    assert ask(client, page=9)["results"] == []


def test_a_call_for_the_network_is_no_strangers_business(
    client: Client, django_user_model: Any
) -> None:
    call("Canary in the network", visibility=Visibility.NETWORK, areas=("a",))
    answer = ask(client, q="canary", status="all")
    assert answer["count"] == 0
    assert counts(answer, "priority") == {"a": 0}
    client.force_login(django_user_model.objects.create_superuser("root"))
    assert ask(client, q="canary", status="all")["count"] == 1


def test_a_call_that_is_deleted_or_closed_to_strangers_is_found_no_more(client: Client) -> None:
    gone, hidden = call("Gone"), call("Canary")
    gone.delete()
    hidden.visibility = Visibility.NETWORK
    hidden.save()
    assert ask(client, status="all")["count"] == 0


def test_an_entry_that_lags_behind_shows_no_title(client: Client) -> None:
    made = call("Canary")
    assert titles(client) == ["Canary"]
    Call.objects.filter(pk=made.pk).update(visibility=Visibility.NETWORK)
    assert titles(client) == []


def test_capitals_find_what_small_letters_find(client: Client) -> None:
    call("Smart city")
    assert titles(client, q="CITIES") == ["Smart city"]
    assert titles(client, q="SMART CITIES") == ["Smart city"]


def test_a_call_is_found_by_the_name_of_its_area_in_either_language(client: Client) -> None:
    call("Water reuse", areas=("friska-ekosystem",))
    assert titles(client, q="friska ekosystem") == ["Water reuse"]


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/api/calls/").status_code == 405


@pytest.mark.any_database
def test_the_number_of_queries_does_not_follow_the_number_of_calls(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        call(f"Water {number}", areas=("a", "b"), audiences=("m",), programme_slug=f"p{number % 5}")
    client.get("/sv/utlysningar/")  # the style sheet's colours are read once
    for parameters in ({"q": "water"}, {}, {"priority": "a", "programme": "p1", "status": "all"}):
        with django_assert_max_num_queries(8):
            ask(client, **parameters)
        with django_assert_max_num_queries(8):
            assert client.get("/sv/utlysningar/", parameters).status_code == 200
