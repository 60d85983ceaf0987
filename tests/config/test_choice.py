"""Which settings are taken: the environment's, else those of .env, else production's."""

import shutil
from pathlib import Path

import pytest

from tests.config.starting import COMPLETE, run
from tests.parts import ROOT

PRINT = "from django.conf import settings; print('runs', settings.SETTINGS_MODULE)"
DEV, TEST = "config.settings.dev", "config.settings.test"
VARIABLE = "DJANGO_SETTINGS_MODULE"
COMMAND = ("manage.py", "shell", "--no-imports", "-c", PRINT)
SERVER = ("-c", f"import sys; sys.path.insert(0, 'site'); import config.wsgi; {PRINT}")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The code in a folder whose .env is the test's; copied is what looks for the file."""
    for path in ROOT.iterdir():
        if path.name not in (".git", ".env", ".venv", "var", "site", "manage.py"):
            (tmp_path / path.name).symlink_to(path)
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / "site").mkdir()
    for path in (ROOT / "site").iterdir():
        if path.name == "config":
            shutil.copytree(path, tmp_path / "site" / "config")
        else:
            (tmp_path / "site" / path.name).symlink_to(path)
    return tmp_path


@pytest.mark.long
@pytest.mark.parametrize("command", [COMMAND, SERVER], ids=["command", "server"])
@pytest.mark.parametrize(
    ("environment", "file", "said"),
    [
        ({}, {}, "Set SECRET_KEY in the environment"),
        ({}, {VARIABLE: DEV}, f"runs {DEV}"),
        ({VARIABLE: TEST}, {VARIABLE: DEV}, f"runs {TEST}"),
        ({}, COMPLETE, "runs config.settings.production"),
        ({}, {VARIABLE: "config.settings.prod"}, "there are no such settings: write"),
        ({VARIABLE: "somewhere.else"}, {}, "there are no such settings: write"),
    ],
    ids=["none", "file", "environment first", "file, complete", "misspelt", "unknown"],
)
def test_every_way_to_start_chooses_alike(
    checkout: Path,
    command: tuple[str, ...],
    environment: dict[str, str],
    file: dict[str, str],
    said: str,
) -> None:
    lines = [f"{name}={value.format(folder=checkout)}\n" for name, value in file.items()]
    (checkout / ".env").write_text("".join(lines), encoding="utf-8")
    done = run(command, checkout, environment)
    assert said in done.stdout + done.stderr
    assert (done.returncode == 0) == said.startswith("runs")
    assert "Traceback" not in done.stderr
