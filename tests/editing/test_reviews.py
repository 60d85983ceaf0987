"""The reminder list: which pages nobody has looked through for a year, and who answers for them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from core.models import MunicipalityProfile, User
from home.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 26, 11, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def pages(loaded_demo_site: MunicipalityProfile) -> Page:
    start = loaded_demo_site.site.root_page

    def below(title: str, day: Any, **fields: Any) -> Any:
        page = StandardPage(title=title, reviewed_on=day, **fields)
        return start.add_child(instance=page)

    below("Länge sedan", date(2024, 1, 31), responsible="Kansliet")
    below("Ett år sedan", date(2025, 11, 26), responsible="Kansliet")
    below("Nyss", date(2025, 11, 27))
    below("Aldrig", None, responsible="Skolan")
    below("Utkast", None, live=False)
    return start


def editor(name: str = "editor") -> Any:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def titles(client: Client, **parameters: Any) -> list[Any]:
    answer = client.get(reverse("reviews_due"), parameters)
    assert answer.status_code == 200
    ours = ("Länge sedan", "Ett år sedan", "Nyss", "Aldrig", "Utkast")
    return [
        page.title
        for page in answer.context["page_obj"].paginator.object_list
        if page.title in ours
    ]


def test_it_lists_what_nobody_has_seen_to_for_a_year_the_longest_ago_first(pages: Page) -> None:
    assert titles(editor()) == ["Aldrig", "Länge sedan", "Ett år sedan"]
    assert titles(editor(), ordering="-reviewed") == ["Ett år sedan", "Länge sedan", "Aldrig"]
    assert titles(editor(), ordering="title") == ["Aldrig", "Ett år sedan", "Länge sedan"]


def test_it_can_be_limited_to_who_answers_for_them(pages: Page) -> None:
    assert titles(editor(), answers="kansli") == ["Länge sedan", "Ett år sedan"]


def test_it_can_be_taken_out_as_a_table(pages: Page) -> None:
    client = editor()
    plain = client.get(reverse("reviews_due"), {"export": "csv", "answers": "Kansliet"})
    lines = b"".join(plain.streaming_content).decode().splitlines()
    assert lines[0].split(",")[:3] == ["Rubrik", "Vem som svarar för den", "Senast granskad"]
    assert lines[1].startswith("Länge sedan,Kansliet,2024-01-31")
    sheet = client.get(reverse("reviews_due"), {"export": "xlsx", "answers": "Kansliet"})
    book = load_workbook(BytesIO(b"".join(sheet.streaming_content)))
    assert book.active.cell(2, 1).value == "Länge sedan"


def test_editors_find_it_and_others_do_not_get_in(pages: Page) -> None:
    assert reverse("reviews_due") in editor().get(reverse("wagtailadmin_home")).content.decode()
    for name in ("strategist", "member"):
        assert editor(name).get(reverse("reviews_due")).status_code in (302, 403)


@pytest.mark.any_database
def test_it_costs_the_same_for_few_pages_and_for_many(
    pages: Page, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = editor()
    titles(client)
    for number in range(20):
        pages.add_child(instance=StandardPage(title=f"Sida {number}"))
    with django_assert_max_num_queries(25):
        titles(client)
