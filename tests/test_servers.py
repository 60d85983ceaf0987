"""The servers of the tests: started, and stopped with whoever started them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tests.parts import ROOT, postgresql_url, require
from tests.required import required
from tests.servers import postgresql
from tests.servers.processes import StartFailed, start, stop, wait_until

WITHOUT = """
import sys
from contextlib import contextmanager
from tests.servers import __main__ as servers
from tests.servers.processes import Missing
@contextmanager
def lacking():
    raise Missing("A part is not installed.")
    yield
servers.PARTS = {"part": (lacking, "its tests")}
sys.exit(servers.main())
"""
LEFT_OUT = "A part is not installed. Left out: its tests.\n"
ASKING = """
import os
print(os.environ["TEST_POSTGRES_URL"], "TEST_OPENSEARCH_URL" in os.environ, flush=True)
input()
"""
WITH_A_SERVER = """
import sys
from pathlib import Path
from tests.servers.processes import start
print(start(["sleep", "600"], log=Path(sys.argv[1])).pid, flush=True)
sys.stdin.read()
"""


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own, at the root of the project, to its end."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def until(condition: Callable[[], bool]) -> None:
    """Return when the condition holds; fail when it has not for a minute."""
    give_up = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.02)


def alive(number: int) -> bool:
    """Whether the process runs: neither gone nor waiting for its parent to notice its end."""
    with suppress(FileNotFoundError):
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.parametrize(
    ("environment", "code", "said"),
    [
        ({"CI": ""}, 7, f"{LEFT_OUT}ran\n{LEFT_OUT}"),
        ({"CI": "true"}, 1, f"{LEFT_OUT}Under CI=true nothing may be left out.\n"),
    ],
)
def test_a_missing_server_is_named_and_fails_under_ci(
    environment: Mapping[str, str], code: int, said: str
) -> None:
    command = (sys.executable, "-c", "print('ran'); raise SystemExit(7)")
    ended = python("-c", WITHOUT, "--", *command, **environment)
    assert (ended.returncode, ended.stdout) == (code, said)


def test_a_server_that_does_not_start_shows_its_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = start(["sh", "-c", "echo the disk is full; exit 3"], log=log)
    with pytest.raises(StartFailed, match=r"ended.*\nthe disk is full"):
        wait_until(lambda: False, process, log=log)


def test_a_server_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    require("setpriv", shutil.which("setpriv") is not None, "it is in Debian's util-linux")
    parent = subprocess.Popen(
        [sys.executable, "-c", WITH_A_SERVER, str(tmp_path / "log")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    number = int(required(parent.stdout).readline())
    until(lambda: Path(f"/proc/{number}/comm").read_text() == "sleep\n")
    stop(parent, signal.SIGKILL)
    parent.communicate()
    until(lambda: not alive(number))


def test_a_killed_durable_postgresql_keeps_what_was_committed() -> None:
    postgresql_url()
    with postgresql.running(durable=True) as server:
        with psycopg.connect(server.url()) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS answer")
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
        server.kill()
        server.start()
        with psycopg.connect(server.url()) as connection:
            assert connection.execute("SELECT answer FROM kept").fetchone() == (1,)
    assert not server.folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url())


def test_sigterm_ends_the_command_and_then_its_servers() -> None:
    postgresql_url()
    clean = {name: value for name, value in os.environ.items() if "TEST_" not in name}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.servers", "--postgresql", "--", sys.executable, "-c", ASKING],
        cwd=ROOT,
        env=clean,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    url, opensearch = required(process.stdout).readline().split()
    with psycopg.connect(url) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("off",)
    assert opensearch == "False"
    stop(process, signal.SIGTERM)
    process.communicate()
    assert process.returncode == 128 + signal.SIGTERM
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
