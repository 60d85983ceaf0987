"""A site of its own to measure: production settings, a database, one gunicorn worker."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import requests

from benchmarks.feed import feed

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Run:
    """What a process printed, its seconds by the clock and of processor, its most memory in MB."""

    printed: str
    seconds: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Served:
    """A running site: its address, and the number of gunicorn's first process."""

    address: str
    pid: int


@dataclass(frozen=True)
class Site:
    """What is measured: a folder of files, with an SQLite database unless another one is named."""

    folder: Path
    database_url: str = ""
    search_url: str = ""
    keeps_pages: bool = False  # else every request renders its page, which is what is measured

    @property
    def environment(self) -> dict[str, str]:
        """Production settings, whatever the shell has set."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
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
    def served(self, application: str = "config.wsgi") -> Iterator[Served]:
        """The site, or another application, behind gunicorn with one worker."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        gunicorn = f"-m gunicorn --workers=1 --bind=127.0.0.1:{port} --log-level=error"
        server = subprocess.Popen(
            [sys.executable, *gunicorn.split(), application], env=self.environment, cwd=ROOT
        )
        address = f"http://127.0.0.1:{port}"
        try:
            for _attempt in range(150):
                try:
                    requests.get(f"{address}/healthz", timeout=60)
                    break
                except requests.ConnectionError:
                    time.sleep(0.2)
            yield Served(address, server.pid)
        finally:
            server.terminate()
            server.wait(timeout=20)


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
