"""The style sheets of a checkout, read into rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import tinycss2

FOLDER = "site/static/css"
AROUND_RULES = ("media", "supports")
Nodes = Sequence[Any]  # of tinycss2, which has no types


@dataclass(frozen=True)
class Rule:
    """What is said of one selector; `within` is the condition around it, as of a screen's width."""

    path: PurePath
    line: int
    within: str
    selector: Nodes
    said: Nodes

    @property
    def where(self) -> str:
        return f"{self.path}:{self.line}"

    @property
    def text(self) -> str:
        return " ".join(tinycss2.serialize(self.selector).split())

    def declarations(self) -> list[Any]:
        return [node for node in self.said if node.type == "declaration"]

    def names(self) -> Iterator[tuple[str, str]]:
        """The classes and ids of the selector: (".", "meta"), ("#", "main")."""
        yield from _names(self.selector)


def _names(nodes: Nodes) -> Iterator[tuple[str, str]]:
    for before, node in zip([None, *nodes], nodes, strict=False):
        if node.type == "hash":
            yield "#", node.value
        elif node.type == "ident" and before is not None and before == ".":
            yield ".", node.value
        elif node.type == "function":
            yield from _names(node.arguments)


@cache
def sheets(root: Path) -> dict[PurePath, str]:
    """Every style sheet with its text."""
    found = sorted((root / FOLDER).rglob("*.css"))
    return {path.relative_to(root): path.read_text(encoding="utf-8") for path in found}


@cache
def rules(root: Path) -> tuple[Rule, ...]:
    """Every rule of every sheet."""
    return tuple(
        rule
        for path, text in sheets(root).items()
        for rule in _rules(path, tinycss2.parse_stylesheet(text, True, True), "")
    )


def _rules(path: PurePath, nodes: Nodes, within: str) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword in AROUND_RULES:
            condition = f"{within} {' '.join(tinycss2.serialize(node.prelude).split())}"
            inner = tinycss2.parse_rule_list(node.content or (), True, True)
            yield from _rules(path, inner, condition)
        elif node.type == "qualified-rule":
            said = tinycss2.parse_blocks_contents(node.content, True, True)
            yield Rule(path, node.source_line, within, node.prelude, said)
        elif node.type == "error":
            yield Rule(path, node.source_line, within, [], [node])
