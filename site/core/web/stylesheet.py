"""The one style sheet a visitor fetches: a file per component, and the municipality's colours.

The source is one file per component and no build step; the visitor gets one answer. Colours of
the municipality and of its priority areas are data, and the content security policy allows no
style in the page, so they are the last part of the same sheet.
"""

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import brotli
from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.templatetags.static import static

from core.models import MunicipalityProfile, PriorityArea
from core.models.profile import hex_colour

# First what the others build on, then the parts, then what overrides them.
FIRST = ("fonts", "tokens", "base", "layout")
LAST = ("print", "contrast")
SECONDS = 60
DARK = "@media (prefers-color-scheme:dark)"


@dataclass(frozen=True)
class Stylesheet:
    """The text, ready to send, and a digest that changes with it."""

    digest: str
    plain: bytes
    encoded: dict[str, bytes]


def digest_for(profile: MunicipalityProfile | None) -> str:
    """What the address of the sheet carries, so that a browser may keep the sheet for a year."""
    return cache.get(_key(profile, "digest")) or stylesheet_for(profile).digest


def stylesheet_for(profile: MunicipalityProfile | None) -> Stylesheet:
    """The sheet of one municipality; another process's change is seen within a minute."""
    sheet = cache.get(_key(profile, "sheet"))
    if sheet is None:
        sheet = compose(components() + (colours(profile) if profile else ""))
        cache.set(_key(profile, "sheet"), sheet, SECONDS)
        cache.set(_key(profile, "digest"), sheet.digest, SECONDS)
    return sheet


@lru_cache(maxsize=4)  # a worker compresses the same sheet once, however often the cache is emptied
def compose(css: str) -> Stylesheet:
    """`css` with its digest, compressed once for all visitors."""
    plain = css.encode()
    return Stylesheet(
        digest=sha256(plain).hexdigest()[:12],
        plain=plain,
        encoded={"br": brotli.compress(plain, quality=9), "gzip": gzip.compress(plain, mtime=0)},
    )


def components() -> str:
    """Every file of site/static/css in order, without comments and idle space."""
    files = {path.stem: path for path in sorted(_folder().glob("*.css"))}
    middle = [name for name in files if name not in FIRST + LAST]
    return "".join(_tight(files[name].read_text()) for name in (*FIRST, *middle, *LAST))


def colours(profile: MunicipalityProfile) -> str:
    """The municipality's own colour and its areas', for light and for dark paper."""
    areas = PriorityArea.objects.filter(scheme__profile=profile)
    light = [_rule(":root", "--own", profile.colour)]
    dark = [_rule(":root", "--own", profile.colour_dark)]
    for area in areas:
        light.append(_rule(f".area-{area.slug}", "--mark", area.colour))
        dark.append(_rule(f".area-{area.slug}", "--mark", area.colour_dark))
    return f"{''.join(light)}{DARK}{{{''.join(dark)}}}"


def _rule(selector: str, name: str, colour: str) -> str:
    # A colour written past the form's check must not be able to write style of its own.
    return f"{selector}{{{name}:{colour}}}" if re.match(hex_colour.regex, colour) else ""


def _tight(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r'url\("\.\./([^"]+)"\)', lambda found: f'url("{static(found[1])}")', css)


def _folder() -> Path:
    return Path(settings.STATICFILES_DIRS[0]) / "css"


def _key(profile: MunicipalityProfile | None, part: str) -> str:
    # A file that was edited while the server runs counts at once.
    stamp = max(path.stat().st_mtime_ns for path in _folder().glob("*.css"))
    return f"stylesheet:{profile.pk if profile else 0}:{stamp}:{part}"


@receiver([post_save, post_delete], sender=MunicipalityProfile)
@receiver([post_save, post_delete], sender=PriorityArea)
def forget(**signal: object) -> None:
    """A colour may have changed: every profile's sheet is made anew."""
    for profile in MunicipalityProfile.objects.only("pk"):
        cache.delete_many([_key(profile, "digest"), _key(profile, "sheet")])
