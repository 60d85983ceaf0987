"""The Python files of a checkout, and what each imports."""

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePath

from config.apps import APPS

AROUND = ("tests", "benchmarks")  # what looks at the house and is no part of it
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Import:
    """An import statement: of names from a module, or of a module alone."""

    node: ast.Import | ast.ImportFrom
    module: str
    names: tuple[str, ...]
    function: Function | None  # the innermost that it stands in

    def full_names(self) -> Iterator[str]:
        """The dotted names of what is imported, and of the module it is taken from."""
        yield self.module
        yield from (f"{self.module}.{name}" for name in self.names)


@dataclass(frozen=True)
class Module:
    """One Python file; its path is the one from the root of the checkout."""

    path: PurePath
    text: str

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Its name in parts, ("core", "models", "__init__"): `site` is no package."""
        parts = self.path.with_suffix("").parts
        return parts[1:] if parts[0] == "site" else parts

    @property
    def app(self) -> str:
        return self.parts[0]

    @property
    def inside(self) -> tuple[str, ...]:
        """Its place in the app: ("models", "calls")."""
        return self.parts[1:]

    @property
    def name(self) -> str:
        """The name by which it is imported: a package's is that of its folder."""
        return ".".join(self.parts).removesuffix(".__init__")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def length(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def comments(self) -> dict[int, str]:
        """The comments by line."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return {found.start[0]: found.string for found in tokens if found.type == tokenize.COMMENT}

    @cached_property
    def imports(self) -> list[Import]:
        """Every import, also those inside functions and those for types alone."""
        return list(self._imports(self.tree, None))

    def _imports(self, node: ast.AST, function: Function | None) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            yield from (Import(node, alias.name, (), function) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            yield Import(node, self._taken_from(node), names, function)
        if isinstance(node, Function):
            function = node
        for child in ast.iter_child_nodes(node):
            yield from self._imports(child, function)

    def _taken_from(self, node: ast.ImportFrom) -> str:
        module = [node.module] if node.module else []
        package = self.parts[: -node.level] if node.level else ()
        return ".".join((*package, *module))

    def imported(self) -> set[str]:
        """The dotted names of what is imported, in full."""
        return {name for statement in self.imports for name in statement.full_names()}

    def classes(self) -> list[ast.ClassDef]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef)]


@cache
def checkout(root: Path) -> tuple[Module, ...]:
    """Every Python file below `root` but for migrations, which Django writes."""
    paths = [*root.glob("*.py")]
    for folder in root.iterdir():
        if folder.is_dir() and not folder.name.startswith(".") and folder.name != "var":
            paths += folder.rglob("*.py")
    found = {path.relative_to(root): path for path in sorted(paths)}
    return tuple(
        Module(path, full.read_text(encoding="utf-8"))
        for path, full in found.items()
        if "migrations" not in path.parts
    )


def house(root: Path) -> list[Module]:
    """What runs on a server, and the scripts beside it."""
    return [module for module in checkout(root) if module.app not in AROUND]


def apps(root: Path) -> list[Module]:
    """Every module of the apps."""
    return [module for module in checkout(root) if module.app in APPS]
