"""A site of its own to measure: production settings, a database, gunicorn."""

import json
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import requests

from benchmarks.feed import feed
from benchmarks.processes import wait_until

ROOT = Path(__file__).resolve().parents[1]
GUNICORN = Path(sysconfig.get_path("scripts"), "gunicorn")


@dataclass(frozen=True)
class Run:
    """What a process printed, its seconds by the clock and of processor, its most memory in MB."""

    printed: str
    seconds: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Served:
    """A running site: its address, and where the number of gunicorn's first process stands."""

    address: str
    pid_file: Path

    @property
    def pid(self) -> int:
        """That process, which another may have taken the place of."""
        return int(self.pid_file.read_text())


@dataclass(frozen=True)
class Site:
    """What is measured: a folder of files, with an SQLite database unless another one is named."""

    folder: Path
    database_url: str = ""
    search_url: str = ""
    keeps_pages: bool = False  # else every request renders its page, which is what is measured
    settings: str = "config.settings.production"

    @property
    def environment(self) -> dict[str, str]:
        """Production settings, whatever the shell has set."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
            "SECRET_KEY": "measured-" * 6,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": "http://127.0.0.1",
            "DATABASE_URL": self.database_url or f"sqlite:///{self.folder / 'bench.sqlite3'}",
            "SEARCH_URL": self.search_url,
            "PAGE_CACHE_SECONDS": "3600" if self.keeps_pages else "0",
            "EMAIL_URL": "memorymail://",
            "EMAIL_FROM": "omvarld@example.org",
            "MEDIA_ROOT": str(self.folder / "media"),
        }

    def python(self, *arguments: str) -> Run:
        """Run Python under its settings. Raises CalledProcessError; stderr says what went wrong."""
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        with process.stdout:
            printed = process.stdout.read()
        # Of this one process; RUSAGE_CHILDREN would be of the largest so far.
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, arguments, printed)
        return Run(printed, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)

    def manage(self, *arguments: str) -> Run:
        """Run a management command under its settings."""
        return self.python("manage.py", *arguments)

    def call(self, module: str, expression: str) -> str:
        """Evaluate an expression of names in `module` under its settings; returns it as text."""
        name = expression.partition("(")[0]
        code = f"from {module} import {name}; print({expression})"
        return self.manage("shell", "--no-imports", "-c", code).printed

    def update(self) -> None:
        """Tables and static files as this version has them."""
        (self.folder / "media").mkdir(exist_ok=True)
        self.manage("collectstatic", "--noinput", "--verbosity=0")
        self.manage("migrate", "--verbosity=0")

    def prepare(self) -> None:
        """An empty site with the Kristianstad profile."""
        self.update()
        self.manage("load_profile", "kristianstad")

    @contextmanager
    def served(self, application: str = "config.wsgi", *, workers: int = 1) -> Iterator[Served]:
        """The site, or another application, behind gunicorn."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        served = Served(f"http://127.0.0.1:{port}", self.folder / "gunicorn.pid")
        options = f"--workers={workers} --bind=127.0.0.1:{port} --log-level=error"
        command = [str(GUNICORN), *options.split(), f"--pid={served.pid_file}", application]
        server = subprocess.Popen(command, env=self.environment, cwd=ROOT)
        try:
            wait_until(lambda: _answers(served.address) or server.poll() is not None)
            yield served
        finally:
            server.terminate()
            server.wait(timeout=60)
            if served.pid_file.exists():  # of one that has taken its place
                os.kill(served.pid, signal.SIGTERM)
                wait_until(lambda: not served.pid_file.exists())


def _answers(address: str) -> bool:
    try:
        requests.get(f"{address}/healthz", timeout=60)
    except requests.ConnectionError:
        return False
    return True


def build(site: Site, calls: int) -> None:
    """A database with at least `calls` made-up calls.

    Two in a hundred results of the feed are copies, as the portal sends them.
    """
    site.prepare()
    path = write_feed(site, calls * 103 // 100)
    site.manage("import_calls", "eu-portal", "--file", str(path))


def write_feed(site: Site, calls: int) -> Path:
    """The feed as a file, with deadlines around today."""
    path = site.folder / "feed.json"
    path.write_text(json.dumps(feed(calls, around=datetime.now(UTC).date())))
    return path
