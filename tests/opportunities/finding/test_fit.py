"""What we may apply for by ourselves, as a filter of the list and the API."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Audience, MunicipalityProfile
from opportunities.conditions.reading import read
from opportunities.models import Call, CallAudience, Programme, Reach
from tests.as_read import as_read
from tests.factories.calls import call, municipality

pytestmark = pytest.mark.django_db

ANYBODY = "Any legal entity may apply."
ALONE = "Applications by single applicants are allowed."
THREE = "The consortium must include at least three entities from three Member States."
MIDDLE = "To be eligible, the city must have 50 000 to 249 999 inhabitants."


def asking(title: str, *sentences: str, **fields: Any) -> Call:
    conditions = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    asked = read(description="", conditions=conditions).as_json()
    return call(title, conditions=conditions, requirements=asked, **fields)


@pytest.fixture
def profile() -> MunicipalityProfile:
    return municipality()


@pytest.fixture
def calls(profile: MunicipalityProfile) -> None:
    asking("Alone", ANYBODY, ALONE)
    asking("Mentioned", ALONE, audiences=("kommun",))
    asking("Together", ANYBODY, THREE)
    asking("Partners unstated", ANYBODY)
    asking("All unstated")
    asking("For others", "Participation is limited to SMEs.", ALONE)
    asking("Middle town", MIDDLE, ALONE)


def ask(client: Client, **parameters: Any) -> Any:
    return client.get("/api/calls/", parameters).json()


def titles(client: Client, *fit: str) -> list[str]:
    return sorted(result["title"] for result in ask(client, fit=fit)["results"])


@pytest.mark.usefixtures("calls")
def test_own_takes_that_we_may_and_that_one_is_enough(client: Client) -> None:
    assert titles(client, "own") == ["Alone", "Mentioned"]
    assert titles(client, "together") == ["Together"]
    assert titles(client, "own", "together") == ["Alone", "Mentioned", "Together"]
    assert titles(client, "unstated") == ["All unstated", "Middle town", "Partners unstated"]
    assert titles(client, "not") == ["For others"]
    counts = {v["value"]: v["count"] for v in ask(client, fit="own")["facets"]["fit"]}
    assert counts == {"own": 2, "together": 1, "unstated": 3, "not": 1}


def test_a_value_that_there_is_not_is_refused(client: Client) -> None:
    answer = client.get("/api/calls/", {"fit": "alone"})
    assert answer.status_code == 400
    assert "alone" in answer.json()["error"]


def test_our_number_of_inhabitants_counts_once_it_is_entered(
    client: Client, profile: MunicipalityProfile
) -> None:
    asking("Middle town", MIDDLE, ALONE)
    for inhabitants, expected in ((None, "unstated"), (87_000, "own"), (20_000, "not")):
        profile.population = inhabitants
        profile.save()
        assert titles(client, expected) == ["Middle town"]


def test_the_counties_of_the_programme_count(client: Client, profile: MunicipalityProfile) -> None:
    made = asking("Baltic", ANYBODY, ALONE, programme_slug="baltic")
    programme = Programme.objects.get(slug="baltic")
    programme.reach, programme.counties = Reach.COUNTIES, "Blekinge\nKalmar"
    programme.save()
    profile.county = "Kalmar"
    profile.save()
    assert titles(client, "own") == [made.title]
    profile.county = "Skåne"
    profile.save()
    assert titles(client, "not") == [made.title]


def test_what_an_editor_says_goes_before_what_was_read(client: Client) -> None:
    made = asking("Companies", "Participation is limited to SMEs.", ALONE)
    link = CallAudience.objects.create(
        call=made,
        audience=Audience.objects.create(slug="kommun", name_sv="Kommun", name_en="Municipality"),
    )
    made.save()
    assert titles(client, "own") == ["Companies"]
    link.rejected = True
    link.save()
    made.save()
    assert titles(client, "not") == ["Companies"]


@pytest.mark.usefixtures("calls")
def test_the_list_has_the_filter_and_says_what_counts(client: Client) -> None:
    markup = as_read(client.get(reverse("call_list"), {"fit": "own"}).content.decode())
    assert "Det som inte står räknas aldrig som ja." in markup
    assert re.search(r'name="fit" value="own"\s+checked>', markup)
    assert re.findall(r'<h3 class="line-title"[^>]*><a[^>]*>([^<]*)', markup) == [
        "Alone",
        "Mentioned",
    ]


@pytest.mark.parametrize(
    ("sentences", "audiences", "sign", "shown"),
    [
        ((ANYBODY, ALONE), (), "yes", ["Vi får söka", "Ingen partner krävs"]),
        ((ANYBODY, THREE), (), "yes", ["Vi får söka", "Minst 3 organisationer från 3 länder"]),
        ((ANYBODY,), (), "yes", ["Vi får söka", "Antal partner står inte"]),
        ((ALONE,), ("kommun",), "check", ["Kommuner nämns", "Ingen partner krävs"]),
        ((ALONE,), (), "unknown", ["Det står inte om vi får söka", "Ingen partner krävs"]),
        ((MIDDLE,), (), "unknown", ["Det beror på antalet invånare", "Antal partner står inte"]),
        ((), (), "unknown", ["Det står inte vem som får söka"]),
        (("Only SMEs may apply.", THREE), (), "no", ["Inte för oss"]),
    ],
)
def test_a_line_says_whether_we_may_and_how_many(
    client: Client, sentences: Any, audiences: Any, sign: str, shown: list[str]
) -> None:
    asking("A call", *sentences, audiences=audiences)
    markup = as_read(client.get(reverse("call_list")).content.decode())
    facts = re.findall(
        r'<ul class="meta"><li class="sign sign-(\w+)">(.*?)</li>(?:<li>(.*?)</li>)?</ul>', markup
    )
    assert [[part for part in found if part] for found in facts] == [[sign, *shown]]
