"""The map of twin towns: lines from home over Europe. The list beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from core.models import MunicipalityProfile
from network.cooperation.europe import HEIGHT, WIDTH, on_the_map, projected
from network.cooperation.models import TwinTown

LETTER, LINE, GAP = 7.6, 17.0, 9.0  # the room that a name takes, in units of the drawing
MARGIN, LEAST = 70.0, 380.0


@dataclass(frozen=True)
class Point:
    """A town or home on the map, and where its name stands."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    status: str = ""
    way: str = ""  # the line from home


@dataclass(frozen=True)
class TwinMap:
    """What is drawn, and the towns outside the map of Europe."""

    home: Point
    towns: Sequence[Point]
    outside: Sequence[TwinTown]
    box: str


Box = tuple[float, float, float, float]


def twin_map(profile: MunicipalityProfile, towns: Sequence[TwinTown]) -> TwinMap | None:
    """The map of these towns; None where nothing says where the municipality or a town is."""
    if profile.latitude is None or profile.longitude is None:
        return None
    inside = [town for town in towns if _drawn(town)]
    if not inside:
        return None
    home = projected(profile.latitude, profile.longitude)
    spots = [projected(town.latitude or 0, town.longitude or 0) for town in inside]
    frame = _frame([home, *spots])
    taken = [_around(x, y) for x, y in [home, *spots]]
    named = zip(_names(profile, inside), [home, *spots], strict=True)
    labels = [_label(name, *at, taken, frame) for name, at in named]
    points = [
        Point(town.name, x, y, *label, status=town.status, way=_way(home, (x, y)))
        for town, (x, y), label in zip(inside, spots, labels[1:], strict=True)
    ]
    outside = [t for t in towns if not _drawn(t)]
    left, top, right, bottom = frame
    box = f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"
    return TwinMap(Point(profile.name, home[0], home[1], *labels[0]), points, outside, box)


def _names(profile: MunicipalityProfile, towns: Sequence[TwinTown]) -> list[str]:
    return [profile.name, *(town.name for town in towns)]


def _drawn(town: TwinTown) -> bool:
    if town.latitude is None or town.longitude is None:
        return False
    return on_the_map(town.latitude, town.longitude)


def _around(x: float, y: float) -> Box:
    return x - 6, y - 6, x + 6, y + 6


def _label(name: str, x: float, y: float, taken: list[Box], frame: Box) -> tuple[float, float, str]:
    """The first side of the point where the name covers nothing; what it takes is noted.

    Where every side is taken the name at least stays inside the frame.
    """
    wide = len(name) * LETTER
    sides = (
        (x + GAP, y + 4, "start", x + GAP),
        (x - GAP, y + 4, "end", x - GAP - wide),
        (x, y - GAP, "middle", x - wide / 2),
        (x, y + GAP + 9, "middle", x - wide / 2),
        (x + GAP, y - GAP, "start", x + GAP),
        (x + GAP, y + GAP + 8, "start", x + GAP),
        (x - GAP, y - GAP, "end", x - GAP - wide),
        (x - GAP, y + GAP + 8, "end", x - GAP - wide),
    )
    boxes = [(left, base - LINE + 4, left + wide, base + 4) for _x, base, _a, left in sides]
    inside = [n for n, box in enumerate(boxes) if _fits(box, frame)]
    free = [n for n in inside if not _covers(boxes[n], taken)]
    chosen = (free or inside or [0])[0]
    taken.append(boxes[chosen])
    label_x, label_y, anchor, _left = sides[chosen]
    return label_x, label_y, anchor


def _fits(box: Box, frame: Box) -> bool:
    left, top, right, bottom = frame
    return box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom


def _covers(box: Box, taken: list[Box]) -> bool:
    left, top, right, bottom = box
    return any(w < right and left < e and n < bottom and top < s for w, n, e, s in taken)


def _way(home: tuple[float, float], town: tuple[float, float]) -> str:
    """A line with a slight bend."""
    (x1, y1), (x2, y2) = home, town
    bend = 0.12 * hypot(x2 - x1, y2 - y1)
    length = hypot(x2 - x1, y2 - y1) or 1
    cx = (x1 + x2) / 2 + bend * (y2 - y1) / length
    cy = (y1 + y2) / 2 - bend * (x2 - x1) / length
    return f"M{x1:.1f},{y1:.1f}Q{cx:.1f},{cy:.1f} {x2:.1f},{y2:.1f}"


def _frame(spots: Sequence[tuple[float, float]]) -> Box:
    """The part of the drawing that is shown, with room for the names."""
    left, width = _span([x for x, _y in spots], WIDTH)
    top, height = _span([y for _x, y in spots], HEIGHT)
    return left, top, left + width, top + height


def _span(values: Sequence[float], most: float) -> tuple[float, float]:
    low, high = min(values) - MARGIN, max(values) + MARGIN
    missing = max(0.0, LEAST - (high - low)) / 2
    low, high = low - missing, high + missing
    low = min(max(0.0, low), max(0.0, most - (high - low)))
    return low, min(high - low, most - low)
