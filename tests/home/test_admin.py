"""The editors' admin: what each may open, and what saving does to calls and their search."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.models import Audience, MunicipalityProfile, PriorityArea, PriorityScheme
from network.models import Body
from opportunities.models import (
    Call,
    CallPriority,
    ExchangeRate,
    ImportRun,
    Origin,
    Programme,
    Quarantined,
    Source,
)
from tests.factories.calls import call
from tests.home.admin_forms import add_line, form, listed, logged_in, save, url
from tests.required import required

pytestmark = pytest.mark.django_db

EVERY = (
    Call,
    PriorityArea,
    Audience,
    Programme,
    ExchangeRate,
    MunicipalityProfile,
    Body,
    Source,
    ImportRun,
    Quarantined,
)
READ_ONLY = (Source, ImportRun, Quarantined)
FIXED = (Call, MunicipalityProfile, *READ_ONLY)  # nobody adds or deletes one
WATER = "friska-ekosystem"


@pytest.fixture
def demo(loaded_demo_site: MunicipalityProfile) -> MunicipalityProfile:
    row = {"metadata": {"title": ["Row without a type"]}}
    Quarantined.objects.create(
        source=Source.objects.get(slug="demo"),
        run=ImportRun.objects.get(),
        digest="d",
        reason="Nothing says what it is.",
        raw=row,
        first_seen=timezone.now(),
        last_seen=timezone.now(),
    )
    return loaded_demo_site


def pages() -> Iterator[Any]:
    """Every admin page of every model, with the view's name."""
    for model in EVERY:
        yield model, "list", url(model, "list")
        view = "inspect" if model in READ_ONLY else "edit"
        yield model, view, url(model, view, required(model.objects.first()).pk)
        if model not in FIXED:
            yield model, "add", url(model, "add")


def test_an_editor_opens_every_page(demo: MunicipalityProfile) -> None:
    client = logged_in("editor")
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    for model, view, address in pages():
        assert client.get(address).status_code == 200, (model, view)
        if view == "list":
            assert address in home


@pytest.mark.parametrize("username", ["contact", "member"])
def test_who_edits_nothing_opens_none(demo: MunicipalityProfile, username: str) -> None:
    client = logged_in(username)
    for model, view, address in pages():
        assert client.get(address).status_code in (302, 403), (model, view)


def test_a_stranger_is_asked_to_log_in(demo: MunicipalityProfile, client: Client) -> None:
    for _model, _view, address in pages():
        response = client.get(address)
        assert response.status_code == 302
        assert "/login/" in response["Location"] or "next=" in response["Location"]


def test_a_strategist_has_the_calls_and_the_words_but_not_the_facts(
    demo: MunicipalityProfile,
) -> None:
    client = logged_in("strategist")
    for model, view, address in pages():
        allowed = model in (Call, PriorityArea, Audience, *READ_ONLY)
        assert (client.get(address).status_code == 200) == allowed, (model, view)


@pytest.mark.parametrize("model", FIXED, ids=lambda m: m.__name__)
def test_not_even_an_administrator_adds_or_deletes_what_is_fixed(
    demo: MunicipalityProfile, model: Any
) -> None:
    client = logged_in("admin")
    pk = model.objects.first().pk
    for address in (url(model, "add"), url(model, "delete", pk)):
        assert client.get(address).status_code == 302
        assert client.post(address, {}).status_code == 302
    assert model.objects.filter(pk=pk).exists()


def test_lists_can_be_searched_and_filtered(demo: MunicipalityProfile) -> None:
    client = logged_in("editor")
    page = client.get(url(Call, "list"), {"q": "TOWN-TT"}).content.decode()
    assert Call.objects.get(identifier="CERV-2026-CITIZENS-TOWN-TT").title in page
    assert Call.objects.get(identifier="LIFE-2026-CET-OSS").title not in page
    life = Programme.objects.get(slug="life")
    page = client.get(url(Call, "list"), {"programme": life.pk}).content.decode()
    assert Call.objects.get(identifier="CERV-2026-CITIZENS-TOWN-TT").title not in page
    page = client.get(url(PriorityArea, "list"), {"q": "wetland"}).content.decode()
    assert page.count(url(PriorityArea, "edit", PriorityArea.objects.get(slug=WATER).pk)) > 0
    assert "Hälsa och delaktighet" not in page


def test_the_list_of_calls_costs_the_same_for_one_and_for_twenty(
    demo: MunicipalityProfile, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = logged_in("editor")
    client.get(url(Call, "list"))
    for query in ("TOWN-TT", ""):
        with django_assert_max_num_queries(25):
            assert client.get(url(Call, "list"), {"q": query}).status_code == 200


def test_a_word_that_an_editor_adds_sorts_the_calls_that_are_there(
    demo: MunicipalityProfile, client: Client
) -> None:
    made = call("Keeping zzyzx meadows", identifier="ZZYZX-1")
    area = PriorityArea.objects.get(slug=WATER)
    editor = logged_in("editor")
    data = form(editor, area)
    assert "våtmark" in data["words_sv"].splitlines()
    data["words_en"] += "\nzzyzx  meadow\n\nzzyzx meadow"
    save(editor, area, data)
    assert area.words.filter(language="en", word="zzyzx meadow").count() == 1
    link = CallPriority.objects.get(call=made, area=area)
    assert (link.origin, link.words[0]["word"]) == (Origin.RULE, "zzyzx meadow")
    assert "ZZYZX-1" in listed(client, WATER)

    data = form(editor, area)
    data["words_en"] = data["words_en"].replace("zzyzx meadow", "")
    save(editor, area, data)
    assert "ZZYZX-1" not in listed(client, WATER)


def test_a_word_that_is_too_long_is_said_and_nothing_is_lost(demo: MunicipalityProfile) -> None:
    area = PriorityArea.objects.get(slug=WATER)
    before = area.words.count()
    editor = logged_in("editor")
    data = form(editor, area)
    data["words_sv"] = "x" * 101
    response = editor.post(url(PriorityArea, "edit", area.pk), data)
    assert response.status_code == 200
    assert "words_sv" in response.context["form"].errors
    assert area.words.count() == before


def test_the_words_of_an_audience_sort_too(demo: MunicipalityProfile, client: Client) -> None:
    call("Lighthouses of zzyzx", identifier="ZZYZX-2")
    editor = logged_in("editor")
    school = Audience.objects.order_by("order").last()
    data = form(editor, school)
    data["words_en"] += "\nzzyzx"
    save(editor, school, data)
    answer = client.get("/api/calls/", {"audience": school.slug, "q": "zzyzx"}).json()
    assert answer["count"] == 1


def test_a_new_area_is_there_for_calls_at_once(demo: MunicipalityProfile, client: Client) -> None:
    call("Lighthouses of zzyzx", identifier="ZZYZX-3")
    editor = logged_in("editor")
    response = editor.post(
        url(PriorityArea, "add"),
        {
            "name_sv": "Fyrar",
            "name_en": "Lighthouses",
            "scheme": PriorityScheme.objects.get(classifies_calls=True).pk,
            "slug": "fyrar",
            "colour": "#123456",
            "colour_dark": "#abcdef",
            "shape": "bar",
            "order": 9,
            "words_sv": "fyr",
            "words_en": "zzyzx",
        },
    )
    assert response.status_code == 302
    assert listed(client, "fyrar") == {"ZZYZX-3"}
    area = PriorityArea.objects.get(slug="fyrar")
    assert logged_in("admin").post(url(PriorityArea, "delete", area.pk)).status_code == 302
    assert client.get("/api/calls/", {"q": "zzyzx"}).json()["results"][0]["priorities"] == []


def test_facts_of_a_call_cannot_be_sent_in(demo: MunicipalityProfile) -> None:
    first = required(Call.objects.first())
    editor = logged_in("editor")
    data = form(editor, first)
    data["title"] = data["grant_max"] = "1"
    save(editor, first, data)
    assert Call.objects.get(pk=first.pk).title == first.title


def test_the_municipality_is_edited_with_its_steps(demo: MunicipalityProfile) -> None:
    editor = logged_in("editor")
    data = form(editor, demo)
    data["motto_sv"] = "ett nytt motto"
    data["population"] = "89000"
    add_line(
        data, "process_steps", name_sv="Beslut", name_en="", by_sv="Nämnden", by_en="", ORDER="2"
    )
    save(editor, demo, data)
    demo.refresh_from_db()
    assert (demo.motto_sv, demo.population) == ("ett nytt motto", 89000)
    assert [step.name_sv for step in demo.process_steps.all()][-1] == "Beslut"


def test_a_programme_is_edited_with_its_periods(demo: MunicipalityProfile) -> None:
    programme = Programme.objects.get(slug="life")
    editor = logged_in("editor")
    data = form(editor, programme)
    data["short"] = "LIFE-programmet"
    add_line(data, "periods", label="2028–2034", starts="2028-01-01", ends="", status="proposed")
    save(editor, programme, data)
    programme.refresh_from_db()
    assert [p.status for p in programme.periods.order_by("label")] == ["adopted", "proposed"]


def test_a_row_in_quarantine_is_shown_whole_with_its_reason(demo: MunicipalityProfile) -> None:
    row = Quarantined.objects.get()
    page = logged_in("editor").get(url(Quarantined, "inspect", row.pk))
    text = page.content.decode().replace("&quot;", '"')
    assert row.reason in text
    assert json.dumps(row.raw["metadata"]["title"][0]) in text


def test_an_editor_edits_pages_and_a_strategist_does_not(demo: MunicipalityProfile) -> None:
    start = demo.site.root_page
    address = reverse("wagtailadmin_pages:edit", args=[start.pk])
    assert logged_in("editor").get(address).status_code == 200
    assert logged_in("strategist").get(address).status_code == 302
