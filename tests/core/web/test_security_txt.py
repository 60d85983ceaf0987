"""`/.well-known/security.txt`: whom a finder of a weakness writes to."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.checks import run_checks
from django.test import Client
from pytest_django import Settings

PATH = "/.well-known/security.txt"
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def fields(client: Client) -> dict[str, str]:
    """Each field and its value: a file with one of them twice would be read wrongly."""
    answer = client.get(PATH)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    pairs = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def test_it_names_the_contact_the_languages_and_its_own_address(
    client: Client, settings: Settings
) -> None:
    settings.SECURITY_CONTACT = "mailto:sakerhet@example.org"
    settings.WAGTAILADMIN_BASE_URL = "https://eu.example.org"
    found = fields(client)
    assert found.pop("Expires")
    assert found == {
        "Contact": "mailto:sakerhet@example.org",
        "Preferred-Languages": "sv, en",
        "Canonical": "https://eu.example.org/.well-known/security.txt",
    }


@pytest.mark.parametrize("day", ["2026-01-01", "2027-12-31", "2028-02-29"])
def test_it_always_runs_out_within_the_year_ahead(
    client: Client, settings: Settings, day: str
) -> None:
    settings.SECURITY_CONTACT = "https://example.org/sakerhet"
    now = datetime.fromisoformat(day).replace(hour=23, minute=59, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        ahead = datetime.fromisoformat(fields(client)["Expires"]) - now
    assert 90 < ahead.days < 365


def test_without_a_contact_there_is_none(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get(PATH).status_code == 404


@pytest.mark.parametrize(
    "contact",
    ["sakerhet@example.org", "http://example.org/", "mailto:", "https://a.example\nContact: x"],
)
def test_a_contact_that_nobody_can_follow_is_refused(settings: Settings, contact: str) -> None:
    settings.SECURITY_CONTACT = contact
    found = [check for check in run_checks(tags=["core"]) if check.id == "core.E008"]
    assert len(found) == 1
    assert "mailto:" in found[0].msg
