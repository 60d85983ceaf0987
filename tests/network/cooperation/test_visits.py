"""Asking for a visit: sent, refused, kept, answered."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.test.utils.form_data import querydict_from_html

from core.models import MunicipalityProfile
from network.models import Unit, VisitRequest
from tests.factories.calls import area
from tests.factories.core import UserFactory
from tests.factories.partners import contact
from tests.required import required

pytestmark = pytest.mark.django_db
MOST = 5  # PUBLIC_FORMS_AN_HOUR
SV, EN = "/sv/anmal-besok/", "/en/visit/"
FILLED = {
    "organisation": "Gmina Nowhere",
    "country": "Poland",
    "role": "Head of planning",
    "email": "planning@example.org",
    "dates": "May 2027",
    "people": "12",
    "area": "",
    "subject": "Wetlands",
    "message": "We would like to see how you do it.",
    "trap": "",
}


@pytest.fixture(autouse=True)
def profile(town_pages: MunicipalityProfile) -> MunicipalityProfile:
    return town_pages


def send(client: Client, url: str = EN, *, after: int = 10, shown: Any = None, **data: Any) -> Any:
    """Open the form, wait, and send it."""
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        page = BeautifulSoup(client.get(url).content, "html.parser")
    shown = shown or required(page.find("input", {"name": "shown"}))["value"]
    with time_machine.travel(now + timedelta(seconds=after), tick=False):
        return client.post(url, {**FILLED, "shown": shown, **data})


def test_it_is_stored_and_the_municipality_is_told(
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    profile: MunicipalityProfile,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client)
    assert answer.status_code == 302
    thanks = client.get(answer["Location"])
    assert "public record" in thanks.content.decode()
    visit = VisitRequest.objects.get()
    assert (visit.organisation, visit.people, visit.language) == ("Gmina Nowhere", 12, "en")
    assert visit.status == VisitRequest.Status.NEW
    letter = mail.outbox[0]
    assert letter.to == [profile.email]
    assert letter.reply_to == ["planning@example.org"]
    assert "Wetlands" in letter.body
    assert not client.cookies


@pytest.mark.parametrize(("url", "words"), [(SV, "allmän handling"), (EN, "public record")])
def test_the_form_says_that_it_becomes_a_public_record(
    client: Client, url: Any, words: str
) -> None:
    assert words in client.get(url).content.decode()


def test_the_same_form_sent_twice_is_one_request_and_with_another_text_another(
    client: Client,
) -> None:
    shown = required(
        BeautifulSoup(client.get(EN).content, "html.parser").find("input", {"name": "shown"})
    )
    said = "We had received this message already"
    for message, already in (("One", False), ("One", True), ("Two", False), ("One", True)):
        answer = send(client, shown=shown["value"], message=message)
        assert (said in client.get(answer["Location"]).content.decode()) is already
    assert set(VisitRequest.objects.values_list("message", flat=True)) == {"One", "Two"}
    assert VisitRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "after", "words"),
    [
        ({"email": "no address"}, 10, {SV: "giltig e-postadress", EN: "valid email address"}),
        ({"people": "0"}, 10, {SV: "större än eller lika med 1", EN: "greater than or equal to 1"}),
        (
            {"subject": ""},
            10,
            {SV: "fältet är obligatoriskt", EN: "This field is required"},
        ),
        ({"trap": "https://spam.example"}, 10, {SV: "bara robotar", EN: "only robots"}),
        ({}, 0, {SV: "Vänta några sekunder", EN: "Wait a few seconds"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    client: Client, changes: Any, after: int, words: Any
) -> None:
    for url, said in words.items():
        answer = send(client, url, after=after, **changes)
        assert answer.status_code == 422
        page = BeautifulSoup(answer.content, "html.parser")
        assert said in " ".join(required(page.select_one("#form-errors")).get_text().split())
        assert (
            required(page.find("textarea", {"name": "message"})).text.strip() == FILLED["message"]
        )
        assert (
            required(page.find("input", {"name": "organisation"}))["value"]
            == FILLED["organisation"]
        )
    assert not VisitRequest.objects.exists()


def test_an_address_that_sends_too_many_is_told_and_keeps_its_text(client: Client) -> None:
    for _n in range(MOST):
        assert send(client).status_code == 302
    answer = send(client)
    assert answer.status_code == 429
    assert FILLED["message"] in answer.content.decode()
    assert VisitRequest.objects.count() == MOST


def test_a_dead_mail_server_loses_nothing_and_breaks_nothing(
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def dead(self: EmailBackend, messages: Any) -> None:
        raise OSError("no route to host")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", dead)
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client).status_code == 302
    assert VisitRequest.objects.count() == 1
    assert "no route to host" in caplog.text


def test_an_editor_answers_in_the_inbox_and_changes_nothing_that_was_sent(client: Client) -> None:
    send(client)
    visit = VisitRequest.objects.get()
    editor = UserFactory.create()
    for name in ("access_admin", "view_visitrequest", "change_visitrequest"):
        editor.user_permissions.add(Permission.objects.get(codename=name))
    client.force_login(editor)
    name = "wagtailsnippets_network_visitrequest"
    assert "Gmina Nowhere" in client.get(reverse(f"{name}:list")).content.decode()
    url = reverse(f"{name}:edit", args=[visit.pk])
    page = client.get(url).content.decode()
    assert FILLED["message"] in page
    data = querydict_from_html(page, form_id="w-editor-form")
    data["status"], data["answer"], data["organisation"] = "answered", "Welcome in May.", "Other"
    assert client.post(url, data).status_code == 302
    visit.refresh_from_db()
    assert (visit.status, visit.answer) == ("answered", "Welcome in May.")
    assert visit.organisation == "Gmina Nowhere"
    assert client.post(reverse(f"{name}:delete", args=[visit.pk])).status_code == 302
    assert VisitRequest.objects.exists()


def test_it_goes_to_the_department_that_answers_for_its_subject(
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    profile: MunicipalityProfile,
) -> None:
    unit = Unit.objects.create(profile=profile, key="env", name_sv="Miljökontoret", name_en="Env")
    answering = contact("vatten", "miljo@example.org")
    answering.unit = unit
    answering.save()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, area=str(answering.area_id))
        send(client, area=str(area("skola").pk))
    assert [letter.to for letter in mail.outbox] == [["miljo@example.org"], ["kommun@example.org"]]
    routed = VisitRequest.objects.order_by("pk").values_list("routed_to", flat=True)
    assert list(routed) == ["miljo@example.org", "kommun@example.org"]
