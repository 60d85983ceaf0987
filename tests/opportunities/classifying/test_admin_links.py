"""A form that was open while an import changed what it is about."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from core.models import PriorityArea, VocabularyWord
from opportunities.models import Call, Origin
from tests.factories.calls import area
from tests.factories.core import UserFactory
from tests.factories.opportunities import imported, result

pytestmark = pytest.mark.django_db
LINE = "priority_links-0"


@pytest.fixture
def water() -> PriorityArea:
    made = area("water")
    VocabularyWord.objects.create(area=made, language="en", word="wetland")
    return made


@pytest.fixture
def call(water: PriorityArea) -> Call:
    imported(result("LIFE-1", keywords=["wetland"]))
    return Call.objects.get()


@pytest.fixture
def page(client: Client, call: Call) -> str:
    client.force_login(UserFactory.create(is_superuser=True))
    return reverse("wagtailsnippets_opportunities_call:edit", args=[call.pk])


def filled_in(client: Client, page: Any, decision: Any) -> Any:
    """The form as a browser sends it: not what is disabled, as the area of a line is."""
    form = querydict_from_html(client.get(page).content.decode(), form_id="w-editor-form")
    del form[f"{LINE}-area"]
    form[f"{LINE}-decision"] = decision
    return form


def read_again(day: Any, *keywords: Any) -> None:
    imported(
        result(
            "LIFE-1", keywords=list(keywords), esDA_IngestDate=f"2026-06-{day}T10:00:00.000+0200"
        )
    )


def test_a_suggestion_that_is_gone_and_not_decided_about_is_gone(
    client: Client, call: Call, page: str
) -> None:
    form = filled_in(client, page, "rule")
    read_again(20, "stone")
    assert client.post(page, form).status_code == 302
    assert not call.priority_links.exists()


@pytest.mark.parametrize(("decision", "rejected"), [("fits", False), ("rejected", True)])
def test_what_was_decided_about_one_that_is_gone_is_asked_once_more(
    client: Client, call: Call, page: str, water: PriorityArea, decision: str, rejected: bool
) -> None:
    form = filled_in(client, page, decision)
    read_again(20, "stone")
    answer = client.post(page, form)
    (line,) = answer.context["form"].formsets["priority_links"].initial_forms
    assert list(line.errors) == ["area"]
    assert not line.fields["area"].disabled
    again = querydict_from_html(answer.content.decode(), form_id="w-editor-form")
    assert again[f"{LINE}-decision"] == decision
    again[f"{LINE}-area"] = str(water.pk)
    assert client.post(page, again).status_code == 302
    link = call.priority_links.get()
    assert (link.area, link.rejected, link.origin) == (water, rejected, Origin.EDITOR)


def test_a_suggestion_that_went_and_came_back_is_decided_about(
    client: Client, call: Call, page: str, water: PriorityArea
) -> None:
    form = filled_in(client, page, "fits")
    read_again(20, "stone")
    read_again(21, "wetland")
    form[f"{LINE}-area"] = str(water.pk)
    assert client.post(page, form).status_code == 302
    link = call.priority_links.get()
    assert (link.area, link.origin) == (water, Origin.EDITOR)
    assert [reason["word"] for reason in link.words] == ["wetland"]
