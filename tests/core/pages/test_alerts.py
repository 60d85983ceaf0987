"""The message at the head of every page: in time, in the reader's language, without a cookie."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from core.models import Alert, User
from tests.as_read import as_read
from tests.factories.calls import call, municipality
from tests.factories.core import UserFactory

AT = datetime(2026, 11, 26, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


def alert(text: str = "Telefonväxeln är stängd.", **fields: Any) -> Any:
    cache.clear()  # in a test nothing is committed, so that nobody hears of the change
    return Alert.objects.create(**{"text_sv": text, "starts_at": AT - HOUR, **fields})


def page(client: Client, path: str = "/sv/") -> str:
    return as_read(client.get(path).content.decode())


def test_it_stands_on_every_page_and_also_where_there_is_none(client: Client) -> None:
    municipality()
    made = call("Water reuse")
    alert(text_en="The switchboard is closed.", severity=3, link="/sv/om/")
    with override("sv"):
        paths = ["/sv/", reverse("call_list"), reverse("call", args=[made.reference]), "/sv/nej/"]
    for path in paths:
        markup = page(client, path)
        assert "<b>Brådskande:</b> <span>Telefonväxeln är stängd.</span>" in markup, path
        assert '<a href="/sv/om/">Läs mer om det</a>' in markup
    assert "<b>Urgent:</b> <span>The switchboard is closed.</span>" in page(client, "/en/")
    assert not client.cookies


def test_a_text_without_translation_says_which_language_it_is_in(client: Client) -> None:
    municipality()
    alert()
    assert '<span lang="sv">Telefonväxeln är stängd.</span>' in page(client, "/en/")


def test_it_comes_and_goes_by_the_clock_also_on_pages_that_are_kept(
    client: Client, clock: time_machine.Traveller, settings: Settings
) -> None:
    settings.PAGE_CACHE_SECONDS = 3600
    caches["pages"].clear()
    municipality()
    alert(starts_at=AT + HOUR / 4, ends_at=AT + HOUR / 2)
    assert "Telefonväxeln" not in page(client)
    clock.shift(HOUR / 4 + timedelta(seconds=1))
    assert "Telefonväxeln" in page(client)
    clock.shift(HOUR / 4)
    assert "Telefonväxeln" not in page(client)


def test_the_gravest_comes_first(client: Client) -> None:
    municipality()
    alert("Bara så du vet.")
    alert("Det brinner.", severity=3)
    markup = page(client)
    assert markup.index("Det brinner.") < markup.index("Bara så du vet.")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ends_at_0": "2026-11-26 10:00"}, "ends_at"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "//example.org"}, "link"),
        ({"text_sv": ""}, "text_sv"),
    ],
)
def test_an_editor_writes_one_and_mistakes_are_said(
    client: Client, changed: Any, field: str
) -> None:
    user = UserFactory.create(username="boss", is_superuser=True, is_staff=True)
    client.force_login(User.objects.get(pk=user.pk))
    address = reverse("wagtailsnippets_core_alert:add")
    data = {"text_sv": "Stängt.", "severity": "1", "starts_at": "2026-11-26 12:00", "link": ""}
    wrong = {**data, **{name.removesuffix("_0"): value for name, value in changed.items()}}
    answer = client.post(address, wrong)
    assert field in answer.context["form"].errors
    assert not Alert.objects.exists()
    assert client.post(address, data).status_code == 302
    assert Alert.objects.get().text_sv == "Stängt."
