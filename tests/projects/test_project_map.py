"""The drawing of a project's partners: where the marks are, and labels that can be read."""

from typing import Any

import pytest

from network.cooperation.europe import HEIGHT, SCALE, WIDTH, projected
from projects.models import ProjectPartner
from projects.showing.map import project_map
from tests.required import required


def partner(name: str, latitude: Any = None, longitude: Any = None, **more: Any) -> Any:
    return ProjectPartner(name=name, latitude=latitude, longitude=longitude, **more)


MALMO = partner("Malmö", 55.6, 13.0)
KRISTIANSTAD = partner("Kristianstad", 56.03, 14.16, is_lead=True)
RONNEBY = partner("Ronneby", 56.21, 15.28)


def test_north_is_up_and_distances_are_right() -> None:
    x, y = projected(56.03, 14.16)
    assert projected(60.2, 24.7)[0] > x
    assert projected(60.2, 24.7)[1] < y
    there_x, there_y = projected(59.33, 18.07)  # 433 km to the north-east
    away = ((there_x - x) ** 2 + (there_y - y) ** 2) ** 0.5
    assert away / SCALE * 6371 == pytest.approx(433, abs=15)
    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT


def test_what_has_no_place_in_europe_is_left_to_the_list() -> None:
    assert project_map([partner("Somewhere"), partner("Gaborone", -24.65, 25.9)]) is None
    drawn = required(project_map([partner("Somewhere"), MALMO]))
    assert [mark.name for mark in drawn.places] == ["Malmö"]
    assert drawn.lines == []  # nobody leads


def test_lines_lead_from_the_lead_partner_and_a_town_is_marked_once() -> None:
    same = partner("Another in Malmö", 55.6, 13.0)
    drawn = required(project_map([MALMO, same, KRISTIANSTAD, RONNEBY]))
    assert len(drawn.places) == 3
    assert [mark.name for mark in drawn.places if mark.is_lead] == ["Kristianstad"]
    assert len(drawn.lines) == 2


def test_labels_of_towns_close_together_stand_on_different_sides() -> None:
    drawn = required(project_map([MALMO, KRISTIANSTAD, RONNEBY]))
    sides = {mark.name: (mark.anchor, mark.label_y > mark.y) for mark in drawn.places}
    assert len(set(sides.values())) > 1
    for mark in drawn.places:
        assert drawn.x < mark.x < drawn.x + drawn.width
        assert drawn.y < mark.y < drawn.y + drawn.height
