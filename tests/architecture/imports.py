"""Rules about imports: their direction, that they are no circle, and that they can be seen."""

import ast
import re
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path

from config.apps import APPS
from tests.architecture.tree import Import, Module, apps, house

Graph = Mapping[str, set[str]]
# What a comment says to a tool and not to a reader.
TO_TOOLS = re.compile(
    r"noqa(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)?|type:\s*ignore(\[[^]]*])?|pragma:[\w ]*"
)
LOADERS = ("get_model", "import_module", "import_string")


def back_arrows(root: Path) -> Iterator[str]:
    """Imports and model names that lead from an app to one after it."""
    for module in apps(root):
        later = set(APPS[APPS.index(module.app) + 1 :])
        used = {name.partition(".")[0] for name in module.imported()}
        for app in sorted(later & (used | set(named_models(module)))):
            yield f"{module.path}: {module.app} uses {app}"


def named_models(module: Module) -> Iterator[str]:
    """The apps of models that are named by a string: "network.Unit"."""
    for text in constants(module.tree):
        app, dot, name = text.partition(".")
        if dot and app in APPS and name.isidentifier():
            yield app


def constants(tree: ast.AST) -> Iterator[str]:
    """Every string below `tree`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def circles(root: Path) -> Iterator[str]:
    """Modules that need each other; of those that are tied together, the shortest circle.

    Imports inside functions and those under TYPE_CHECKING count: a Protocol, or a module below
    both, says the same without a circle. A package and its modules are different modules: the
    package may import them, and they may not import the package.
    """
    graph = import_graph(house(root))
    reached = {name: set(paths_from(graph, name)) for name in graph}
    done: set[str] = set()
    for name in sorted(graph):
        if name in done or name not in reached[name]:
            continue
        tied = {other for other in reached[name] if name in reached[other]}
        done |= tied
        shortest = min((paths_from(graph, start)[start] for start in sorted(tied)), key=len)
        yield f"{len(tied)} modules in a circle, the shortest: {' > '.join(shortest)}"


def import_graph(modules: list[Module]) -> Graph:
    """Which of the modules each of them imports."""
    graph: dict[str, set[str]] = {module.name: set() for module in modules}
    for module in modules:
        for statement in module.imports:
            graph[module.name] |= targets(statement, graph) - {module.name}
    return graph


def targets(statement: Import, known: Graph) -> set[str]:
    """The known modules that it imports: a name is a module of the package or stands in it."""
    submodules = {f"{statement.module}.{name}" for name in statement.names} & known.keys()
    if not statement.names or len(submodules) < len(set(statement.names)):
        return submodules | ({statement.module} & known.keys())
    return submodules


def paths_from(graph: Graph, start: str) -> dict[str, list[str]]:
    """The shortest way to every module that can be reached; to `start` itself, a circle."""
    paths: dict[str, list[str]] = {}
    waiting = deque([[start]])
    while waiting:
        path = waiting.popleft()
        for target in sorted(graph[path[-1]] - paths.keys()):
            paths[target] = [*path, target]
            waiting.append(paths[target])
    return paths


def unexplained_imports(root: Path) -> Iterator[str]:
    """Imports inside functions, without a comment above or beside them that says why.

    Imports that follow each other share what is said above the first. `ready` of an app's
    configuration, and the parts it is made of, have theirs inside because Django asks for it.
    """
    for module in house(root):
        inner = [
            found for found in module.imports if found.function and not in_ready(module, found)
        ]
        lines = {line for found in inner for line in lines_of(found)}
        for found in inner:
            if not says_why(comments_on(module, found, lines)):
                where = f"{module.path}:{found.node.lineno}"
                yield f"{where}: {found.module} is imported inside a function; say why"


def in_ready(module: Module, found: Import) -> bool:
    if module.inside != ("apps",) or found.function is None:
        return False
    return found.function.name == "ready" or found.function.name.startswith("_")


def lines_of(found: Import) -> range:
    return range(found.node.lineno, (found.node.end_lineno or found.node.lineno) + 1)


def comments_on(module: Module, found: Import, others: set[int]) -> str:
    """The comments beside an import and above it, or above its neighbours in lines `others`."""
    source = module.text.splitlines()
    read = [module.comments.get(line, "") for line in lines_of(found)]
    above = found.node.lineno - 1
    while above in others:
        above -= 1
    while above and source[above - 1].lstrip().startswith("#"):
        read.insert(0, module.comments[above])
        above -= 1
    return " ".join(read)


def says_why(comment: str) -> bool:
    """Whether it holds at least three words for a reader."""
    return len(re.findall(r"[^\W\d_]+", TO_TOOLS.sub("", comment))) >= 3


def hidden_imports(root: Path) -> Iterator[str]:
    """Modules and models of ours that are fetched by name where an import would say so."""
    for module in house(root):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in LOADERS:
                values = [*node.args, *(keyword.value for keyword in node.keywords)]
                given = [text for value in values for text in constants(value)]
                if any(text.partition(".")[0] in APPS for text in given):
                    yield f"{module.path}:{node.lineno}: import {'.'.join(given)}"


def apps_known_to_config(root: Path) -> Iterator[str]:
    """Imports of apps in `config`, which names their URLs and classes by text."""
    for module in house(root):
        if module.app == "config":
            known = {name for name in module.imported() if name.partition(".")[0] in APPS}
            yield from (f"{module.path}: imports {name}" for name in sorted(known))
