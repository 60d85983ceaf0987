"""Editors' daily work: submit and approve, be told what is hard to read, see it beforehand."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Locale, Page, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from core.models import MunicipalityProfile, User
from home.loading import workflow
from home.models import StandardPage

pytestmark = pytest.mark.django_db

SMALL = "<h3>Smått</h3><p>Se <a href='https://example.org/'>läs mer</a>.</p>"
BARE = (
    "<p><a href='https://example.org/a'>https://example.org/a</a> och "
    "<a href='/x/'>Klicka här!</a></p>"
)
GOOD = "<h2>Stort</h2><h3>Smått</h3><p><a href='/x/'>Hur du söker pengar</a></p>"


@pytest.fixture
def start(loaded_site: MunicipalityProfile) -> Page:
    return loaded_site.site.root_page


def member(*groups: str) -> Client:
    name = "-".join(groups).lower()
    user = User.objects.create(username=name, email=f"{name}@example.org")
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


def form(title: str, lead: Any, *texts: Any, **more: Any) -> Any:
    body = [("text", rich_text(text)) for text in texts]
    data = {
        "title": title,
        "slug": "sidan",
        "lead": lead,
        "body": streamfield(body),
        "responsible": "",
        "reviewed_on": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    return nested_form_data(data) | more


def said(answer: Any) -> str:
    return " ".join(str(m) for m in get_messages(answer.wsgi_request))


def add(client: Client, parent: Any, data: Any) -> Any:
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", parent.pk])
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer


def test_an_editor_submits_and_a_moderator_approves(start: Page, client: Client) -> None:
    editor, moderator = member("Editors"), member("Moderators")
    add(editor, start, form("Sidan", "Om sidan.", GOOD, **{"action-publish": "1"}))
    page = StandardPage.objects.get(slug="sidan")
    assert not page.live  # an editor's wish to publish leaves a draft
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = form("Sidan", "Om sidan.", GOOD, **{"action-submit": "1"})
    assert editor.post(edit, sent).status_code == 302
    assert page.current_workflow_state.workflow.name == workflow.NAME
    assert client.get("/sv/sidan/").status_code == 404
    task = page.current_workflow_state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    assert editor.post(address, {}).status_code == 302
    page.refresh_from_db()
    assert not page.live
    moderator.post(address, {})
    page.refresh_from_db()
    assert page.live
    assert client.get("/sv/sidan/").status_code == 200


def test_loading_makes_a_workflow_where_there_is_none_and_leaves_the_editors_own(
    start: Page,
) -> None:
    Workflow.objects.all().delete()
    workflow.store()
    assert Page.objects.get(pk=start.pk).get_workflow().name == workflow.NAME
    Workflow.objects.update(name="Vårt eget")
    workflow.store()
    assert [w.name for w in Workflow.objects.all()] == ["Vårt eget"]


def test_what_is_hard_to_read_is_said_and_saved_all_the_same(start: Page) -> None:
    answer = add(member("Editors"), start, form("Sidan", "", SMALL, BARE))
    told = said(answer)
    assert StandardPage.objects.filter(slug="sidan").exists()
    for words in (
        "Det finns ingen ingress",
        "”Smått” är en mindre rubrik utan en större före",
        "Länktexten ”läs mer” säger inte",
        "”https://example.org/a” är en adress",
    ):
        assert words in told


def test_a_good_page_gets_no_remarks(start: Page) -> None:
    told = said(add(member("Editors"), start, form("Sidan", "Om sidan.", GOOD)))
    assert "ingress" not in told
    assert "rubrik" not in told
    assert "Länktexten" not in told


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_draft_is_seen_beforehand_as_it_will_be(
    start: Page, language: str, settings: Settings
) -> None:
    settings.PAGE_CACHE_SECONDS = 3600
    parent = start.get_translation(Locale.objects.get(language_code=language))
    page = parent.add_child(
        instance=StandardPage(title="Utkast", slug="utkast", locale=parent.locale, live=False)
    )
    page.lead = "Ännu inte ute."
    page.save_revision()
    answer = member("Moderators").get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    markup = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in markup
    assert "Ännu inte ute." in markup
    assert "style=" not in markup.split("<main")[1]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert Client().get(f"/{language}/utkast/").status_code == 404
