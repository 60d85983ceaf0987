"""Where a project's partners are, on a drawing of Europe; the list beside it says the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from network.cooperation.europe import HEIGHT, WIDTH, projected
from projects.models import ProjectPartner

LEAST = 180.0  # of Europe that is shown at least, in units of the drawing
MARGIN = 36.0
LETTER = 0.58  # of the height of the text, on average
# Where a label may stand, from its mark and in heights of the text, the best first.
SIDES = (
    (0.7, 0.35, "start"),
    (-0.7, 0.35, "end"),
    (0.4, -0.6, "start"),
    (-0.4, -0.6, "end"),
    (0.4, 1.3, "start"),
    (-0.4, 1.3, "end"),
    (0, -0.8, "middle"),
    (0, 1.5, "middle"),
)


@dataclass(frozen=True)
class PartnerMark:
    """A mark with its label, in units of the drawing."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    is_lead: bool


@dataclass(frozen=True)
class ProjectMap:
    """A cut of the drawing that has all partners in it; lines lead from the lead partner."""

    x: float
    y: float
    width: float
    height: float
    text: float
    mark: float
    places: Sequence[PartnerMark]
    lines: Sequence[str]


def project_map(partners: Iterable[ProjectPartner]) -> ProjectMap | None:
    """The partners with coordinates in Europe; None where there are none."""
    partners_at: dict[tuple[float, float], ProjectPartner] = {}
    for partner in partners:
        if partner.latitude is None or partner.longitude is None:
            continue
        x, y = projected(partner.latitude, partner.longitude)
        spot = round(x, 1), round(y, 1)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT and (spot not in partners_at or partner.is_lead):
            partners_at[spot] = partner
    if not partners_at:
        return None
    xs, ys = [x for x, _y in partners_at], [y for _x, y in partners_at]
    width = max(LEAST, max(xs) - min(xs) + 3 * MARGIN)
    height = max(LEAST * 0.7, max(ys) - min(ys) + 2 * MARGIN)
    text = width / 26
    marks: list[PartnerMark] = []
    for spot, partner in partners_at.items():
        marks.append(_mark(spot, partner, list(partners_at), marks, text))
    lead = next((mark for mark in marks if mark.is_lead), None)
    return ProjectMap(
        x=round((min(xs) + max(xs) - width) / 2, 2),
        y=round((min(ys) + max(ys) - height) / 2, 2),
        width=round(width, 2),
        height=round(height, 2),
        text=round(text, 2),
        mark=round(text * 0.36, 2),
        places=marks,
        lines=[_line(lead, mark) for mark in marks if lead and mark is not lead],
    )


def _mark(
    spot: tuple[float, float],
    partner: ProjectPartner,
    marks: Sequence[tuple[float, float]],
    placed: Sequence[PartnerMark],
    text: float,
) -> PartnerMark:
    """The mark with its label on the side of it where the least else stands, the right if equal."""
    (x, y), name = spot, partner.town or partner.name
    others = [(p.x - text / 2, p.x + text / 2, p.y) for p in placed]
    others += [(mx - text / 2, mx + text / 2, my) for mx, my in marks if (mx, my) != spot]
    others += [_label(mark, text) for mark in placed]
    sides = [
        PartnerMark(
            name, x, y, round(x + dx * text, 2), round(y + dy * text, 2), anchor, partner.is_lead
        )
        for dx, dy, anchor in SIDES
    ]

    def crowd(side: PartnerMark) -> int:
        left, right, line = _label(side, text)
        return sum(
            left < end and start < right and abs(line - other) < text
            for start, end, other in others
        )

    return min(sides, key=crowd)


def _label(mark: PartnerMark, text: float) -> tuple[float, float, float]:
    """From where to where a label reaches, and the middle of its line."""
    length = len(mark.name) * text * LETTER
    left = {"start": 0.0, "middle": length / 2, "end": length}[mark.anchor]
    start = mark.label_x - left
    return start, start + length, mark.label_y - text * 0.35


def _line(one: PartnerMark, other: PartnerMark) -> str:
    """A line that bends a little, so that lines in one direction can be told apart."""
    bend_x = (one.x + other.x) / 2 + (other.y - one.y) * 0.12
    bend_y = (one.y + other.y) / 2 - (other.x - one.x) * 0.12
    return f"M{one.x} {one.y}Q{bend_x:.2f} {bend_y:.2f} {other.x} {other.y}"
