"""In production each log line is a JSON object: it names its request, and people by number."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from config.urls import urlpatterns as addresses
from core.operation.watching.log_lines import JsonLines
from tests.factories.core import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
log = logging.getLogger("tests.log_lines")


def telling(request: HttpRequest) -> HttpResponse:
    log.warning("%s of %s at 10.1.2.3 asked for /sv/?q=hemlig", request.user, "a.b@example.org")
    return HttpResponse("told")


@login_not_required
def failing(request: HttpRequest) -> HttpResponse:
    raise ValueError("Key (email)=(a.b@example.org) is there for https://x.se/sv/?q=hemlig&b=1")


def asking(request: HttpRequest) -> HttpResponse:
    Client().get("/healthz")  # as the look at our own links does
    log.warning("asked")
    return HttpResponse()


urlpatterns = [
    path("telling/", telling),
    path("failing/", failing),
    path("asking/", asking),
    *addresses,
]
used = pytest.mark.urls(__name__)


class Lines:
    """What was written, as objects."""

    def __init__(self) -> None:
        self.written = io.StringIO()
        self.handler = logging.StreamHandler(self.written)
        self.handler.setFormatter(JsonLines())

    def read(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.written.getvalue().splitlines()]


@pytest.fixture
def lines() -> Iterator[Lines]:
    written = Lines()
    logging.getLogger().addHandler(written.handler)
    yield written
    logging.getLogger().removeHandler(written.handler)


@used
def test_a_line_names_its_request_and_no_person(client: Client, lines: Lines) -> None:
    user = UserFactory.create(username="hemligt.namn@example.org")
    client.force_login(user)
    answer = client.get("/telling/?q=hemlig", headers={"x-request-id": "proxy-0123456789"})
    assert answer["X-Request-ID"] == "proxy-0123456789"
    (line,) = [each for each in lines.read() if each["logger"] == "tests.log_lines"]
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "logger": "tests.log_lines",
        "message": "[e-mail] of [e-mail] at [address] asked for /sv/?[…]",
        "request_id": "proxy-0123456789",
        "method": "GET",
        "path": "/telling/",
        "user": user.pk,
    }


@used
def test_an_error_has_its_request_and_its_traceback(client: Client, lines: Lines) -> None:
    client.raise_request_exception = False
    answer = client.get("/failing/?q=hemlig")
    (line,) = [each for each in lines.read() if each["level"] == "ERROR"]
    assert (line["status"], line["path"]) == (500, "/failing/")
    assert line["request_id"] == answer["X-Request-ID"]
    assert "in failing" in line["exc_info"]
    assert "hemlig" not in json.dumps(line)
    assert "example.org" not in json.dumps(line)


def test_an_answer_that_django_logs_late_has_its_request_too(client: Client, lines: Lines) -> None:
    answer = client.get("/sv/finns-inte/?q=hemlig")
    (line,) = [each for each in lines.read() if each["logger"] == "django.request"]
    assert (line["status"], line["request_id"]) == (404, answer["X-Request-ID"])
    assert "hemlig" not in json.dumps(line)


@pytest.mark.parametrize("sent", ["", "short", "x" * 200, "line\tbreak-0123", "{} 0123456789"])
def test_what_looks_like_no_id_is_none(client: Client, sent: str) -> None:
    given = client.get("/healthz", headers={"x-request-id": sent})["X-Request-ID"]
    assert given != sent
    assert len(given) == 32


def test_a_line_for_every_request_where_it_is_asked_for(
    client: Client, lines: Lines, settings: Settings
) -> None:
    client.get("/healthz")
    settings.LOG_REQUESTS = True
    client.get("/healthz?token=hemlig")
    (line,) = lines.read()
    assert (line["level"], line["message"]) == ("INFO", "GET /healthz 200")
    assert line["status"] == 200
    assert line["milliseconds"] >= 0


def test_a_request_ends(client: Client, lines: Lines) -> None:
    client.get("/healthz")
    log.warning("for nobody")
    (line,) = lines.read()
    assert line["message"] == "for nobody"
    assert "request_id" not in line


@used
def test_a_request_within_a_request_is_one_of_its_own(client: Client, lines: Lines) -> None:
    client.force_login(UserFactory.create())
    answer = client.get("/asking/")
    *_log_in, line = lines.read()
    assert (line["path"], line["request_id"]) == ("/asking/", answer["X-Request-ID"])
