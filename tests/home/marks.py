"""The words by which one municipality is known: its own, which no other's pages may show."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from home.loading.profiles import FOLDER, bundled, toml
from home.loading.texts import FOLDER as CONTENT
from tests.parts import ROOT

PROJECTS = ROOT / "projects"
NAMES = {
    "kavlinge": "Kävlinge",
    "kristianstad": "Kristianstad",
    "osthammar": "Östhammar",
    "tyreso": "Tyresö",
    "vaxjo": "Växjö",
}
# What one municipality calls an area or a scheme, and the site or a programme says too.
COMMON = {"EU projects", "Kommunalt partnerskap", "Samarbeten"}
TELLING = ("name", "title", "other_title", "reference_number", "acronym", "headline", "motto")


def marks(name: str) -> set[str]:
    """The names of a municipality, its towns, bodies, units, areas, documents and projects."""
    found = {text for path in files(name) for text in _named(toml(path))}
    return {NAMES[name], name} | {text for text in found if len(text) > 3}


def of_the_others(name: str) -> re.Pattern[str]:
    """What marks the other four and is nowhere in what is written for `name` or for all."""
    own = "\n".join(path.read_text(encoding="utf-8") for path in (*files(name), *shared()))
    others = {mark for other in bundled() if other != name for mark in marks(other)} - COMMON
    alien = sorted(mark for mark in others if mark not in own)
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, alien)) + r")s?(?!\w)")


def files(name: str) -> list[Path]:
    """What is written for this municipality alone."""
    folders = (FOLDER, CONTENT / "documents", PROJECTS / "data", PROJECTS / "demo")
    return [path for folder in folders if (path := folder / f"{name}.toml").exists()]


def shared() -> list[Path]:
    """What is written for all: a word in there marks nobody."""
    return [*CONTENT.glob("*.toml"), *(ROOT / "site/locale").glob("*/LC_MESSAGES/django.po")]


def _named(value: Any, key: str = "") -> Iterator[str]:
    """The texts below the keys that tell, in all languages."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _named(part, key if name in ("sv", "en") else name)
    elif isinstance(value, list):
        for part in value:
            yield from _named(part, key)
    elif isinstance(value, str) and key in TELLING:
        yield value
