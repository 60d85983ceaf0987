"""`python -m tests.changed [OPTION …]`: pytest, with the quick tests of what has changed.

Changed is what is not committed; where everything is, what the branch has beside main. `tests/`
mirrors the rooms: to `network/cooperation/models/towns.py` belongs `tests/network/cooperation`.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from tests.parts import ROOT

ALWAYS = PurePath("tests/test_architecture.py")
MESSAGES = PurePath("tests/test_messages.py")
QUICK = "not browser and not soak and not long"


def main(options: list[str]) -> int:
    """pytest's exit code."""
    paths = sorted(outermost({ALWAYS, *belonging_tests(changed_files(ROOT), ROOT)}))
    print("Quick tests of what has changed:", *paths, flush=True)
    command = [sys.executable, "-m", "pytest", "-m", QUICK, *options, *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def changed_files(root: Path) -> list[PurePath]:
    """What is not committed; where everything is, what the branch has beside main."""
    changed = names(git(root, "diff", "--name-only", "-z", "HEAD"))
    changed += names(git(root, "ls-files", "--others", "--exclude-standard", "-z"))
    return changed or names(git(root, "diff", "--name-only", "-z", start_of_branch(root)))


def names(listed: str) -> list[PurePath]:
    """The paths of a list with a NUL after each."""
    return [PurePath(name) for name in listed.split("\0") if name]


def start_of_branch(root: Path) -> str:
    """The last commit shared with main, as the origin has it or else as it is here."""
    for main_branch in ("origin/main", "main"):
        if common := git(root, "merge-base", "HEAD", main_branch, check=False).strip():
            return common
    return "HEAD"


def git(root: Path, *arguments: str, check: bool = True) -> str:
    """What git prints."""
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, check=check, text=True, capture_output=True).stdout


def belonging_tests(changed: Iterable[PurePath], root: Path) -> Iterator[PurePath]:
    """The test modules and folders of tests that belong to these files, where there are any."""
    for path in changed:
        if path.parts[0] == "tests" and path.name.startswith("test_") and (root / path).exists():
            yield path
        elif path.suffix == ".po":
            yield MESSAGES
        elif folder := folder_of(path, root):
            yield folder


def folder_of(path: PurePath, root: Path) -> PurePath | None:
    """The innermost folder of tests that stands for the file's room."""
    rooms = path.parent.parts
    if path.parts[0] in ("site", "templates", "tests"):
        rooms = rooms[1:]
    while rooms:
        folder = PurePath("tests", *rooms)
        if any((root / folder).rglob("test_*.py")):
            return folder
        rooms = rooms[:-1]
    return None


def outermost(paths: Iterable[PurePath]) -> set[PurePath]:
    """The paths without those that stand in a folder that is among them."""
    every = set(paths)
    return {path for path in every if every.isdisjoint(path.parents)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
