"""From coordinates to the map of Europe: Lambert's projection, which keeps areas true."""

from math import cos, radians, sin, sqrt

WIDTH, HEIGHT = 640.0, 560.0
LATITUDE, LONGITUDE = 54.0, 12.0  # the middle
SCALE, LEFT, TOP = 940.0, 268.0, 318.0  # of a globe of radius 1 to the units of the drawing


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """The point of the drawing, from its upper left corner; it may lie outside."""
    lat, east, middle = radians(latitude), radians(longitude - LONGITUDE), radians(LATITUDE)
    away = 1 + sin(middle) * sin(lat) + cos(middle) * cos(lat) * cos(east)
    stretch = SCALE * sqrt(2 / max(away, 1e-6))
    x = stretch * cos(lat) * sin(east)
    y = stretch * (cos(middle) * sin(lat) - sin(middle) * cos(lat) * cos(east))
    return LEFT + x, TOP - y


def on_the_map(latitude: float, longitude: float) -> bool:
    """Whether the point is inside the drawing, with room for its name."""
    x, y = projected(latitude, longitude)
    return 10 <= x <= WIDTH - 10 and 10 <= y <= HEIGHT - 10
