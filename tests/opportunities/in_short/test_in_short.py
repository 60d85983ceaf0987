"""The plain sentence about a call and the summary, as their page and the list show them."""

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
from wagtail.test.utils.form_data import querydict_from_html

from core.models import PriorityArea
from opportunities.conditions.requirements import Applicants, Requirements, Stated
from opportunities.models import Call, CallDeadline, ExchangeRate, Programme
from tests.factories.calls import area, call
from tests.factories.core import UserFactory
from tests.factories.opportunities import imported, result

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)
PROGRAMMES = {  # slug: names, short, whether it is on the EU's portal
    "life": ("LIFE, programmet för miljö", "LIFE, Programme for the Environment", "LIFE", True),
    "horizon": ("Horisont Europa", "Horizon Europe", "Horizon", True),
    "security": ("Fonden för inre säkerhet", "Internal Security Fund", "ISF", True),
    "baltic": ("Interreg Östersjön", "Interreg Baltic Sea Region", "BSR", False),
    "icld": ("Kommunalt partnerskap", "Municipal Partnership", "ICLD", False),
}
AREAS = {"natur": ("Friska ekosystem", "Healthy nature"), "klok": ("Klok energi", "Wise energy")}
STAGE, CUT_OFF = CallDeadline.Kind.STAGE, CallDeadline.Kind.CUT_OFF

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture(autouse=True)
def names() -> None:
    for slug, (sv, en, short, at_portal) in PROGRAMMES.items():
        code = slug if at_portal else None
        Programme.objects.create(slug=slug, name_sv=sv, name_en=en, short=short, portal_code=code)
    for slug, (sv, en) in AREAS.items():
        area(slug)
        PriorityArea.objects.filter(slug=slug).update(name_sv=sv, name_en=en)


def shown(client: Client, made: Call, language: str) -> list[str]:
    """The sentence and the summary on the call's page; those that are there."""
    with override(language):
        address = reverse("call", args=[made.reference])
    markup = client.get(address).content.decode()
    part = re.search(r'<div class="summary">(.*?)</div>', markup, re.DOTALL)
    paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", part[1], re.DOTALL) if part else []
    return [plain(text) for text in paragraphs]


def plain(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", markup))).strip()


def made_of(facts: dict[str, Any]) -> Call:
    facts = dict(facts)
    kind = facts.pop("kind", "")
    made = call(title="Water reuse", **facts)
    if kind:
        made.deadlines.update(kind=kind)
    return made


PROGRAMME = "EU-programmet LIFE kan ge bidrag."
IN_ENGLISH = "The EU programme LIFE can give grants."
SOON, SOON_EN = "Sök senast den 22 december 2026.", "Apply by 22 December 2026."

# Facts; the sentence and the summary in Swedish; the same in English. An empty one is not shown.
CASES: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {
    "everything": (
        {
            "programme_slug": "life",
            "audiences": ("kommun", "skola", "unga"),
            "areas": ("natur",),
            "grant_min": 2_000_000,
            "grant_max": 3_000_000,
            "rate": 60,
            "budget": 12_000_000,
            "expected_grants": 4,
        },
        [
            "EU-programmet LIFE kan ge 2–3 mn € (ca 23–34 mn kr) per projekt till kommuner och"
            " skolor, för arbete inom området Friska ekosystem.",
            f"{SOON} 60 % av kostnaderna betalas, resten är egna pengar."
            " Sammanlagt finns 12 mn € (ca 137 mn kr), till omkring 4 projekt.",
        ],
        [
            "The EU programme LIFE can give €2–3 million per project to municipalities and"
            " schools, for work in the area Healthy nature.",
            f"{SOON_EN} 60% of the costs are paid; the rest is own money."
            " In all there is €12 million, for about 4 projects.",
        ],
    ),
    "two areas of a fund that pays it all": (
        {
            "programme_slug": "security",
            "audiences": ("kommunalt-bolag",),
            "areas": ("natur", "klok"),
            "grant_max": 60_000,
            "rate": 100,
        },
        [
            "Fonden för inre säkerhet kan ge upp till 60 000 € (ca 684 000 kr) per projekt till"
            " kommunala bolag, för arbete inom områdena Friska ekosystem och Klok energi.",
            f"{SOON} Hela kostnaden betalas.",
        ],
        [
            "The Internal Security Fund can give up to €60,000 per project to municipal"
            " companies, for work in the areas Healthy nature and Wise energy.",
            f"{SOON_EN} All of the costs are paid.",
        ],
    ),
    "a budget, and a programme whose name says what it is": (
        {
            "programme_slug": "baltic",
            "audiences": ("kommun",),
            "budget": 12_000_000,
            "budget_topics": 3,
        },
        [
            "Interreg Östersjön har sammanlagt 12 mn € (ca 137 mn kr) att dela ut på 3 ämnen till"
            " kommuner.",
            SOON,
        ],
        [
            "Interreg Baltic Sea Region has €12 million to give in all for 3 topics to"
            " municipalities.",
            SOON_EN,
        ],
    ),
    "no money": (
        {"programme_slug": "horizon", "areas": ("klok",), "expected_grants": 1},
        [
            "EU-programmet Horisont Europa kan ge bidrag för arbete inom området Klok energi.",
            f"{SOON} Ett projekt väntas få pengar.",
        ],
        [
            "The EU programme Horizon Europe can give grants for work in the area Wise energy.",
            f"{SOON_EN} One project is expected to get money.",
        ],
    ),
    "no programme": (
        {"grant_max": 60_000, "audiences": ("skola", "kommunalt-bolag", "kommun")},
        [
            "Den här utlysningen kan ge upp till 60 000 € (ca 684 000 kr) per projekt till"
            " kommuner, kommunala bolag och skolor.",
            SOON,
        ],
        [
            "This call can give up to €60,000 per project to municipalities, municipal"
            " companies and schools.",
            SOON_EN,
        ],
    ),
    "no programme of the EU's portal": (
        {"programme_slug": "icld", "grant_min": 500_000, "budget": 900_000, "expected_grants": 1},
        [
            "Kommunalt partnerskap kan ge från 500 000 € (ca 5,7 mn kr) per projekt.",
            f"{SOON} Sammanlagt finns 900 000 € (ca 10 mn kr), till ett enda projekt.",
        ],
        [
            "Municipal Partnership can give from €500,000 per project.",
            f"{SOON_EN} In all there is €900,000, for one project.",
        ],
    ),
    "money by way of a project of a fund": (
        {"type": "cascade", "programme_slug": "security", "grant_max": 60_000},
        [
            "Ett projekt inom fonden för inre säkerhet kan ge bidrag på upp till 60 000 €"
            " (ca 684 000 kr).",
            SOON,
        ],
        [
            "A project within the Internal Security Fund can give grants of up to €60,000.",
            SOON_EN,
        ],
    ),
    "money by way of a project": (
        {"type": "cascade", "audiences": ("skola",), "days": -10, "opened": -60},
        [
            "Ett EU-projekt kunde ge bidrag till skolor.",
            "Sista dagen att söka var den 12 november 2026.",
        ],
        ["An EU project could give grants to schools.", "It closed on 12 November 2026."],
    ),
    "a tender": (
        {
            "type": "tender",
            "programme_slug": "life",
            "audiences": ("kommun",),
            "areas": ("klok",),
            "budget": 200_000,
        },
        [
            "EU-programmet LIFE vill köpa varor eller tjänster inom området Klok energi för"
            " 200 000 € (ca 2,3 mn kr).",
            "Anbud ska vara inne senast den 22 december 2026.",
        ],
        [
            "The EU programme LIFE wants to buy goods or services in the area Wise energy for"
            " €200,000.",
            "Tenders must be in by 22 December 2026.",
        ],
    ),
    "a tender of no programme, closed": (
        {"type": "tender", "budget": 200_000, "days": -10, "opened": -60},
        [
            "Den här upphandlingen gällde varor eller tjänster för 200 000 € (ca 2,3 mn kr).",
            "Sista dagen att söka var den 12 november 2026.",
        ],
        [
            "This procurement was about goods or services for €200,000.",
            "It closed on 12 November 2026.",
        ],
    ),
    "closed": (
        {"programme_slug": "life", "budget": 12_000_000, "days": -10, "opened": -60},
        [
            "EU-programmet LIFE hade sammanlagt 12 mn € (ca 137 mn kr) att dela ut.",
            "Sista dagen att söka var den 12 november 2026.",
        ],
        ["The EU programme LIFE had €12 million to give in all.", "It closed on 12 November 2026."],
    ),
    "opens later": (
        {"programme_slug": "life", "opened": 20, "days": 60},
        [PROGRAMME, "Det går att söka från den 12 december 2026 till den 21 januari 2027."],
        [IN_ENGLISH, "You can apply from 12 December 2026 to 21 January 2027."],
    ),
    "opens later, for nobody knows how long": (
        {"programme_slug": "life", "opened": 20, "days": None},
        [PROGRAMME, "Det går att söka från den 12 december 2026."],
        [IN_ENGLISH, "You can apply from 12 December 2026."],
    ),
    "two stages": (
        {"programme_slug": "life", "days": [20, 90], "kind": STAGE},
        [
            PROGRAMME,
            "Först lämnas en kort ansökan in, senast den 12 december 2026."
            " De som går vidare lämnar in en hel senast den 20 februari 2027.",
        ],
        [
            IN_ENGLISH,
            "First a short application, by 12 December 2026."
            " Those who come through send a full one by 20 February 2027.",
        ],
    ),
    "the second stage": (
        {"programme_slug": "life", "days": [-20, 90], "opened": -60, "kind": STAGE},
        [
            PROGRAMME,
            "Bara de som gick vidare från det första steget kan söka, senast den 20 februari 2027.",
        ],
        [
            IN_ENGLISH,
            "Only those who came through the first stage can apply, by 20 February 2027.",
        ],
    ),
    "two more cut-off dates": (
        {"programme_slug": "life", "days": [30, 90, 120], "kind": CUT_OFF},
        [PROGRAMME, f"{SOON} Efter det finns det 2 tillfällen till."],
        [IN_ENGLISH, f"{SOON_EN} After that there are 2 more chances."],
    ),
    "no deadline, and whom alone it is for": (
        {"audiences": ("kommun",), "days": None, "source_open": True},
        ["Den här utlysningen kan ge bidrag till kommuner."],
        ["This call can give grants to municipalities."],
    ),
    "an audience that nobody can be told of": ({"audiences": ("unga",)}, [SOON], [SOON_EN]),
    "nothing": ({"days": None, "source_open": True}, [], []),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_known_is_said_and_nothing_else(client: Client, name: str) -> None:
    facts, swedish, english = CASES[name]
    ExchangeRate.objects.create(rate=Decimal("11.4050"), date=date(2026, 11, 20), source="ECB")
    made = made_of(facts)
    assert shown(client, made, "sv") == swedish
    assert shown(client, made, "en") == english


@pytest.mark.parametrize(
    ("asked", "swedish"),
    [
        (Requirements(), []),
        (Requirements(partners=Stated(1, "")), ["En organisation kan söka ensam."]),
        (
            Requirements(partners=Stated(2, ""), share=Stated(70, "")),
            [
                "Minst 2 organisationer måste söka tillsammans.",
                "70 % av kostnaderna betalas, resten är egna pengar.",
            ],
        ),
        (
            Requirements(partners=Stated(3, ""), countries=Stated(3, "")),
            ["Minst 3 organisationer från 3 länder måste söka tillsammans."],
        ),
        (Requirements(applicants=Stated(Applicants.OTHERS, "")), []),
    ],
)
def test_what_was_read_of_the_conditions_is_told(
    client: Client, asked: Requirements, swedish: list[str]
) -> None:
    made = call(
        audiences=("kommun", "skola"),
        days=None,
        source_open=True,
        requirements=asked.as_json(),
    )
    told, *summary = shown(client, made, "sv")
    assert summary == ([" ".join(swedish)] if swedish else [])
    assert ("kommuner" in told) is (asked.applicants is None)


def test_a_list_says_it_where_the_title_is_in_the_other_language(client: Client) -> None:
    call("Water reuse", programme_slug="life")
    call("Vatten igen", programme_slug="life", language="sv")
    in_lists = {}
    for language in ("sv", "en"):
        with override(language):
            markup = client.get(reverse("call_list")).content.decode()
        lines = markup.split('<li class="call-line')[1:]
        in_lists[language] = {
            title: re.findall(r'<p class="in-short">(.*?)</p>', line)
            for line in lines
            for title in re.findall(r"<h3.*?<a[^>]*>(.*?)</a>", line, re.DOTALL)
        }
    assert in_lists == {
        "sv": {"Water reuse": [PROGRAMME], "Vatten igen": []},
        "en": {"Water reuse": [], "Vatten igen": [IN_ENGLISH]},
    }


def test_an_editor_writes_another_sentence_and_no_import_takes_it_away(client: Client) -> None:
    imported(result("LIFE-1"))
    page = reverse("wagtailsnippets_opportunities_call:edit", args=[Call.objects.get().pk])
    client.force_login(UserFactory.create(is_superuser=True))
    form = querydict_from_html(client.get(page).content.decode(), form_id="w-editor-form")
    form["sentence_sv"] = "Pengar till den som återanvänder badvatten."
    assert client.post(page, form).status_code == 302
    client.logout()
    later = "2026-06-20T10:00:00.000+0200"
    imported(result("LIFE-1", title="Another title", esDA_IngestDate=later))
    made = Call.objects.get()
    assert made.title == "Another title"
    assert shown(client, made, "sv")[0] == "Pengar till den som återanvänder badvatten."
    assert "badvatten" not in " ".join(shown(client, made, "en"))
    found = client.get(reverse("call_list"), {"q": "badvatten", "status": "all"})
    assert "Another title" in found.content.decode()
