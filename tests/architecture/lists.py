"""The rule that the apps are listed once."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from config.apps import APPS
from tests.architecture.tree import Module, checkout

THE_LIST = PurePath("site/config/apps.py")
MANY = 3
# Files of settings, beside which Python is read with its own parser.
PATTERNS = ("Makefile", "*.toml", "*.cfg", "*.ini", "*.yaml", "*.yml")
APP_OR_PATH = re.compile(rf"(?<![\w./-])(?:site/)?({'|'.join(APPS)})(?![\w-])")


def further_lists_of_apps(root: Path) -> Iterator[str]:
    """Lists of three of our apps or more, other than the one that everybody reads."""
    for module in checkout(root):
        if module.path != THE_LIST:
            for line in sorted(set(listing_lines(module))):
                yield f"{module.path}:{line}: read the list of apps in {THE_LIST}"
    for pattern in PATTERNS:
        for path in sorted(root.glob(pattern)):
            for line in sorted(set(listing_lines_of_text(path.read_text(encoding="utf-8")))):
                yield f"{path.name}:{line}: read the list of apps in {THE_LIST}"


def listing_lines(module: Module) -> Iterator[int]:
    """Where Python lists apps: in a literal, in arguments, or as words in one string."""
    for node in ast.walk(module.tree):
        for texts in texts_together(node):
            if len(apps_among(texts)) >= MANY:
                yield getattr(node, "lineno", 0)


def texts_together(node: ast.AST) -> Iterator[list[str]]:
    """The strings that stand in a row; a string of nothing but apps' names is such a row."""
    match node:
        case ast.List() | ast.Tuple() | ast.Set():
            yield strings(node.elts)
        case ast.Dict():
            yield strings(node.keys)
            yield strings(node.values)
        case ast.Call():
            yield strings(node.args)
        case ast.Constant(value=str(text)):
            words = re.findall(r"[^\s,;|()]+", text)
            if all(apps_among([word]) for word in words):
                yield words


def strings(nodes: Iterable[ast.expr | None]) -> list[str]:
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def apps_among(texts: list[str]) -> set[str]:
    """The apps that are named: "core", "core." or "site/core/"."""
    return {text.removeprefix("site/").rstrip("/.") for text in texts} & set(APPS)


def listing_lines_of_text(text: str) -> Iterator[int]:
    """Where a file of settings lists apps or their folders: in a line or in an array."""
    joined = text.replace("\\\n", "  ")
    for pattern in (r"[^\n]+", r"\[[^\[\]]*\]"):
        for found in re.finditer(pattern, joined):
            if len(set(APP_OR_PATH.findall(found[0]))) >= MANY:
                yield joined.count("\n", 0, found.start()) + 1
