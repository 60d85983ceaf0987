"""Rules about what models, querysets, parsers and actions may know."""

import ast
from collections.abc import Iterator
from pathlib import Path

from config.apps import APPS
from tests.architecture.tree import Module, apps

FACTS = {"models", "querysets"}
OUTER = {"forms", "views", "imports", "admin", "wagtail_hooks", "actions", "urls"}
OUTER_LIBRARIES = ("django.http", "django.forms", "django.views", "django.shortcuts", "requests")
CLOCKS = {
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
}


def is_fact(module: Module) -> bool:
    """Whether the module holds models or named questions."""
    return not FACTS.isdisjoint(module.inside)


def out_of_layer(root: Path) -> Iterator[str]:
    """Models and querysets that know of what is outside them."""
    for module in apps(root):
        if not is_fact(module):
            continue
        for name in sorted(module.imported()):
            app, *rest = name.split(".")
            if app in APPS and not OUTER.isdisjoint(rest):
                yield f"{module.path}: a model imports {name}"
            if name.startswith(OUTER_LIBRARIES) and not holds_pages(module):
                yield f"{module.path}: a model imports {name}"


def holds_pages(module: Module) -> bool:
    """Whether it holds a Wagtail page type, which is a model and its own view."""
    bases = [base for node in module.classes() for base in node.bases]
    return any(ast.unparse(base).endswith("Page") for base in bases)


def clock_readers(root: Path) -> Iterator[str]:
    """Models, querysets and parsers that look at the clock instead of being told the time."""
    for module in apps(root):
        if not (is_fact(module) or {"imports", "parse"} <= set(module.inside)):
            continue
        for node in outside_requests(module.tree):
            if isinstance(node, ast.Attribute) and (owner(node), node.attr) in CLOCKS:
                yield f"{module.path}:{node.lineno}: reads the clock"
            if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
                yield f"{module.path}:{node.value.lineno}: reads the clock"


def outside_requests(node: ast.AST) -> Iterator[ast.AST]:
    """Every node below `node`, but not those of functions that are given a request."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef) and "request" in names_of(child):
            continue
        yield child
        yield from outside_requests(child)


def names_of(function: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in every_argument(function)}


def every_argument(function: ast.FunctionDef) -> list[ast.arg]:
    given = function.args
    return [*given.posonlyargs, *given.args, *given.kwonlyargs]


def owner(node: ast.Attribute) -> str:
    """`timezone` of `django.utils.timezone.now`."""
    value = node.value
    return value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")


def actions_with_requests(root: Path) -> Iterator[str]:
    """Actions that see a request, or take what they write by position."""
    for module in apps(root):
        if "actions" not in module.inside:
            continue
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            every = every_argument(node)
            if any(a.arg == "request" or "Request" in annotation(a) for a in every):
                yield f"{module.path}:{node.lineno}: {node.name} sees a request"
            if node.args.posonlyargs or node.args.args:
                yield f"{module.path}:{node.lineno}: {node.name} takes arguments by position"


def annotation(argument: ast.arg) -> str:
    return ast.unparse(argument.annotation) if argument.annotation else ""


def silent_actions(root: Path) -> Iterator[str]:
    """Actions that leave no AuditEvent: neither they nor a function of their module writes one."""
    for module in apps(root):
        if "actions" not in module.inside:
            continue
        functions = {n.name: n for n in module.tree.body if isinstance(n, ast.FunctionDef)}
        for name, node in functions.items():
            if not name.startswith("_") and not writes_event(node, functions, set()):
                yield f"{module.path}:{node.lineno}: {name} writes no AuditEvent"


def writes_event(
    node: ast.FunctionDef, functions: dict[str, ast.FunctionDef], asked: set[str]
) -> bool:
    """Whether the function, or one of its module that it calls, writes an AuditEvent."""
    asked.add(node.name)
    called = [ast.unparse(n.func) for n in ast.walk(node) if isinstance(n, ast.Call)]
    if "AuditEvent.objects.write" in called:
        return True
    others = [functions[name] for name in called if name in functions and name not in asked]
    return any(writes_event(other, functions, asked) for other in others)
