"""Reading a tree of source files for what it imports and how it is cut; see test_architecture."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# Imports run one way: an app may use those before it.
ORDER = ("core", "network", "opportunities", "projects", "home")
VAGUE = {"utils.py", "helpers.py", "services.py", "util.py", "helper.py", "service.py"}
LONGEST = 400
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


@dataclass(frozen=True)
class Module:
    """One Python file of an app."""

    path: Path
    app: str
    inside: tuple[str, ...]  # its place in the app: ("models", "calls")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def length(self) -> int:
        return len(self.path.read_text(encoding="utf-8").splitlines())

    def imports(self) -> Iterator[str]:
        """The dotted names of what is imported, in full."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                module = node.module or ""
                if node.level:
                    package = (self.app, *self.inside)[: -node.level]
                    module = ".".join((*package, module) if module else package)
                yield module
                yield from (f"{module}.{alias.name}" for alias in node.names)

    def model_references(self) -> Iterator[str]:
        """The apps of models that are named by a string: "network.Unit"."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                app, dot, name = node.value.partition(".")
                if dot and app in ORDER and name.isidentifier():
                    yield app

    def top(self) -> str:
        """The first part of its place: "models", "querysets", "actions" …"""
        return self.inside[0] if self.inside else ""


def modules(root: Path) -> list[Module]:
    """Every module of the apps in the checkout at `root`, without migrations."""
    found = []
    for app in ORDER:
        folder = root / "site" / app if app == "core" else root / app
        for path in sorted(folder.rglob("*.py")):
            inside = path.relative_to(folder).with_suffix("").parts
            if "migrations" not in inside:
                found.append(Module(path, app, inside))
    return found


def back_arrows(root: Path) -> Iterator[str]:
    """Imports and model names that lead from an app to one after it."""
    for module in modules(root):
        later = set(ORDER[ORDER.index(module.app) + 1 :])
        used = {name.partition(".")[0] for name in module.imports()}
        for app in sorted(later & (used | set(module.model_references()))):
            yield f"{module.path}: {module.app} uses {app}"


def misshapen(root: Path) -> Iterator[str]:
    """`site` as a package, names that say nothing, and modules that are too long."""
    if (root / "site" / "__init__.py").exists():
        yield f"{root / 'site'}: Python's own module is called site"
    for module in modules(root):
        if module.path.name in VAGUE:
            yield f"{module.path}: name it after the noun or the question it answers"
        if module.length > LONGEST:
            yield f"{module.path}: {module.length} lines, at most {LONGEST}"


def is_fact(module: Module) -> bool:
    """Whether the module holds models or named questions."""
    return module.top() in ("models", "querysets")


def out_of_layer(root: Path) -> Iterator[str]:
    """Models and querysets that know of what is outside them."""
    for module in modules(root):
        if not is_fact(module):
            continue
        for name in sorted(set(module.imports())):
            app, *rest = name.split(".")
            if app in ORDER and rest and rest[0] in OUTER:
                yield f"{module.path}: a model imports {name}"
            if name.startswith(OUTER_LIBRARIES) and not holds_pages(module):
                yield f"{module.path}: a model imports {name}"


def holds_pages(module: Module) -> bool:
    """Whether it holds a Wagtail page type, which is a model and its own view."""
    classes = [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
    return any(ast.unparse(base).endswith("Page") for node in classes for base in node.bases)


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


def clock_readers(root: Path) -> Iterator[str]:
    """Models, querysets and parsers that look at the clock instead of being told the time."""
    for module in modules(root):
        if not (is_fact(module) or module.inside[:2] == ("imports", "parse")):
            continue
        for node in outside_requests(module.tree):
            if isinstance(node, ast.Attribute) and (owner(node), node.attr) in CLOCKS:
                yield f"{module.path}:{node.lineno}: reads the clock"
            if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
                yield f"{module.path}:{node.value.lineno}: reads the clock"


def owner(node: ast.Attribute) -> str:
    """`timezone` of `django.utils.timezone.now`."""
    value = node.value
    return value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")


def actions_with_requests(root: Path) -> Iterator[str]:
    """Actions that see a request, or take what they write by position."""
    for module in modules(root):
        if module.top() != "actions":
            continue
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            every = every_argument(node)
            if any(a.arg == "request" or "HttpRequest" in annotation(a) for a in every):
                yield f"{module.path}:{node.lineno}: {node.name} sees a request"
            if node.args.posonlyargs or node.args.args:
                yield f"{module.path}:{node.lineno}: {node.name} takes arguments by position"


def annotation(argument: ast.arg) -> str:
    return ast.unparse(argument.annotation) if argument.annotation else ""
