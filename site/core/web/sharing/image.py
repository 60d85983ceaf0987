"""The picture shown beside a link to the site where it is shared: drawn, not photographed."""

import functools
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext, override
from PIL import Image, ImageDraw, ImageFont

from core.models import MunicipalityProfile

WIDTH, HEIGHT = 1200, 630  # what those who show links ask for
MARGIN = 72
INK = "#ffffff"
NO_MUNICIPALITY = "#15202b"
FINE = 3
LARGEST, SMALLEST = 92, 40

Ink = str | float | tuple[int, ...] | None  # as Pillow takes colours and gives them


def name_for(profile: MunicipalityProfile | None, language: str) -> str:
    """What the picture's address carries: it changes with what is in the picture."""
    content = "\n".join([*words(profile, language), colour(profile)])
    return f"{language}-{sha256(content.encode()).hexdigest()[:12]}"


def words(profile: MunicipalityProfile | None, language: str) -> tuple[str, str]:
    """Whose site it is, and what it is about."""
    with override(language):
        return str(profile.municipality) if profile else "", gettext("International and EU work")


def colour(profile: MunicipalityProfile | None) -> str:
    return profile.colour if profile else NO_MUNICIPALITY


def picture(profile: MunicipalityProfile | None, language: str) -> bytes:
    """The picture as PNG, drawn once."""
    key = f"share-image:{name_for(profile, language)}"
    png: bytes | None = cache.get(key)
    if png is None:
        png = draw(*words(profile, language), colour(profile))
        cache.set(key, png, timeout=None)
    return png


def draw(owner: str, about: str, ground: str) -> bytes:
    """The mark of the site, large and running out of the picture, and the words."""
    image = rings(ground)
    pen = ImageDraw.Draw(image)
    pen.text((MARGIN + 74, MARGIN + 28), "Omvärld", INK, font(44, 700), anchor="lm")
    lines, face = fitted(owner, WIDTH - 2 * MARGIN)
    bottom = HEIGHT - MARGIN - 64
    for line in reversed(lines):
        pen.text((MARGIN, bottom), line, INK, face, anchor="ld")
        bottom -= int(face.size * 1.08)
    pen.text((MARGIN, HEIGHT - MARGIN), about, INK, font(40, 500), anchor="ld")
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def rings(ground: str) -> Image.Image:
    """The mark twice, faint and large, and small beside the name; drawn larger for smooth edges."""
    image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), ground)
    pen = ImageDraw.Draw(image)
    faint = Image.blend(Image.new("RGB", (1, 1), ground), Image.new("RGB", (1, 1), INK), 0.16)
    ring(pen, (960 * FINE, 250 * FINE), 330 * FINE, faint.getpixel((0, 0)))
    ring(pen, ((MARGIN + 26) * FINE, (MARGIN + 28) * FINE), 26 * FINE, INK)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def ring(pen: ImageDraw.ImageDraw, middle: tuple[int, int], radius: int, ink: Ink) -> None:
    """The mark: the world as a ring, and a dot in it; in the measures of static/img/mark.svg."""
    x, y = middle
    outer, dot = radius, radius * 5 / 15.5
    pen.ellipse((x - outer, y - outer, x + outer, y + outer), outline=ink, width=radius * 10 // 31)
    pen.ellipse((x - dot, y - dot, x + dot, y + dot), fill=ink)


def fitted(text: str, width: int) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """A long name on two lines, smaller if it must be."""
    for size in range(LARGEST, SMALLEST, -4):
        face = font(size, 800)
        lines = wrapped(text, face, width)
        if len(lines) <= 2 and all(face.getlength(line) <= width for line in lines):
            break
    return lines, face


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The words on as few lines as they need."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The site's own typeface."""
    face = ImageFont.truetype(BytesIO(_font_file()), size)
    face.set_variation_by_axes([weight])
    return face


@functools.cache
def _font_file() -> bytes:
    folder = Path(settings.STATICFILES_DIRS[0])
    return (folder / "fonts" / "schibsted-grotesk.woff2").read_bytes()
