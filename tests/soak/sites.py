"""The site in processes of its own: management commands, and gunicorn with two workers."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.parts import ROOT
from tests.servers.processes import free_port, start, wait_until

LIMIT = 1800  # seconds, more than anything takes on a machine that is busy with other things
WORKERS = 2
ALL = """
from django.core.management import call_command
from django.test import override_settings
with override_settings(SEARCH_URL=""):
    {0!r} and call_command(*{0!r})
for command in {1!r}:
    call_command(*command)
"""


class CommandFailed(AssertionError):
    """A management command that should have succeeded; the message is what it printed."""


@dataclass(frozen=True)
class Site:
    """Settings for the processes, which keep their files in `folder`."""

    folder: Path
    database_url: str
    search_url: str = ""
    settings: str = "config.settings.test"

    @property
    def environment(self) -> dict[str, str]:
        """What differs from the tests' own environment. The cache is shared by the workers."""
        return {
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
            "DATABASE_URL": self.database_url,
            "SEARCH_URL": self.search_url,
            "SEARCH_TIMEOUT": "30",  # a slow machine is no outage
            "CACHE_URL": f"filecache://{self.folder / 'cache'}",
            "MEDIA_ROOT": str(self.folder / "media"),
            "TEST_LOCK_ROOT": str(self.folder / "locks"),
            "TMPDIR": str(self.folder),
        }

    def manage(self, *arguments: str) -> str:
        """What the management command prints. Raises CommandFailed."""
        return self._run([sys.executable, str(ROOT / "manage.py"), *arguments])

    def manage_all(self, *commands: Sequence[str], before: Sequence[str] = ()) -> str:
        """Several commands, one after the other in one process. Raises CommandFailed.

        `before` them all is one for which there is no search cluster.
        """
        return self.manage("shell", "--no-imports", "-c", ALL.format(before, commands))

    def begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A process that runs Python with these arguments, and writes into `log`."""
        setting = [f"{name}={value}" for name, value in self.environment.items()]
        return start(["/usr/bin/env", *setting, sys.executable, *arguments], log=self.log)

    @property
    def log(self) -> Path:
        """What the processes print that nobody waits for."""
        return self.folder / "site.log"

    def _run(self, command: Sequence[str]) -> str:
        run = subprocess.run(
            command,
            env={**os.environ, **self.environment},
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=LIMIT,
        )
        if run.returncode:
            raise CommandFailed(f"{command[1:]}: {run.returncode}\n{run.stdout}\n{run.stderr}")
        return run.stdout


class Web:
    """The site behind gunicorn, as production runs it. Nothing runs before `start`."""

    def __init__(self, site: Site, workers: int = WORKERS) -> None:
        self.site = site
        self.workers = workers
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, for the first time or again; `wait` returns when it answers."""
        self.process = self.site.begin(*self._server())

    def _server(self) -> Sequence[str]:
        options = f"--workers={self.workers} --bind=127.0.0.1:{self.port} --log-level=error"
        return ["-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), *options.split()]

    def wait(self) -> None:
        """Return when it answers. Raises StartFailed."""
        assert self.process
        wait_until(self._answers, self.process, log=self.site.log, seconds=LIMIT)

    def kill(self) -> None:
        """kill -9 for all its processes at once."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=30)

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.address}/healthz", timeout=60).status_code == 200
        except requests.RequestException:
            return False


class DevelopmentServer(Web):
    """The site as `make run` serves it."""

    def _server(self) -> Sequence[str]:
        return [str(ROOT / "manage.py"), "runserver", "--noreload", f"127.0.0.1:{self.port}"]
