"""What browsers and caches are told, and that redirects tell strangers nothing."""

import re
from http import HTTPStatus

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import path, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from config import urls
from core.models import SectionVisibility
from tests.factories.core import UserFactory, add_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home: Page) -> Page:
    page = add_page(home, "Canary title", slug="canary-slug")
    SectionVisibility.objects.create(page=page, visibility="network")
    return page


def directives(answer: HttpResponseBase, header: str = "Content-Security-Policy") -> dict[str, str]:
    parts = answer[header].split(";")
    return {name: rest for name, _space, rest in (part.strip().partition(" ") for part in parts)}


@pytest.mark.parametrize("url", ["/sv/", "/en/", "/sv/no-such-page/", "/healthz"])
def test_the_public_site_allows_nothing_unsafe(home: Page, client: Client, url: str) -> None:
    answer = client.get(url)
    policy = directives(answer)
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


def test_the_log_in_page_is_as_strict(home: Page, client: Client) -> None:
    assert "unsafe" not in client.get(reverse("account_login"))["Content-Security-Policy"]


REPORTED = "Content-Security-Policy-Report-Only"


def test_the_admin_has_a_policy_of_its_own_with_a_fresh_nonce(home: Page, client: Client) -> None:
    client.force_login(UserFactory.create(is_superuser=True))
    nonces = set()
    for _time in range(2):
        answer = client.get("/admin/")
        policy = directives(answer)
        nonces.add(policy["script-src"])
        assert re.fullmatch(r"'self' 'nonce-[\w+/=]{24}'", policy["script-src"])
        assert policy["frame-ancestors"] == "'self'"
        assert "unsafe-eval" not in str(policy)
        assert "http" not in str(policy)
        assert REPORTED not in answer
    assert len(nonces) == 2


@pytest.mark.parametrize("url", ["/admin/pages/", "/admin/pages/{}/edit/", "/admin/users/"])
def test_it_only_reports_where_pages_of_wagtail_have_scripts(
    home: Page, client: Client, url: str
) -> None:
    client.force_login(UserFactory.create(is_superuser=True))
    answer = client.get(url.format(home.pk))
    assert directives(answer)["script-src"] == "'self' 'unsafe-inline'"
    assert directives(answer)["script-src-attr"] == "'none'"
    assert directives(answer, REPORTED)["script-src"].startswith("'self' 'nonce-")


@pytest.mark.parametrize("url", ["/sv/", "/en/calls/", "/admin/", "/healthz"])
def test_a_cookie_that_no_database_can_look_up_counts_as_none(
    home: Page, client: Client, url: str
) -> None:
    client.cookies.load('sessionid="\\000aaaaaaaaaa"; csrftoken="\\000"; django_language="\\000"')
    status = client.get(url).status_code
    client.cookies.clear()
    assert status == client.get(url).status_code


@pytest.mark.parametrize(
    "url",
    ["/sv/nul%00/", "/sv/omraden/a%00/", "/sv/?a=%00", "/sv/utlysningar/?q=%00", "/sv/sok/?q=%00"],
)
def test_an_address_that_no_database_can_look_up_is_answered(
    home: Page, client: Client, url: str
) -> None:
    assert client.get(url).status_code == (404 if "?" not in url else 200)


def test_a_page_like_the_admin_is_not_the_admin(home: Page, client: Client) -> None:
    assert "unsafe" not in client.get("/sv/admin/")["Content-Security-Policy"]
    assert "unsafe" not in client.get("/administration/")["Content-Security-Policy"]


def test_what_is_made_for_a_person_is_kept_by_no_cache(home: Page, client: Client) -> None:
    assert "no-store" not in client.get("/sv/").get("Cache-Control", "")
    client.force_login(UserFactory.create())
    answer = client.get(reverse("account_change_password"))
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


@login_not_required
def careless(request: HttpRequest) -> HttpResponse:
    """A public view that shows more to those who are logged in and forgets what it is."""
    answer = HttpResponse(f"hello {request.user}")
    answer["Cache-Control"] = "public, max-age=600"
    return answer


urlpatterns = [path("careless/", careless), *urls.urlpatterns]


@pytest.mark.urls(__name__)
def test_a_public_view_that_forgets_its_readers_is_kept_by_no_cache(client: Client) -> None:
    assert client.get("/careless/")["Cache-Control"] == "public, max-age=600"
    client.force_login(UserFactory.create())
    assert client.get("/careless/")["Cache-Control"] == "private, no-store"


def test_an_old_address_does_not_tell_a_stranger_the_new_one(section: Page, client: Client) -> None:
    Redirect.add_redirect("/sv/old", redirect_to=section)
    answer = client.get("/sv/old/")
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == reverse("account_login") + "?next=%2Fsv%2Fold%2F"
    assert "canary" not in str(answer.headers) + answer.content.decode()


def test_nor_whoever_is_logged_in_without_the_right_to_it(section: Page, client: Client) -> None:
    Redirect.add_redirect("/sv/old", redirect_to=section)
    client.force_login(UserFactory.create())
    answer = client.get("/sv/old/")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "canary" not in answer.content.decode().lower()


def test_nor_that_of_a_draft(home: Page, client: Client) -> None:
    draft = add_page(home, "Draft", slug="canary-slug", live=False)
    Redirect.add_redirect("/sv/old", redirect_to=draft)
    assert client.get("/sv/old/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("query", ["", "?utm=1"])
def test_redirects_work_for_those_who_may_read_on(
    home: Page, section: Page, client: Client, query: str
) -> None:
    Redirect.add_redirect("/sv/old", redirect_to=section)
    Redirect.add_redirect("/sv/older", redirect_to=home)
    Redirect.add_redirect("/sv/away", redirect_to="https://example.org/")
    assert client.get(f"/sv/older/{query}")["Location"] == "/sv/"
    assert client.get(f"/sv/away/{query}")["Location"] == "https://example.org/"
    client.force_login(UserFactory.create(is_superuser=True))
    assert client.get(f"/sv/old/{query}")["Location"] == "/sv/canary-slug/"
