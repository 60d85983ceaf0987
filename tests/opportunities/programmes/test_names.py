"""Whoever writes the name of a programme wants its own calls, in whatever language it is."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from core.models import VocabularyConcept
from core.web import content_version
from opportunities.models import Programme
from opportunities.programmes.names import keep_names, names_of
from tests.factories.calls import call
from tests.parts import shared

pytestmark = pytest.mark.django_db

PROGRAMMES = {
    "life": ("LIFE", "LIFE, programmet för miljö", "LIFE, Programme for the Environment"),
    "erasmus": ("Erasmus+", "Erasmus+", "Erasmus+"),
    "digital": ("Digital", "Programmet för ett digitalt Europa", "Digital Europe Programme"),
    "south-baltic": ("South Baltic", "Interreg Södra Östersjön", "Interreg South Baltic"),
    "north-sea": ("North Sea", "Interreg Nordsjön", "Interreg North Sea"),
    "just-transition": (
        "JTM",
        "Mekanismen för rättvis omställning",
        "Just Transition Mechanism",
    ),
}
ALSO = {"just-transition": "Fonden för en rättvis omställning\nJust Transition Fund\n"}
# What other programmes' calls are about, and what they are called as well.
OTHERS = (
    "Quality of life of young survivors",
    "Erasmus of Rotterdam",
    "Digital Europe of tomorrow",
    "Just transition of the coal regions",
    "Rättvis omställning: fonden",
    "Life in the North Sea and the South Baltic",
)


@pytest.fixture(autouse=True)
def _programmes(db: None) -> None:
    for slug, (short, name_sv, name_en) in PROGRAMMES.items():
        made = Programme.objects.create(
            slug=slug,
            short=short,
            name_sv=name_sv,
            name_en=name_en,
            other_names=ALSO.get(slug, ""),
        )
        call("Zero pollution", programme_slug=made.slug, days=50)
    for number, title in enumerate(OTHERS):
        call(title, keywords=title.split(), days=10 + number)


def found(client: Client, q: str) -> list[dict[str, Any]]:
    answer = client.get("/api/calls/", {"q": q, "status": "all"})
    assert answer.status_code == 200, q
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_every_name_of_a_programme_brings_its_own_calls_first(client: Client, slug: str) -> None:
    names = {name for _language, name in names_of(Programme.objects.get(slug=slug))}
    for name in sorted({*names, PROGRAMMES[slug][0].lower(), PROGRAMMES[slug][1].upper()}):
        first, *others = found(client, name)
        ours = {"south-baltic", "north-sea"} if name == "Interreg" else {slug}
        assert first["programme"] in ours, name
        assert first["reasons"], name
        assert all(each["programme"] not in ours for each in others[len(ours) - 1 :]), name


@pytest.mark.parametrize(
    ("q", "programme"),
    [
        ("LIFE pollution", "life"),
        ("life survivors", None),  # a word among others
        ("quality of life", None),
        ("interreg pollution", "north-sea"),
        ("Interreg Nordsjön pollution", "north-sea"),
    ],
)
def test_an_ordinary_word_is_a_name_only_on_its_own(
    client: Client, q: str, programme: str | None
) -> None:
    names = {each["programme"] for each in found(client, q)[:1]}
    if programme == "north-sea" and "Nordsjön" not in q:
        assert names < {"north-sea", "south-baltic"}
    else:
        assert names == {programme}


def test_a_name_is_not_translated_word_by_word(client: Client) -> None:
    titles = [each["title"] for each in found(client, "Fonden för en rättvis omställning")]
    assert titles[:2] == ["Zero pollution", "Rättvis omställning: fonden"]
    # The vocabulary may know the whole name by another, but not each of its words.
    assert set(titles[2:]) <= {"Just transition of the coal regions"}
    reasons = found(client, "Fonden för en rättvis omställning")[0]["reasons"]
    assert reasons == [
        {
            "field": "keywords",
            "word": "Mekanismen för rättvis omställning",
            "via": "fonden rättvis omställning",
        }
    ]


def test_a_programme_that_changes_is_found_by_what_it_is_called_now(client: Client) -> None:
    programme = Programme.objects.get(slug="life")
    programme.other_names = "Livsprogrammet"
    programme.save()
    assert found(client, "Livsprogrammet")[0]["programme"] == "life"
    before, version = _rows(), content_version.current()
    keep_names(Programme.objects.all())
    assert (_rows(), content_version.current()) == (before, version)
    call_command("migrate", verbosity=0)
    assert _rows() == before
    VocabularyConcept.objects.filter(origin=VocabularyConcept.Origin.NAME).delete()
    call_command("migrate", verbosity=0)
    assert found(client, "Livsprogrammet")[0]["programme"] == "life"
    pk = programme.pk
    programme.calls.update(programme=None)
    programme.delete()
    assert not VocabularyConcept.objects.filter(source_key=f"programme {pk}").exists()


def _rows() -> list[tuple[Any, ...]]:
    concepts = VocabularyConcept.objects.filter(origin=VocabularyConcept.Origin.NAME)
    return list(concepts.order_by("pk").values_list("pk", "name", "token", "terms", "terms__text"))


@pytest.mark.shared
def test_a_programmes_call_comes_before_one_with_the_word_in_its_title(client: Client) -> None:
    Programme.objects.filter(slug="life").update(portal_code="43252405")
    feed = shared("cases/calls/07-programme-name-first.json")
    call_command("import_calls", "eu-portal", "--file", str(feed), verbosity=0)
    for q in ("LIFE", "life", "LIFE programme", "LIFE-programmet"):
        first, *others = found(client, q)
        assert first["programme"] == "life", q
        assert "life" not in {each["programme"] for each in others[1:]}, q
