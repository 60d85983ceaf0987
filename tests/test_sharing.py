"""Tests that share what takes long to make run in one worker (tests.conftest)."""

import subprocess
import sys
from pathlib import Path

TESTS = """
from pathlib import Path
import pytest

@pytest.mark.xdist_group("together")
@pytest.mark.parametrize("n", range(4))
def test_one(n, worker_id):
    Path(__file__).with_name(f"worker-of-{n}").write_text(worker_id)
"""


def test_those_of_a_group_run_in_one_worker(tmp_path: Path) -> None:
    """Versions that do not fit together send them anywhere, and say nothing."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_group.py").write_text(TESTS)
    options = ["-p", "no:django", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadgroup"]
    subprocess.run([sys.executable, "-m", "pytest", *options], cwd=tmp_path, check=True)
    workers = [path.read_text() for path in tmp_path.glob("worker-of-*")]
    assert len(workers) == 4
    assert len(set(workers)) == 1
