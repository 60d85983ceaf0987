"""Wagtail's admin works in a real browser under its policy, and no page of ours breaks its own."""

import re
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import resolve
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Page as WagtailPage

from core.models import User
from core.web.middleware import has_inline_scripts
from tests.factories.admin import admin_pages, administrator
from tests.factories.core import PASSWORD, DocumentFactory, ImageFactory, UserFactory, site_tree
from tests.required import required

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# Everything that opens: menus, dialogs, the panels at the side.
OPENS = """() => document.querySelectorAll(
    '[data-w-dropdown-target="toggle"], [data-a11y-dialog-show], [data-side-panel-toggle]'
).forEach(element => element.click())"""

# The script that crops images asks whether there is a touch screen with an attribute, where the
# browser knows of none: it is refused, and that is the right answer.
TOUCH = re.compile(r"/admin/images/\d+/: script-src-attr inline ")


def but_touch(violations: list[str]) -> list[str]:
    return [violation for violation in violations if not TOUCH.fullmatch(violation)]


@pytest.fixture
def home(site_server: LiveServer) -> WagtailPage:
    return site_tree()


@pytest.fixture
def admin(site_server: LiveServer) -> User:
    return UserFactory.create(is_superuser=True)


def log_in(page: Page, base: str, user: User, to: str) -> None:
    page.goto(base + to)
    page.fill("input[name=login]", user.username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main [type=submit]")
    page.wait_for_url(base + to)


def test_the_admin_works_under_its_policy(
    home: WagtailPage,
    admin: User,
    visitor: BrowserContext,
    site_server: LiveServer,
    violations: list[str],
) -> None:
    image, document = ImageFactory.create(), DocumentFactory.create()
    page = visitor.new_page()
    log_in(page, site_server.url, admin, "/admin/")
    assert page.locator(".w-header, header").first.is_visible()
    for path in (
        f"/admin/pages/{home.pk}/",
        f"/admin/images/{image.pk}/",
        f"/admin/documents/edit/{document.pk}/",
        "/admin/reports/site-history/",
        "/admin/users/",
        "/admin/account/",
    ):
        assert required(page.goto(site_server.url + path)).status == 200, path
        page.wait_for_load_state("networkidle")
    page.goto(f"{site_server.url}/admin/pages/{home.pk}/edit/")
    page.wait_for_load_state("networkidle")
    page.locator("[data-side-panel-toggle=preview]").first.click()
    preview = page.frame_locator("#w-preview-iframe").locator("h1")
    preview.first.wait_for(state="attached")
    assert "Omvärld" in required(preview.first.text_content())
    assert but_touch(violations) == []


# wagtail-localize's report has no order.
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
def test_every_kind_of_page_in_the_admin_obeys_its_policy(
    site_server: LiveServer, visitor: BrowserContext, violations: list[str], reports: list[str]
) -> None:
    """The policy that only reports has something to say at most where it is no more than that.

    A browser may leave a page before it reports: what is listed and needed no more is told by the
    markup (tests/core/web/test_admin_scripts.py).
    """
    client = Client()
    client.force_login(administrator())
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    visitor.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site_server.url}]
    )
    page = visitor.new_page()
    seen, scripted = set(), set()
    for address in admin_pages():
        kind = view_of(address), has_inline_scripts(RequestFactory().get(address))
        if kind in seen:
            continue
        answer = client.get(address)
        if answer.status_code == HTTPStatus.OK and "html" in answer["Content-Type"]:
            seen.add(kind)
            page.goto(site_server.url + address)
            page.evaluate(OPENS)
            if kind[1]:
                scripted.add(urlsplit(address).path)
    assert but_touch(violations) == []
    assert scripted >= {report.partition(":")[0] for report in reports if "script-src" in report}


def view_of(address: str) -> object:
    """The class of the view, or the function that it is."""
    view = resolve(urlsplit(address).path).func
    return getattr(view, "view_class", view)


def test_an_editor_writes_and_publishes(
    home: WagtailPage,
    admin: User,
    visitor: BrowserContext,
    site_server: LiveServer,
    violations: list[str],
) -> None:
    page = visitor.new_page()
    log_in(page, site_server.url, admin, f"/admin/pages/{home.pk}/edit/")
    page.fill("#id_headline", "En ny rubrik från redaktören")
    page.click("footer .w-dropdown__toggle")
    page.click("button[name=action-publish]")
    page.locator(".messages .success").wait_for()
    assert required(page.goto(site_server.url + "/sv/")).status == 200
    home.refresh_from_db()
    assert home.headline == "En ny rubrik från redaktören"
    assert violations == []


def test_the_policy_stops_what_it_is_for(
    home: WagtailPage, visitor: BrowserContext, site_server: LiveServer, violations: list[str]
) -> None:
    """The test above would see a violation, and the public site refuses a script in the page."""
    page = visitor.new_page()
    page.goto(site_server.url + "/sv/")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s) }"
    )
    page.wait_for_timeout(0)
    assert page.evaluate("window.ran") is None
    assert len(violations) == 1
    assert "script-src" in violations[0]


def test_leaving_the_admin_logs_out(
    home: WagtailPage, admin: User, visitor: BrowserContext, site_server: LiveServer
) -> None:
    page = visitor.new_page()
    log_in(page, site_server.url, admin, "/admin/account/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(
        site_server.url + "/admin/logout/", form={"csrfmiddlewaretoken": token}
    )
    assert answer.ok
    page.goto(site_server.url + "/admin/")
    assert "/konto/" in page.url or "/account/" in page.url
