"""A real Chromium and a running site, for the tests that need them."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.factories.look import filled_site
from tests.own_database import database_copied, database_filled, database_used, site_copied
from tests.parts import CHROMIUM_ARGS, chromium


class Requests:
    """How many requests the servers are at work on; a browser that is closed waits for none."""

    def __init__(self) -> None:
        self._running = 0
        self._changed = threading.Condition()
        request_started.connect(self._started)
        request_finished.connect(self._finished)

    def _count(self, difference: int) -> None:
        if threading.current_thread() is threading.main_thread():
            return  # of Django's own client
        with self._changed:
            self._running += difference
            self._changed.notify_all()

    def _started(self, **signal: object) -> None:
        self._count(1)

    def _finished(self, **signal: object) -> None:
        self._count(-1)

    def wait(self) -> None:
        """Until they are all answered, so that the database can be emptied."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._running == 0, timeout=60)


@pytest.fixture(scope="session")
def requests() -> Requests:
    return Requests()


@pytest.fixture(autouse=True)
def answered(requests: Requests) -> Iterator[None]:
    """A test ends when nothing is at work any more on what a browser asked last."""
    yield
    requests.wait()


@pytest.fixture
def site_server(db: None, requests: Requests, tmp_path: Path) -> Iterator[LiveServer]:
    """A server for a database of the test's own: what the test writes is committed.

    Ask for it before `visitor`, whose windows are then closed first. By the name `live_server`
    pytest-django would empty the database that all tests share.
    """
    with database_copied(tmp_path) as name, served(name) as running:
        yield running
        requests.wait()


@pytest.fixture(scope="module")
def demo_site(browser: Browser, database_folder: Path) -> Iterator[str]:
    """The address of Kristianstad's site with demo content.

    It has a database and a server of its own. Tests with it are not marked with django_db.
    """
    with (
        site_copied(database_folder, "kristianstad", demo=True) as name,
        served(name) as running,
    ):
        yield running.url


@pytest.fixture(scope="module")
def full_site(browser: Browser, database_folder: Path) -> Iterator[str]:
    """The address of a site with something in every corner, to read, in the same way."""
    with (
        database_filled(database_folder, "filled", filled_site) as name,
        served(name) as running,
    ):
        yield running.url


@contextmanager
def served(name: str) -> Iterator[LiveServer]:
    """A running server for that database alone, which this thread uses too."""
    with database_used(name):
        running = LiveServer("localhost")
        yield running
        running.stop()


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """Debian's Chromium without a window; without one the test stops (tests.parts.require)."""
    path = chromium()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop running in this thread; the tests use the database in it.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGS))
        yield running
        running.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor who has never been here, with windows of their own."""
    context = browser.new_context(locale="sv-SE")
    yield context
    context.close()


@pytest.fixture
def violations(visitor: BrowserContext) -> list[str]:
    """What the browser refuses, and every request that leaves the machine."""
    seen = said_by_policies(visitor, "enforce")
    visitor.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://localhost", "http://127.0.0.1", "data:", "blob:"))
            else seen.append(f"outside: {request.url}")
        ),
    )
    visitor.on("weberror", lambda error: seen.append(f"script: {error.error}"))
    return seen


@pytest.fixture
def reports(visitor: BrowserContext) -> list[str]:
    """What the browser would refuse under a policy that only reports."""
    return said_by_policies(visitor, "report")


def said_by_policies(visitor: BrowserContext, disposition: str) -> list[str]:
    """What policies that refuse ("enforce") or only report say from now on, and of which page."""
    seen: list[str] = []
    # In the page itself, since a violation that a script catches is not in the console.
    visitor.expose_binding(f"{disposition}d", lambda source, text: seen.append(text))
    visitor.add_init_script(
        "addEventListener('securitypolicyviolation', e => "
        f"e.disposition === '{disposition}' && {disposition}d("
        "`${location.pathname}: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"
    )
    return seen
