"""Draw Europe as dots for the maps of twin towns and of partners: a one-off script for developers.

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python tools/dotted_land.py package/land-50m.json > templates/components/europe_land.html

The outlines are Natural Earth's, which are in the public domain (naturalearthdata.com); the npm
package world-atlas holds them as TopoJSON (ISC licence). The result has one line per run of dots,
drawn with a dash of no length and a round end.
"""

import json
import sys
import textwrap
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]
from network.cooperation.europe import HEIGHT, WIDTH, projected  # noqa: E402

STEP, ROW = 9.2, 8.0
WIDEST = 112
Ring = list[tuple[float, float]]


def rings(topology: dict) -> list[Ring]:
    """The outlines of all land as longitude and latitude."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    outlines = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points = []
                for number in ring:
                    points += arcs[number] if number >= 0 else arcs[~number][::-1]
                outlines.append(points)
    return outlines


def inside(ring: Ring, x: float, y: float) -> bool:
    """Whether the ring goes round the point."""
    crossed = False
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
        x1, y1 = x2, y2
    return crossed


def outline_on_map(ring: Ring) -> Ring:
    """On the map; points far off count as one at the edge of what is drawn."""
    near = [(lon, lat) for lon, lat in ring if -60 < lon < 90 and lat > 10]
    return [projected(lat, lon) for lon, lat in near]


def box(ring: Ring) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of the ring."""
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    return min(xs), max(xs), min(ys), max(ys)


def main(path: str) -> None:
    """Print the component."""
    outlines = rings(json.loads(Path(path).read_text()))
    land = [ring for outline in outlines if len(ring := outline_on_map(outline)) > 2]
    boxes = [box(ring) for ring in land]
    path_data = []
    for number in range(int(HEIGHT / ROW)):
        y = ROW / 2 + number * ROW
        shift = STEP / 2 * (number % 2)
        dots = []
        for column in range(int(WIDTH / STEP)):
            x = STEP / 2 + shift + column * STEP
            hits = sum(
                inside(ring, x, y)
                for ring, (left, right, top, bottom) in zip(land, boxes, strict=True)
                if left <= x <= right and top <= y <= bottom
            )
            dots.append(hits % 2 == 1)
        run = 0
        for column, dot in enumerate([*dots, False]):
            if dot:
                run += 1
            elif run:
                start = STEP / 2 + shift + (column - run) * STEP
                path_data.append(f"M{start:.1f},{y:g}h{(run - 1) * STEP + 0.4:.1f}")
                run = 0
    sys.stdout.write(
        "{% comment %}\n"
        "  Europe as dots, made by tools/dotted_land.py from the outlines of Natural Earth "
        "(public domain).\n"
        "{% endcomment %}\n"
        "<path\n"
        '  class="map-land"\n'
        f'  d="{lines(path_data)}"/>\n'
    )


def lines(path_data: list[str]) -> str:
    """The commands in lines, aligned as djhtml aligns a long attribute."""
    wrapped = textwrap.wrap(" ".join(path_data), WIDEST)
    return "\n     ".join(line.replace(" ", "") for line in wrapped)


if __name__ == "__main__":
    main(sys.argv[1])
