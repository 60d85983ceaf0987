"""The rules of the house, on the real tree and, so that they can fail, on small wrong ones."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from config.apps import APPS
from tests.architecture import RULES
from tests.architecture.planted import RIGHT, WRONG
from tests.architecture.tree import apps
from tests.parts import ROOT


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_is_as_it_was_drawn(rule: Callable[[Path], Iterator[str]]) -> None:
    assert sorted(rule(ROOT)) == []


def test_the_real_tree_is_read() -> None:
    read = {(module.app, module.inside) for module in apps(ROOT)}
    assert ("core", ("models", "users")) in read
    assert ("opportunities", ("querysets",)) in read
    assert {app for app, _inside in read} == set(APPS)


def plant(root: Path, files: Mapping[str, str]) -> None:
    """A house of four rooms of the same size, and these files."""
    rooms = {f"{app}/room.py": "\n" * 400 for app in APPS[2:6]}
    for path, text in {**rooms, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


@pytest.mark.parametrize(("rule", "files"), WRONG)
def test_what_breaks_a_rule_is_found(tmp_path: Path, rule: str, files: Mapping[str, str]) -> None:
    plant(tmp_path, files)
    complaints = {found.__name__: list(found(tmp_path)) for found in RULES}
    assert complaints.pop(rule)
    assert not any(complaints.values())


@pytest.mark.parametrize("files", RIGHT)
def test_what_keeps_them_is_left_alone(tmp_path: Path, files: Mapping[str, str]) -> None:
    plant(tmp_path, files)
    assert [complaint for rule in RULES for complaint in rule(tmp_path)] == []


def test_every_rule_is_shown_to_fail() -> None:
    assert {rule for rule, _files in WRONG} == {rule.__name__ for rule in RULES}


def test_of_tied_modules_the_shortest_circle_is_named(tmp_path: Path) -> None:
    imports = {"a": "b", "b": "c", "c": "a, b", "d": "a"}
    plant(tmp_path, {f"home/{name}.py": f"from home import {of}" for name, of in imports.items()})
    (circles,) = (rule for rule in RULES if rule.__name__ == "circles")
    assert list(circles(tmp_path)) == [
        "3 modules in a circle, the shortest: home.b > home.c > home.b"
    ]
