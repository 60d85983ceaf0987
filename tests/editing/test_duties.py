"""What the law and good manners ask of a public site: statements, and a way to report faults."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core.models import MunicipalityProfile, User
from editing.models import FaultReport
from tests.required import required

AT = datetime(2026, 11, 26, 11, tzinfo=UTC)
REPORT = "/sv/rapportera-fel/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


def note(markup: str) -> Any:
    return required(re.search(r'name="shown" value="([^"]*)"', markup)).group(1)


def send(client: Client, clock: Any, **fields: Any) -> Any:
    """Fill in the form as a person does, and send it."""
    data = {"fault": "Kartan syns inte.", "shown": note(client.get(REPORT).content.decode())}
    clock.shift(timedelta(seconds=30))
    return client.post(REPORT, {**data, **fields})


@pytest.mark.parametrize(
    ("language", "pages"),
    [
        ("sv", ("om-webbplatsen/tillganglighet", "om-webbplatsen/personuppgifter")),
        ("en", ("about/accessibility", "about/privacy")),
    ],
)
def test_statements_are_one_click_from_every_page_in_both_languages(
    client: Client, loaded_site: MunicipalityProfile, language: str, pages: Any
) -> None:
    start = client.get(f"/{language}/").content.decode()
    for page in pages:
        assert f'<a href="/{language}/{page}/">' in start
        markup = client.get(f"/{language}/{page}/").content.decode()
        assert str(getattr(loaded_site, f"municipality_{language}")) in markup
    accessibility = client.get(f"/{language}/{pages[0]}/").content.decode()
    for word in ("EN 301 549", "2018:1937", "WCAG 2.2"):
        assert word in accessibility
    report = re.search(rf'<p>.*?<a href="(/{language}/[^"]*)">', accessibility, re.DOTALL)
    found = re.findall(rf'href="(/{language}/[^"]*)"', accessibility.split("<main")[1])
    assert report
    assert {"sv": REPORT, "en": "/en/report-a-fault/"}[language] in found


def test_a_fault_is_reported_without_log_in_script_or_cookie(
    client: Client, loaded_site: MunicipalityProfile, clock: time_machine.Traveller
) -> None:
    loaded_site.email = "kommunen@example.org"
    loaded_site.save()
    answer = send(client, clock, page="/sv/utlysningar/", email="nils@example.org")
    assert answer.status_code == 302
    assert "Tack" in client.get(answer["Location"]).content.decode()
    row = FaultReport.objects.get()
    assert (row.fault, row.page, row.email) == (
        "Kartan syns inte.",
        "/sv/utlysningar/",
        "nils@example.org",
    )
    assert (row.state, row.sent_at) == ("new", AT + timedelta(seconds=30))
    assert not client.cookies


def test_the_municipality_is_told_where_it_has_an_address(
    client: Client,
    loaded_site: MunicipalityProfile,
    clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    loaded_site.email = "kommunen@example.org"
    loaded_site.save()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, clock, email="nils@example.org")
    assert [(m.to, m.reply_to) for m in mail.outbox] == [
        (["kommunen@example.org"], ["nils@example.org"])
    ]


def test_sent_twice_it_counts_once_and_robots_are_told_why(
    client: Client, loaded_site: MunicipalityProfile, clock: time_machine.Traveller
) -> None:
    shown = note(client.get(REPORT).content.decode())
    assert client.post(REPORT, {"fault": "x", "shown": shown}).status_code == 422
    assert not FaultReport.objects.exists()  # nobody writes that fast
    for already in (False, True):
        thanks = client.get(send(client, clock, shown=shown)["Location"]).content.decode()
        assert ("hade redan kommit in" in thanks) is already
    assert FaultReport.objects.count() == 1
    trapped = send(client, clock, trap="http://spam.example")
    assert trapped.status_code == 422
    assert "Kartan syns inte." in trapped.content.decode()
    assert FaultReport.objects.count() == 1


def test_it_says_beforehand_that_it_becomes_a_public_record(
    client: Client, loaded_site: MunicipalityProfile
) -> None:
    assert "allmän handling" in client.get(REPORT).content.decode()


def test_a_form_is_made_for_one_visitor_and_kept_for_nobody_else(
    client: Client, loaded_site: MunicipalityProfile, settings: Settings
) -> None:
    settings.PAGE_CACHE_SECONDS = 3600
    notes = {note(client.get(REPORT).content.decode()) for _time in range(2)}
    assert len(notes) == 2
    assert "no-store" in client.get(REPORT)["Cache-Control"]


def test_an_editor_reads_it_and_notes_what_was_done(
    client: Client, loaded_site: MunicipalityProfile, clock: time_machine.Traveller
) -> None:
    send(client, clock)
    row = FaultReport.objects.get()
    user = User.objects.create(username="editor-1")
    user.groups.set(Group.objects.filter(name="Editors"))
    client.force_login(user)
    address = reverse("wagtailsnippets_editing_faultreport:edit", args=[row.pk])
    assert "Kartan syns inte." in client.get(address).content.decode()
    assert client.post(address, {"state": "done", "note": "Lagat."}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.note, row.fault) == ("done", "Lagat.", "Kartan syns inte.")
    assert client.get(reverse("wagtailsnippets_editing_faultreport:add")).status_code == 302


def test_the_sixth_report_in_an_hour_is_stopped_and_keeps_its_text(
    client: Client, loaded_site: MunicipalityProfile, clock: time_machine.Traveller
) -> None:
    for _time in range(5):
        assert send(client, clock).status_code == 302
    stopped = send(client, clock)
    assert stopped.status_code == 429
    assert "Kartan syns inte." in stopped.content.decode()
    assert FaultReport.objects.count() == 5
