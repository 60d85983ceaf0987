"""An editor decides which areas a call belongs to, and later imports keep to it."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from core.models import PriorityArea
from opportunities.demo.loading import load_calls
from opportunities.models import (
    Call,
    CallPriority,
    Origin,
)
from tests.home.admin_forms import add_line, form, listed, logged_in, save, url
from tests.required import required

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_demo_site")]
WATER = "friska-ekosystem"


def suggested() -> Any:
    """A call with an area that the rule suggested."""
    return CallPriority.objects.filter(origin=Origin.RULE).order_by("call_id").first()


def next_week() -> None:
    """A later import, on which every demo call has changed."""
    load_calls(at=datetime.now(ZoneInfo("Europe/Brussels")) + timedelta(weeks=2))


@pytest.mark.parametrize("how", ["decision", "taken away"])
def test_a_rejected_suggestion_is_gone_and_stays_so_after_an_import(
    client: Client, how: str
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


def test_taking_a_rejected_line_away_leaves_it_to_the_rule_again() -> None:
    link = suggested()
    CallPriority.objects.filter(pk=link.pk).update(rejected=True, origin=Origin.EDITOR)
    editor = logged_in("editor")
    data = form(editor, link.call)
    data[f"priority_links-{line_of(data, link)}-DELETE"] = "1"
    save(editor, link.call, data)
    again = CallPriority.objects.get(call=link.call, area=link.area)
    assert (again.rejected, again.origin) == (False, Origin.RULE)


def test_what_an_editor_chooses_is_found_and_stays_after_an_import(client: Client) -> None:
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


def test_saving_without_a_decision_leaves_suggestions_to_the_rule() -> None:
    link = suggested()
    editor = logged_in("editor")
    save(editor, link.call, form(editor, link.call))
    assert set(link.call.priority_links.values_list("origin", flat=True)) == {Origin.RULE}


def test_choosing_what_an_import_has_suggested_in_the_meantime_is_no_error() -> None:
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


def test_taking_a_line_away_and_adding_it_again_is_a_choice() -> None:
    link = suggested()
    editor = logged_in("editor")
    data = form(editor, link.call)
    data[f"priority_links-{line_of(data, link)}-DELETE"] = "1"
    add_line(data, "priority_links", area=link.area.pk, decision="fits")
    save(editor, link.call, data)
    again = CallPriority.objects.get(call=link.call, area=link.area)
    assert (again.origin, again.rejected) == (Origin.EDITOR, False)


def test_the_same_area_twice_is_said() -> None:
    link = suggested()
    editor = logged_in("editor")
    data = form(editor, link.call)
    add_line(data, "priority_links", area=link.area.pk, decision="rejected")
    response = editor.post(url(Call, "edit", link.call.pk), data)
    assert response.status_code == 200
    assert response.context["form"].formsets["priority_links"].non_form_errors()
