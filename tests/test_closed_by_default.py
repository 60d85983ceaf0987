"""Every address, in both languages: closed unless tests.leaks.routes says otherwise."""

from http import HTTPStatus

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, resolve, reverse
from django.utils import translation
from wagtail.models import Page

from config import urls
from tests.factories.core import UserFactory
from tests.leaks.addresses import crawl
from tests.leaks.routes import public_names

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PUBLIC = public_names()  # to add one is a decision
# What a stranger gets elsewhere: to the log-in, nothing there, or not in this way.
CLOSED = {
    HTTPStatus.FOUND,
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
}
ELSEWHERE = ("/sv/", "/en/", "/admin/login/")  # the last one leads to the log-in too


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_stranger_gets_what_is_declared_public_and_no_more(
    home: Page, client: Client, language: str
) -> None:
    addresses = crawl(language)
    assert len(addresses) > 300, "the crawl misses most of the site"
    opened = {}
    for url, name in [(entry.address, entry.name) for entry in addresses]:
        answer = client.get(url, headers={"accept-language": language})
        if answer.status_code not in CLOSED:
            opened[url] = (name, answer.status_code)
        elif answer.status_code == HTTPStatus.FOUND and name not in PUBLIC:
            assert answer["Location"].startswith(ELSEWHERE) or answer["Location"] == "/", url
    undeclared = {url: found for url, found in opened.items() if found[0] not in PUBLIC}
    assert undeclared == {}


def test_the_admin_is_closed_to_who_is_logged_in_without_a_right_to_it(
    home: Page, client: Client
) -> None:
    client.force_login(UserFactory.create())
    opened = {}
    for url in [entry.address for entry in crawl("sv") if entry.name not in PUBLIC][::7]:
        if url.startswith("/admin/") and url != "/admin/logout/":
            status = client.get(url).status_code
            if status not in CLOSED | {HTTPStatus.FORBIDDEN}:
                opened[url] = status
    assert opened == {}


def test_the_crawl_reaches_what_it_should(home: Page) -> None:
    for language in ("sv", "en"):
        for url in [entry.address for entry in crawl(language)]:
            with translation.override(language):
                resolve(url)  # raises where an argument was filled in wrongly
    names = {entry.name for entry in crawl("sv")}
    assert {"wagtailadmin_home", "wagtaildocs_serve", "mfa_index", "account_login"} <= names
    urls_found = {entry.address for entry in crawl("en")}
    assert {"/admin/", "/en/account/login/", "/documents/1/x"} <= urls_found


def forgetful(request: HttpRequest) -> HttpResponse:
    """A new view whose author forgot to say who may see it."""
    return HttpResponse("canary")


urlpatterns = [path("forgetful/", forgetful, name="forgetful"), *urls.urlpatterns]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head", "options"])
def test_a_view_that_forgets_to_say_is_closed(client: Client, method: str) -> None:
    answer = getattr(client, method)(reverse("forgetful"))
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith(reverse("account_login"))
    assert b"canary" not in answer.content


@pytest.mark.parametrize(
    "url", ["/api/v2/pages/", "/api/v3/pages/", "/api/pages/", "/django-admin/"]
)
def test_neither_wagtails_apis_nor_djangos_admin_are_there(
    home: Page, client: Client, url: str
) -> None:
    client.force_login(UserFactory.create(is_superuser=True))
    assert client.get(url, follow=True).status_code == HTTPStatus.NOT_FOUND
