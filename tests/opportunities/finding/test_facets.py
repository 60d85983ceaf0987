"""The values of the filters stand in an order that people can search with their eyes."""

from typing import Any

import pytest
from django.test import Client

from opportunities.models import Programme
from tests.factories.calls import call, municipality, programme

pytestmark = pytest.mark.django_db

NAMES = {"Östersjön": "Baltic Sea", "Ånga": "Steam", "Zebra": "Zebra", "älven": "river", "Bad": "a"}


@pytest.fixture
def programmes() -> None:
    municipality()
    for number, (swedish, english) in enumerate(NAMES.items()):
        made = programme(f"p{number}")
        Programme.objects.filter(pk=made.pk).update(name_sv=swedish, name_en=english)
        call(f"Call {number}", programme_slug=made.slug)


@pytest.mark.usefixtures("programmes")
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", ["Bad", "Zebra", "Ånga", "älven", "Östersjön"]),
        ("en", ["a", "Baltic Sea", "river", "Steam", "Zebra"]),
    ],
)
def test_programmes_stand_in_alphabetical_order(
    client: Client, language: str, expected: Any
) -> None:
    answer = client.get("/api/calls/", {"lang": language}).json()
    assert [value["label"] for value in answer["facets"]["programme"]] == expected
