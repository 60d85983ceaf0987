"""Rules about how the house is cut into rooms and files, and what stands in which."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath

from tests.architecture.tree import Module, apps, house

LARGEST = 0.30  # of the lines of the house
MOST_FILES = 15
LONGEST = 400
VAGUE = {"utils.py", "helpers.py", "services.py", "util.py", "helper.py", "service.py"}
OWN_ROOM = PurePath("site/core/search")
# Where a class belongs, by the end of its base's name.
PLACES = {"ViewSet": {"admin"}, "PublicForm": {"forms"}, "AppConfig": {"apps"}}


def crowded_rooms(root: Path) -> Iterator[str]:
    """Rooms with too much of the house, and folders with too many files at one level."""
    modules = house(root)
    lines: Counter[PurePath] = Counter()
    for module in modules:
        lines[room(module.path)] += module.length
    for place, length in lines.most_common():
        if length > LARGEST * lines.total():
            yield f"{place}: {length / lines.total():.1%} of the house, at most {LARGEST:.0%}"
    for folder, files in Counter(module.path.parent for module in modules).most_common():
        if files > MOST_FILES:
            yield f"{folder}: {files} files at one level, at most {MOST_FILES}"


def room(path: PurePath) -> PurePath:
    """The top folder, or the one below `site`; the search is a room by itself."""
    if path.is_relative_to(OWN_ROOM):
        return OWN_ROOM
    depth = 2 if path.parts[0] == "site" else 1
    return PurePath(*path.parent.parts[:depth])


def misshapen(root: Path) -> Iterator[str]:
    """`site` as a package, names that say nothing, and modules that are too long."""
    if (root / "site" / "__init__.py").exists():
        yield "site: Python's own module is called site"
    for module in house(root):
        if module.path.name in VAGUE:
            yield f"{module.path}: name it after the noun or the question it answers"
        if module.length > LONGEST:
            yield f"{module.path}: {module.length} lines, at most {LONGEST}"


def misplaced(root: Path) -> Iterator[str]:
    """What has a file of its own name in every app, and stands in another.

    The name is that of the file or of a folder above it, at any depth: what is about one noun may
    have a folder with its own `models.py` and `admin.py`. Abstract models, which are no tables,
    may stand where their subject is, with their querysets.
    """
    for module in apps(root):
        for name, allowed in places(module):
            if allowed.isdisjoint(module.inside):
                yield f"{module.path}: {name} belongs in {' or '.join(sorted(allowed))}"


def places(module: Module) -> Iterator[tuple[str, set[str]]]:
    """What the module holds that has a place of its own, and which."""
    for node in module.classes():
        yield from ((node.name, allowed) for allowed in places_of_class(node, module))
    for statement in module.tree.body:
        if isinstance(statement, ast.FunctionDef) and is_public_view(statement):
            yield statement.name, {"views"}
        if "urlpatterns" in assigned(statement):
            yield "urlpatterns", {"urls", "root_urls"}
    if any(name.startswith("core.search.") and name.endswith("Kind") for name in module.imported()):
        yield "a kind for the search", {"search"}


def places_of_class(node: ast.ClassDef, module: Module) -> Iterator[set[str]]:
    """Where a class may stand because of what it inherits or holds."""
    bases = [ast.unparse(base) for base in node.bases]
    if is_table(node, bases) and not is_abstract(node):
        yield {"models"}
    for ending, allowed in PLACES.items():
        if any(base.endswith(ending) for base in bases):
            yield allowed
    asks = any(base.endswith("QuerySet") for base in bases)
    if asks and not any(is_abstract(other) for other in module.classes()):
        yield {"querysets", "models"}


def is_table(node: ast.ClassDef, bases: list[str]) -> bool:
    """Whether it is a model: by its base or by a field."""
    if any(base.endswith(("Page", "models.Model", "ClusterableModel")) for base in bases):
        return True
    values = [item.value for item in node.body if isinstance(item, ast.Assign)]
    makers = [ast.unparse(value.func) for value in values if isinstance(value, ast.Call)]
    return any(re.fullmatch(r"models\.\w+(Field|Key)", maker) for maker in makers)


def is_abstract(node: ast.ClassDef) -> bool:
    metas = [item for item in node.body if isinstance(item, ast.ClassDef) and item.name == "Meta"]
    return any(
        "abstract" in assigned(line) and ast.unparse(line).endswith("True")
        for meta in metas
        for line in meta.body
    )


def is_public_view(function: ast.FunctionDef) -> bool:
    """Whether it is a view for strangers, which says so in its decorators."""
    return any(
        ast.unparse(decorator).endswith("login_not_required")
        for decorator in function.decorator_list
    )


def assigned(statement: ast.stmt) -> set[str]:
    """The names that a statement gives a value."""
    if isinstance(statement, ast.Assign):
        return {ast.unparse(target) for target in statement.targets}
    if isinstance(statement, ast.AnnAssign | ast.AugAssign):
        return {ast.unparse(statement.target)}
    return set()
