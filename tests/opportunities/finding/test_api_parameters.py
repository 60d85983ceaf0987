"""What may be asked of `/api/calls/`, and what is refused with a sentence."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from opportunities.models import Call
from tests.factories.calls import area, call

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    [
        "status=perhaps",
        "priority=unknown",
        "programme=%00",
        "type=grants",
        "audience=nobody",
        "sort=best",
        "deadline_from=tomorrow",
        "deadline_to=2027-02-30",
        "opening_from=0001-01-01",
        "grant_min=lots",
        "grant_max=-5",
        "grant_min=99999999999999999999",
        "rate_min=101",
        "rate_min=nan",
        "page=0",
        "page=1e3",
        "page_size=many",
        "deadline_from=%D9%A1%D9%A2",
    ],
)
def test_a_value_that_is_not_known_is_refused_with_a_sentence(client: Client, query: str) -> None:
    area("a")
    response = client.get(f"/api/calls/?{query}")
    assert response.status_code == 400
    assert set(response.json()) == {"error", "allowed"}
    assert response.json()["error"].startswith(f"{query.partition('=')[0]}: ")
    assert response.json()["error"].endswith(".")


@pytest.mark.parametrize(
    ("query", "allowed"),
    [
        ("status=perhaps", ["open", "forthcoming", "closed", "all"]),
        ("status=open&status=perhaps", ["open", "forthcoming", "closed", "all"]),
        ("sort=best", ["relevance", "deadline", "newest", "budget"]),
        ("type=grants", ["grant", "tender", "cascade"]),
        ("priority=c", ["a", "b"]),
        ("priority=a&priority=c", ["a", "b"]),
        ("lang=fi", ["sv", "en"]),
        ("deadline_to=soon", ["1990-01-01..2100-12-31"]),
        ("rate_min=101", ["0..100"]),
        ("page_size=0", ["1..100"]),
    ],
)
def test_what_is_refused_comes_with_what_is_allowed(
    client: Client, query: str, allowed: list[str]
) -> None:
    area("a")
    area("b")
    answer = client.get(f"/api/calls/?{query}").json()
    assert answer["allowed"] == allowed
    assert answer["error"].startswith(f"{query.rpartition('&')[2].partition('=')[0]}: ")


@pytest.mark.parametrize("name", ["utm_source", "deadline", "Status", "q[]", ""])
def test_a_parameter_that_is_not_known_is_refused_by_the_api_and_ignored_by_the_page(
    client: Client, name: str
) -> None:
    call("Water")
    call("Fire")
    asked = {"q": "water", name: "x"}
    response = client.get("/api/calls/", asked)
    assert response.status_code == 400
    assert f"”{name}”" in response.json()["error"]
    assert set(response.json()["allowed"]) == set(NAMES)
    page = client.get("/sv/utlysningar/", asked)
    assert page.status_code == 200
    assert "Water" in page.content.decode()
    assert "Fire" not in page.content.decode()
    assert 'role="alert"' not in page.content.decode()


def test_a_text_too_long_is_cut_and_answered(client: Client) -> None:
    call("Water")
    answer = client.get("/api/calls/", {"q": "water " * 2_000})
    assert answer.json()["count"] == 1


@pytest.mark.parametrize(
    "text",
    [
        'NOT OR "',
        '"',
        "\0",
        "🎉",
        "å" * 10_000,
        "* - ^ :",
        "title:water",
        "(((",
        "och",
        "  ",
        "",
        "'",
    ],
)
def test_no_text_breaks_the_search(client: Client, text: Any) -> None:
    call("Water")
    for where in ("/api/calls/", "/sv/utlysningar/", "/en/calls/"):
        response = client.get(where, {"q": text})
        assert response.status_code in (200, 302)


NAMES = """
    q status priority programme audience type fit sort page page_size lang deadline_from deadline_to
    opening_from opening_to grant_min grant_max rate_min
""".split()
LIKELY = ["open", "water", "2027-01-01", "5", "all", "budget", 'NEAR("a b")']


@settings(max_examples=3 * settings().max_examples)
@given(
    st.dictionaries(
        st.sampled_from(NAMES), st.text(max_size=60) | st.sampled_from(LIKELY), max_size=6
    )
)
def test_fuzzed_parameters_get_an_answer_or_a_sentence(client: Client, parameters: Any) -> None:
    if not Call.objects.exists():
        call("Water", areas=("a",))
    response = client.get("/api/calls/", parameters)
    assert response.status_code in (200, 400)
    if response.status_code == 400:
        assert response.json()["error"]
    assert client.get("/sv/utlysningar/", parameters, follow=True).status_code == 200
