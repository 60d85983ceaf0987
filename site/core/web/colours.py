"""The municipality's own colour and its areas', as the style sheet that follows the common one.

Colours are data, and the content security policy allows no style in the page.
"""

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import brotli
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.models import MunicipalityProfile, PriorityArea
from core.models.profile import hex_colour

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
        sheet = compose(colours(profile) if profile else "")
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


def _key(profile: MunicipalityProfile | None, part: str) -> str:
    return f"colours:{profile.pk if profile else 0}:{part}"


@receiver([post_save, post_delete], sender=MunicipalityProfile)
@receiver([post_save, post_delete], sender=PriorityArea)
def forget(**signal: object) -> None:
    """A colour may have changed: every profile's sheet is made anew."""
    for profile in MunicipalityProfile.objects.only("pk"):
        cache.delete_many([_key(profile, "digest"), _key(profile, "sheet")])
