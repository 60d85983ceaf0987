"""Addresses that the site writes are its own, whatever the visitor's browser calls it."""

import re
from datetime import date
from http import HTTPStatus

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page

from home.models import StandardPage
from tests.factories.calls import call
from tests.factories.core import PASSWORD, UserFactory
from tests.factories.news import news

pytestmark = pytest.mark.django_db
OWN = "https://eu.example.org"
ASKED = ["eu.example.org:8888", "127.0.0.1:8123", "other.example.org"]


@pytest.fixture
def known(settings: Settings) -> None:
    """A site that knows its address, and is asked for by other names as well."""
    settings.BASE_URL = OWN
    settings.ALLOWED_HOSTS = ["eu.example.org", "127.0.0.1", "other.example.org"]


@pytest.fixture
def addresses(home: Page) -> list[str]:
    """Everything that writes an absolute address, and a page with something in it."""
    found = call("Clean water", days=9)
    page = home.add_child(instance=StandardPage(title="Guide", slug="guide"))
    page.save_revision().publish()
    news("Something new", date(2026, 11, 2))
    return [
        "/sv/",
        "/sv/guide/",
        f"/sv/utlysningar/{found.reference}/",
        f"/sv/utlysningar/{found.reference}/kalender.ics",
        "/api/calls/",
        "/feeds/nyheter/",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemap-pages.xml",
    ]


@pytest.mark.parametrize("host", ASKED)
def test_with_an_address_of_its_own_the_site_writes_no_other(
    client: Client, known: None, addresses: list[str], host: str
) -> None:
    for address in addresses:
        answer = client.get(address, headers={"host": host})
        assert answer.status_code == HTTPStatus.OK, address
        text = answer.content.decode()
        assert OWN in text, address
        assert host not in text, address
        assert f"{OWN}:" not in text, address


@pytest.mark.parametrize("port", ["8000", "8123"])
def test_without_one_it_is_where_it_was_asked_for(
    client: Client, addresses: list[str], settings: Settings, port: str
) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    asked = f"http://127.0.0.1:{port}"
    for address in addresses:
        text = client.get(address, headers={"host": f"127.0.0.1:{port}"}).content.decode()
        found = set(re.findall(r"https?://(?:127\.0\.0\.1|testserver)[:\d]*", text))
        assert found == {asked}, address


def test_events_are_the_same_at_any_port(client: Client, home: Page, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    address = f"/sv/utlysningar/{call('Clean water', days=9).reference}/kalender.ics"
    answers = [
        client.get(address, headers={"host": f"127.0.0.1:{port}"}).content.decode()
        for port in (8000, 8123)
    ]
    first, second = (re.findall(r"UID:\S+", answer) for answer in answers)
    assert first == second != []


@pytest.mark.parametrize("host", ASKED)
def test_a_mail_for_a_new_password_leads_home(
    client: Client,
    known: None,
    home: Page,
    mailoutbox: list[EmailMessage],
    settings: Settings,
    host: str,
) -> None:
    settings.TASKS = settings.TASKS | {"queue": settings.TASKS["default"]}  # at once
    somebody = UserFactory.create()
    client.post(
        reverse("account_reset_password"), {"email": somebody.email}, headers={"host": host}
    )
    (mail,) = mailoutbox
    assert f"{OWN}/sv/" in mail.body
    assert host not in str(mail.message())


def test_a_form_is_sent_from_where_it_stands_and_from_nowhere_else(known: None, home: Page) -> None:
    """The cookie's check asks for the origin, which is the visitor's name for the site."""
    somebody = UserFactory.create()
    for origin, logged_in in (("http://127.0.0.1:8123", True), ("http://evil.example", False)):
        client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1:8123"})
        form = client.get(reverse("account_login")).content.decode()
        (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form))
        sent = {"login": somebody.username, "password": PASSWORD, "csrfmiddlewaretoken": token}
        client.post(reverse("account_login"), sent, headers={"origin": origin})
        assert ("_auth_user_id" in client.session) == logged_in


def test_a_host_that_is_not_the_sites_is_refused(client: Client, known: None, home: Page) -> None:
    answer = client.get("/sv/", headers={"host": "evil.example"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer["Content-Security-Policy"]


def test_pages_know_it_without_a_request(known: None, home: Page) -> None:
    assert home.full_url == f"{OWN}/sv/"
