"""A process is known to live, or to have ended, however it ended."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from core.operation.alive import ended, living
from tests.parts import ROOT

HOLD = """
import sys
from django.conf import settings
settings.configure(LOCK_ROOT=sys.argv[1])
from core.operation.alive import living
with living() as me:
    print(me, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.LOCK_ROOT = str(tmp_path / "locks")
    return tmp_path / "locks"


def test_it_lives_until_its_block_ends(folder: Path) -> None:
    with living() as me, living() as other:
        assert me != other
        assert len(me) <= 64
        assert ended(me) is False
        assert ended(other) is False
    assert ended(me) is True
    assert [path.name for path in folder.iterdir()] == ["machine"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_another_process_lives_until_it_is_killed(folder: Path, number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=ROOT / "site",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        assert ended(name) is False
        with living():
            assert ended(name) is False  # it is not swept away
        process.send_signal(number)
        process.wait()
        assert ended(name) is True
    with living():
        assert not (folder / name).exists()


@pytest.mark.parametrize("name", ["", "elsewhere-0123", "../machine", "machine"])
def test_of_others_nothing_is_known(name: str) -> None:
    with living():
        assert ended(name) is None
