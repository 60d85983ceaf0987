"""`make check` runs the tests that belong to what has changed."""

import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePath

import pytest

from tests.changed import belonging_tests, changed_files, outermost

TESTS = [
    "tests/test_messages.py",
    "tests/core/web/test_page_cache.py",
    "tests/core/words/test_dates.py",
    "tests/projects/test_totals.py",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout on a branch, with nothing changed."""
    write(tmp_path, *TESTS, "README.md")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "-b", "work")
    return tmp_path


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"{path}\n")


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Tests", "-c", "user.email=tests@example.org")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True)


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Write")


def text(paths: Iterable[PurePath]) -> list[str]:
    return sorted(map(str, paths))


def test_what_is_not_committed_comes_first(root: Path) -> None:
    write(root, "committed.py")
    commit(root)
    assert text(changed_files(root)) == ["committed.py"]
    (root / "README.md").write_text("Changed.")
    write(root, "new/å b.py")
    assert text(changed_files(root)) == ["README.md", "new/å b.py"]
    git(root, "add", "--all")
    assert text(changed_files(root)) == ["README.md", "new/å b.py"]


def test_what_main_has_got_meanwhile_does_not_count(root: Path) -> None:
    git(root, "checkout", "--quiet", "main")
    write(root, "elsewhere.py")
    commit(root)
    git(root, "checkout", "--quiet", "work")
    assert changed_files(root) == []


def test_without_main_only_what_is_not_committed_counts(root: Path) -> None:
    write(root, "committed.py")
    commit(root)
    git(root, "branch", "--quiet", "-D", "main")
    assert changed_files(root) == []


@pytest.mark.parametrize(
    ("changed", "belonging"),
    [
        ("site/core/web/page_cache.py", "tests/core/web"),
        ("site/core/web/sharing/cards.py", "tests/core/web"),
        ("site/core/apps.py", "tests/core"),
        ("site/core/models/users.py", "tests/core"),
        ("projects/models/pages.py", "tests/projects"),
        ("templates/projects/line.html", "tests/projects"),
        ("templates/cards/line.html", None),
        ("site/locale/sv/LC_MESSAGES/django.po", "tests/test_messages.py"),
        ("tests/core/web/test_page_cache.py", "tests/core/web/test_page_cache.py"),
        ("tests/core/web/test_of_what_is_gone.py", "tests/core/web"),
        ("tests/core/words/conftest.py", "tests/core/words"),
        ("tests/conftest.py", None),
        ("tests/factories/calls.py", None),
        ("docs/engines.md", None),
        ("README.md", None),
    ],
)
def test_tests_mirror_the_rooms(root: Path, changed: str, belonging: str | None) -> None:
    assert text(belonging_tests([PurePath(changed)], root)) == ([belonging] if belonging else [])


def test_a_folder_is_named_once() -> None:
    paths = [PurePath(path) for path in ("tests/core", "tests/core/web", "tests/test_messages.py")]
    assert text(outermost(paths)) == ["tests/core", "tests/test_messages.py"]
