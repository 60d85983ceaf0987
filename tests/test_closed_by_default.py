"""Every address, in both languages: closed to strangers unless it stands in the list here."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, resolve, reverse
from django.urls.resolvers import RoutePattern
from django.utils import translation
from wagtail.models import Page

from config import urls
from tests.factories.core import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# Everything a stranger may read. A name that is added here is a decision.
PUBLIC = {
    "account_confirm_email",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",  # says that nobody signs up
    "account_inactive",
    "account_email_verification_sent",
    "api_calls",
    "area",
    "area_feed_en",
    "area_feed_sv",
    "areas",
    "call",
    "call_calendar",
    "call_list",
    "favicon",
    "healthz",
    "metrics",  # asks for a token
    "proposal_sent",  # says that a proposal has come, not what it says
    "propose",
    "share_image",
    "site_search",  # asks for each reader (tests/home/sitesearch/test_readers.py)
    "site_suggestions",
    "report_fault",
    "robots",
    "security_txt",  # where SECURITY_CONTACT is set
    "sitemap",  # lists what a stranger may read
    "sitemap_part",
    "untranslated",  # asks for the page
    "media",  # asks for each file (tests/core/files/test_media.py)
    "news_feed_en",
    "news_feed_sv",
    "programme",
    "programmes",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    "theme",
    "visit",  # anybody may ask to come
    "visit_sent",
    "wagtail_serve",  # asks for each page (tests/test_closed_records.py)
    "wagtaildocs_serve",  # asks for each document (tests/core/files/test_media.py)
}
# What a stranger gets elsewhere: to the log-in, nothing there, or not in this way.
CLOSED = {
    HTTPStatus.FOUND,
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
}
ELSEWHERE = ("/sv/", "/en/", "/admin/login/")  # the last one leads to the log-in too
SAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "0" * 32}


def patterns(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site with the arguments filled in, and its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = prefix + filled_in(entry)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here)
        else:
            yield "/" + here, entry


def filled_in(entry: URLPattern | URLResolver) -> str:
    """The route of a pattern with a sample for each argument."""
    pattern = entry.pattern
    route = str(pattern)
    if isinstance(pattern, RoutePattern):
        for name, converter in pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            sample = SAMPLES.get({"string": "str"}.get(kind, kind), "x")
            for written in (f"<{kind}:{name}>", f"<{name}>", f"<str:{name}>"):
                route = route.replace(written, sample)
        return route
    return without_groups(route)


def without_groups(regex: str) -> str:
    """An address that the regular expression of Wagtail's or allauth's pattern matches."""
    known = {
        r"^((?:[\w\-]+/)*)$": "x/",
        r"^documents/(\d+)/(.*)$": "documents/1/x",
        r"^admin/password_reset/(.*)$": "admin/password_reset/x",
        r"^.*/$": "x/",
        r"^confirm-email/(?P<key>[-:\w]+)/$": "confirm-email/x/",
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/key/1-x/",
        r"^(?P<provider_id>[^/]+)/": "oidc/",
    }
    return known.get(regex, regex.strip("^$"))


def crawl(language: str) -> list[tuple[str, str]]:
    with translation.override(language):
        return sorted({(url, entry.name or "") for url, entry in patterns()})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_stranger_gets_what_is_declared_public_and_no_more(
    home: Page, client: Client, language: str
) -> None:
    addresses = crawl(language)
    assert len(addresses) > 300, "the crawl misses most of the site"
    opened = {}
    for url, name in addresses:
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
    for url, name in crawl("sv")[::7]:
        if url.startswith("/admin/") and url != "/admin/logout/" and name not in PUBLIC:
            status = client.get(url).status_code
            if status not in CLOSED | {HTTPStatus.FORBIDDEN}:
                opened[url] = status
    assert opened == {}


def test_the_crawl_reaches_what_it_should(home: Page) -> None:
    for language in ("sv", "en"):
        for url, _name in crawl(language):
            with translation.override(language):
                resolve(url)  # raises where an argument was filled in wrongly
    names = {name for _url, name in crawl("sv")}
    assert {"wagtailadmin_home", "wagtaildocs_serve", "mfa_index", "account_login"} <= names
    urls_found = {url for url, _name in crawl("en")}
    assert {"/admin/", "/en/account/login/", "/documents/1/x"} <= urls_found


def test_nothing_is_declared_public_that_is_not_there() -> None:
    missing = PUBLIC - {name for _url, name in crawl("sv")}
    assert missing == set()


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
