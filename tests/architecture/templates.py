"""Rules about templates, and that they and the style sheets write the same classes."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePath

from tests.architecture.css import rules, sheets
from tests.architecture.tree import checkout, house

WIDEST, FULL = 119, 15
ADMIN = {"admin", "wagtailadmin"}
OF_OTHERS = {"errorlist"}  # classes that Django writes
CLASSES = re.compile(r"""class="((?:{%.*?%}|{{.*?}}|[^"])*)\"""", re.DOTALL)
IN_SCRIPTS = re.compile(r"""["'`]([^"'`]*)["'`]""")
TAG, VALUE = re.compile(r"{%.*?%}", re.DOTALL), re.compile(r"{{.*?}}", re.DOTALL)
A_VALUE = "\0"


def crowded_templates(root: Path) -> Iterator[str]:
    """Folders of templates and of style sheets with too much: a folder has what is of one noun."""
    pages = [path for path in files(root, "*.html") if path.parts[0] == "templates"]
    for folder, number in Counter(path.parent for path in (*pages, *sheets(root))).items():
        if number > FULL:
            yield f"{folder}: {number} files, at most {FULL}"


def wide_templates(root: Path) -> Iterator[str]:
    """Lines that are too long."""
    for path, text in files(root, "*.html").items():
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > WIDEST:
                yield f"{path}:{number}: {len(line)} characters, at most {WIDEST}"


def dead_classes(root: Path) -> Iterator[str]:
    """Classes that have a style and that no template, script or Python writes."""
    whole, begun = written_classes(root)
    for rule in rules(root):
        for mark, name in rule.names():
            if mark == "." and name not in whole and not name.startswith(begun):
                yield f"{rule.where}: nothing is of the class {name}"


def unstyled_classes(root: Path) -> Iterator[str]:
    """Classes of public templates that have no style and that no test asks for.

    The admin's are Wagtail's. Where a class ends with a value, one that begins so has to be there.
    """
    styled = {name for rule in rules(root) for mark, name in rule.names() if mark == "."}
    for module in checkout(root):
        if module.app == "tests":
            styled.update(re.findall(r"\.([a-z][\w-]*)", module.text))
    for path, text in files(root, "*.html").items():
        if ADMIN.isdisjoint(path.parts):
            for word in classes(text):
                start, value, _rest = word.partition(A_VALUE)
                if not (
                    any(name.startswith(start) for name in styled) if value else start in styled
                ):
                    yield f"{path}: nothing is said of the class {start}"


def written_classes(root: Path) -> tuple[set[str], tuple[str, ...]]:
    """The classes that are written whole, and how those begin that end with a value."""
    whole: set[str] = set(OF_OTHERS)
    begun: set[str] = set()
    for text in (*files(root, "*.html").values(), *(module.text for module in house(root))):
        for word in classes(text):
            start, value, _rest = word.partition(A_VALUE)
            (begun if value else whole).add(start)
    for text in files(root, "*.js").values():
        whole |= {word for words in IN_SCRIPTS.findall(text) for word in words.split()}
    return whole, tuple(begun - {""})


def classes(text: str) -> Iterator[str]:
    """The words of each class attribute, with a NUL where a template writes a value."""
    for words in CLASSES.findall(text):
        yield from VALUE.sub(A_VALUE, TAG.sub(" ", words)).split()


@cache
def files(root: Path, pattern: str) -> dict[PurePath, str]:
    """Every file of that kind with its text, in the house and its folder of templates."""
    rooms = {module.path.parts[0] for module in house(root) if len(module.path.parts) > 1}
    folders = [root / name for name in rooms | {"site", "templates"}]
    found = {path for folder in folders for path in folder.rglob(pattern)}
    return {path.relative_to(root): path.read_text(encoding="utf-8") for path in sorted(found)}
