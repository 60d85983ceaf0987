"""Rules about style sheets: how they are written, and that what they use is set."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import tinycss2

from tests.architecture.css import rules, sheets

WIDEST = 120


def misshapen_styles(root: Path) -> Iterator[str]:
    """Long lines, rules that share one, say nothing or cannot be read, ids and `!important`."""
    for path, text in sheets(root).items():
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > WIDEST:
                yield f"{path}:{number}: {len(line)} characters, at most {WIDEST}"
    lines = set()
    for rule in rules(root):
        if rule.where in lines:
            yield f"{rule.where}: give each rule a line of its own"
        lines.add(rule.where)
        if not rule.said:
            yield f"{rule.where}: {rule.text} says nothing"
        if any(node.type == "error" for node in rule.said):
            yield f"{rule.where}: a browser cannot read this"
        if any(mark == "#" for mark, _name in rule.names()):
            yield f"{rule.where}: {rule.text} goes by an id; give what it means a class"
        if any(node.important for node in rule.declarations()):
            yield f"{rule.where}: !important leaves nobody anything to say"


def repeated_styles(root: Path) -> Iterator[str]:
    """Selectors that stand twice under the same condition, wherever that is."""
    places = defaultdict(list)
    for rule in rules(root):
        if rule.text:
            places[rule.within, rule.text].append(rule.where)
    for (_within, selector), wheres in places.items():
        if len(wheres) > 1:
            yield f"{', '.join(wheres)}: say what there is to say of {selector} in one place"


def unknown_properties(root: Path) -> Iterator[str]:
    """Custom properties that are used and never set, or set and never used."""
    used, given = defaultdict(list), defaultdict(list)
    for rule in rules(root):
        for node in rule.declarations():
            for name in re.findall(r"var\(\s*(--[\w-]+)", tinycss2.serialize(node.value)):
                used[name].append(rule.where)
            if node.name.startswith("--"):
                given[node.name].append(rule.where)
    for name in sorted(used.keys() - given.keys()):
        yield f"{', '.join(used[name])}: {name} is set nowhere"
    for name in sorted(given.keys() - used.keys()):
        yield f"{', '.join(given[name])}: {name} is used nowhere"
