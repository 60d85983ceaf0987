"""The editors' admin: what each may open, and what saving does to calls and their search."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.test.utils.form_data import querydict_from_html

from core.models import Audience, MunicipalityProfile, PriorityArea, PriorityScheme, User
from network.models import Body
from opportunities.demo.loading import load_calls
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


def logged_in(username: Any) -> Any:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def url(model: Any, view: Any, *args: Any) -> str:
    name = f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:{view}"
    return reverse(name, args=args)


def form(client: Client, instance: Any) -> Any:
    """The form as a browser would send it."""
    response = client.get(url(type(instance), "edit", instance.pk))
    assert response.status_code == 200
    return querydict_from_html(response.content.decode(), form_id="w-editor-form")


def save(client: Client, instance: Any, data: Any) -> Any:
    """Send the form; a form that comes back says what is wrong with it."""
    response = client.post(url(type(instance), "edit", instance.pk), data)
    assert response.status_code == 302, response.context["form"].errors
    return response


def line(data: Any, relation: Any, target: Any, pk: Any) -> Any:
    """The number of the line about this area or audience in the form."""
    for number in range(int(data[f"{relation}-TOTAL_FORMS"])):
        if data.get(f"{relation}-{number}-{target}") == str(pk):
            return number
    raise AssertionError(f"no line about {pk}")


def add_line(data: Any, relation: Any, **values: Any) -> None:
    number = int(data[f"{relation}-TOTAL_FORMS"])
    data[f"{relation}-TOTAL_FORMS"] = str(number + 1)
    for name, value in values.items():
        data[f"{relation}-{number}-{name}"] = value


def listed(client: Client, area: Any) -> Any:
    answer = client.get("/api/calls/", {"priority": area, "page_size": "100"}).json()
    return {result["identifier"] for result in answer["results"]}


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


def suggested() -> Any:
    """A call with an area that the rule suggested."""
    return CallPriority.objects.filter(origin=Origin.RULE).order_by("call_id").first()


def next_week() -> None:
    """A later import, on which every demo call has changed."""
    load_calls(at=datetime.now(ZoneInfo("Europe/Brussels")) + timedelta(weeks=2))


@pytest.mark.parametrize("how", ["decision", "taken away"])
def test_a_rejected_suggestion_is_gone_and_stays_so_after_an_import(
    demo: MunicipalityProfile, client: Client, how: str
) -> None:
    link = suggested()
    editor = logged_in("editor")
    data = form(editor, link.call)
    number = line_of(data, link)
    if how == "decision":
        data[f"priority_links-{number}-decision"] = "rejected"
    else:
        data[f"priority_links-{number}-DELETE"] = "1"
    save(editor, link.call, data)
    link.refresh_from_db()
    assert (link.rejected, link.origin) == (True, Origin.EDITOR)
    assert link.words  # the reason is kept
    assert link.call.identifier not in listed(client, link.area.slug)
    next_week()
    link.refresh_from_db()
    assert link.rejected
    assert link.call.identifier not in listed(client, link.area.slug)


def line_of(data: Any, link: Any) -> Any:
    """The form's line about this link: a decided target is shown, not sent."""
    for number in range(int(data["priority_links-INITIAL_FORMS"])):
        if data[f"priority_links-{number}-id"] == str(link.pk):
            return number
    raise AssertionError("no such line")


def test_taking_a_rejected_line_away_leaves_it_to_the_rule_again(demo: MunicipalityProfile) -> None:
    link = suggested()
    CallPriority.objects.filter(pk=link.pk).update(rejected=True, origin=Origin.EDITOR)
    editor = logged_in("editor")
    data = form(editor, link.call)
    data[f"priority_links-{line_of(data, link)}-DELETE"] = "1"
    save(editor, link.call, data)
    again = CallPriority.objects.get(call=link.call, area=link.area)
    assert (again.rejected, again.origin) == (False, Origin.RULE)


def test_what_an_editor_chooses_is_found_and_stays_after_an_import(
    demo: MunicipalityProfile, client: Client
) -> None:
    chosen = required(Call.objects.filter(priority_links=None).first())
    area = PriorityArea.objects.get(slug=WATER)
    editor = logged_in("editor")
    data = form(editor, chosen)
    add_line(data, "priority_links", area=area.pk, decision="fits")
    save(editor, chosen, data)
    next_week()
    link = CallPriority.objects.get(call=chosen, area=area)
    assert (link.origin, link.rejected) == (Origin.EDITOR, False)
    answer = client.get("/api/calls/", {"priority": WATER, "status": "all", "page_size": "100"})
    assert chosen.identifier in {r["identifier"] for r in answer.json()["results"]}


def test_saving_without_a_decision_leaves_suggestions_to_the_rule(
    demo: MunicipalityProfile,
) -> None:
    link = suggested()
    editor = logged_in("editor")
    save(editor, link.call, form(editor, link.call))
    assert set(link.call.priority_links.values_list("origin", flat=True)) == {Origin.RULE}


def test_choosing_what_an_import_has_suggested_in_the_meantime_is_no_error(
    demo: MunicipalityProfile,
) -> None:
    link = suggested()
    call_, area, words = link.call, link.area, link.words
    link.delete()
    editor = logged_in("editor")
    data = form(editor, call_)
    add_line(data, "priority_links", area=area.pk, decision="fits")
    CallPriority.objects.create(call=call_, area=area, origin=Origin.RULE, words=words)
    save(editor, call_, data)
    again = CallPriority.objects.get(call=call_, area=area)
    assert (again.origin, again.words) == (Origin.EDITOR, words)


def test_taking_a_line_away_and_adding_it_again_is_a_choice(demo: MunicipalityProfile) -> None:
    link = suggested()
    editor = logged_in("editor")
    data = form(editor, link.call)
    data[f"priority_links-{line_of(data, link)}-DELETE"] = "1"
    add_line(data, "priority_links", area=link.area.pk, decision="fits")
    save(editor, link.call, data)
    again = CallPriority.objects.get(call=link.call, area=link.area)
    assert (again.origin, again.rejected) == (Origin.EDITOR, False)


def test_the_same_area_twice_is_said(demo: MunicipalityProfile) -> None:
    link = suggested()
    editor = logged_in("editor")
    data = form(editor, link.call)
    add_line(data, "priority_links", area=link.area.pk, decision="rejected")
    response = editor.post(url(Call, "edit", link.call.pk), data)
    assert response.status_code == 200
    assert response.context["form"].formsets["priority_links"].non_form_errors()


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
