"""The fit card: each line with the rule and the words it rests on."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from opportunities.conditions.reading import read
from opportunities.models import Call, ExchangeRate
from tests.as_read import as_read
from tests.factories.calls import call, municipality

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)
ANNEXES = (
    "<h3>3. Other Eligible Conditions</h3><p>described in Annex B of the General Annexes.</p>"
    "<h3>6. Legal and financial set-up of the grants</h3>"
    "<p>described in Annex G of the General Annexes.</p>"
)
IA = ["HORIZON Innovation Actions"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def asking(*sentences: str, **fields: Any) -> Call:
    conditions = "".join(s if s.startswith("<") else f"<p>{s}</p>" for s in sentences)
    asked = read(
        description="", conditions=conditions, actions=fields.get("types_of_action", ())
    ).as_json()
    return call(conditions=conditions, requirements=asked, **fields)


def row(client: Client, made: Call, question: str, language: str = "sv") -> str:
    """The markup of the answer to a question of the card."""
    with override(language):
        address = reverse("call", args=[made.reference])
    markup = as_read(client.get(address).content.decode()).replace("\xa0", " ")
    found = re.search(rf"<dt>{re.escape(question)}</dt><dd(.*?)</dd>", markup)
    return found[1] if found else ""


def text(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup.split(">", 1)[-1])).split())


def test_a_line_quotes_the_call_in_its_own_language(client: Client) -> None:
    made = asking("Eligible applicants are municipalities.")
    shown = row(client, made, "Får kommunen söka?")
    assert 'class="sign sign-yes"' in shown
    assert '<q lang="en">Eligible applicants are municipalities.</q>' in shown
    assert text(shown).startswith("Ja, kommuner får söka Utlysningen säger:")
    english = row(client, made, "May the municipality apply?", "en")
    assert "<q>Eligible applicants are municipalities.</q>" in english


def test_a_rule_that_the_call_points_to_is_named(client: Client) -> None:
    made = asking(ANNEXES, types_of_action=IA)
    partners = row(client, made, "Partner och länder som krävs")
    assert text(partners).startswith(
        "Minst 3 organisationer från 3 länder Vi själva inräknade. Bilaga B till Horisont Europas"
        " allmänna villkor, som utlysningen hänvisar till:"
    )
    assert "described in Annex B of the General Annexes.</q>" in partners
    share = text(row(client, made, "Andel som finansieras"))
    assert share.startswith("100 % av kostnaderna Företag får 70 %.")
    assert text(row(client, made, "Egna pengar som behövs")).startswith("Inga")


@pytest.mark.parametrize(
    ("inhabitants", "sign", "answer"),
    [
        (87_000, "yes", "Ja, kommuner får söka Kommunen har 87 000 invånare."),
        (20_000, "no", "Nej, vårt invånarantal passar inte Kommunen har 20 000 invånare."),
        (
            None,
            "unknown",
            "Det beror på antalet invånare Kommunens invånarantal är inte ifyllt.",
        ),
    ],
)
def test_the_number_of_inhabitants(
    client: Client, inhabitants: Any, sign: str, answer: str
) -> None:
    profile = municipality()
    profile.population = inhabitants
    profile.save()
    made = asking("To be eligible, the city must have 50 000 to 249 999 inhabitants.")
    shown = row(client, made, "Får kommunen söka?")
    assert f"sign-{sign}" in shown
    assert text(shown).startswith(answer)
    assert text(shown).count("50 000 to 249 999 inhabitants.") == 1


@pytest.mark.parametrize(
    ("sentence", "audiences", "answer"),
    [
        ("Any legal entity may apply.", (), "Ja, alla slags organisationer får söka"),
        ("Participation is limited to SMEs.", (), "Nej, bara andra får söka"),
        (
            "Applicants must be established in Ukraine.",
            (),
            "Nej, den som söker ska finnas i ett annat land",
        ),
        ("", ("kommun",), "Kommuner nämns Texten säger inte rakt ut vem som får söka."),
    ],
)
def test_may_the_municipality_apply(
    client: Client, sentence: str, audiences: Any, answer: str
) -> None:
    made = asking(sentence, audiences=audiences)
    assert text(row(client, made, "Får kommunen söka?")).startswith(answer)


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        (
            {"rate": 60, "grant_min": 600_000, "grant_max": 600_000},
            "ca 4,6 mn kr 400 000 € 40 % av kostnaderna, med ett bidrag på 600 000 €.",
        ),
        (
            {"rate": 80, "budget": 8_000_000, "expected_grants": 4, "budget_topics": 1},
            "ca 5,7 mn kr 500 000 € 20 % av kostnaderna, med ett bidrag på 2 mn €,"
            " om budgeten delas lika.",
        ),
        # A pot of several topics says nothing about one project.
        (
            {"rate": 80, "budget": 8_000_000, "expected_grants": 4, "budget_topics": 3},
            "20 % av kostnaderna Hur stort ett bidrag är står inte.",
        ),
        ({"rate": 100}, "Inga Så länge alla kostnader godkänns."),
        ({}, "uppgift saknas"),
    ],
)
def test_own_money_in_kronor(client: Client, fields: Any, answer: str) -> None:
    ExchangeRate.objects.create(rate=Decimal("11.4"), date=date(2026, 11, 20), source="ECB")
    assert text(row(client, call(**fields), "Egna pengar som behövs")) == answer


@pytest.mark.parametrize(
    ("model", "answer"),
    [
        ("single-stage", "Ett Källans uppgift om det: single-stage"),
        ("two-stage", "Två: först en kort ansökan, sedan en fullständig Källans uppgift om det:"),
        ("multiple cut-off", "Ett, med flera datum att välja mellan Källans uppgift om det:"),
        ("", "Två: först en kort ansökan, sedan en fullständig Utlysningen säger:"),
    ],
)
def test_one_or_two_stages(client: Client, model: str, answer: str) -> None:
    made = asking("A two-stage procedure applies.", deadline_model=model)
    assert text(row(client, made, "Steg i ansökan")).startswith(answer)


@pytest.mark.parametrize(
    ("sentence", "days", "sign", "answer"),
    [
        ("Applications by single applicants are allowed.", 42, "yes", "42 dagar kvar Det brukar"),
        ("Applications by single applicants are allowed.", 30, "check", "30 dagar kvar Det räcker"),
        (
            "Applications by single applicants are allowed.",
            9,
            "check",
            "9 dagar kvar Det är mindre",
        ),
        ("At least 3 partners must apply.", 42, "check", "42 dagar kvar Det är mindre än"),
        ("", 90, "yes", "90 dagar kvar Det brukar räcka."),
    ],
)
def test_the_days_left_against_a_usual_time(
    client: Client, sentence: str, days: int, sign: str, answer: str
) -> None:
    shown = row(client, asking(sentence, days=days), "Tid att förbereda")
    assert f"sign-{sign}" in shown
    assert text(shown).startswith(answer)
    assert "Vår tumregel:" in text(shown)


def test_a_closed_call_leaves_no_time_to_prepare(client: Client) -> None:
    assert row(client, call(days=-3), "Tid att förbereda") == ""


@pytest.mark.parametrize(
    ("topics", "question", "note"),
    [
        (1, "Budget", "Bara för det här ämnet. Enligt källans budgettabell."),
        (13, "Budget", "En pott för 13 ämnen i samma utlysning. Enligt källans budgettabell."),
        (None, "Budget för hela utlysningen", "9 mn €"),
    ],
)
def test_one_pot_for_how_many_topics(client: Client, topics: Any, question: str, note: str) -> None:
    made = call(budget=9_000_000, budget_topics=topics)
    assert text(row(client, made, question)).endswith(note)
