"""A site of its own to measure: a database with so many calls, served by one gunicorn worker."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import requests

from benchmarks.feed import feed

ROOT = Path(__file__).resolve().parents[1]


def environment(folder: Path) -> dict[str, str]:
    """Production settings on a database in `folder`."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "measured-" * 6,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": "http://127.0.0.1",
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "EMAIL_URL": "memorymail://",
        "MEDIA_ROOT": str(folder / "media"),
    }


def manage(folder: Path, *arguments: str) -> str:
    """Run a management command there and return what it printed."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment(folder),
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def build(folder: Path, calls: int) -> None:
    """A database with the Kristianstad profile and at least `calls` made-up calls.

    Two in a hundred results of the feed are copies, as the portal sends them.
    """
    manage(folder, "collectstatic", "--noinput")
    manage(folder, "migrate")
    manage(folder, "load_profile", "kristianstad")
    write_feed(folder, calls * 103 // 100)
    manage(folder, "import_calls", "eu-portal", "--file", str(folder / "feed.json"))


def write_feed(folder: Path, calls: int) -> Path:
    """The feed as a file, with deadlines around today."""
    path = folder / "feed.json"
    path.write_text(json.dumps(feed(calls, around=date.today())))
    return path


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the site behind gunicorn with one synchronous worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gunicorn = f"-m gunicorn --workers=1 --bind=127.0.0.1:{port} --log-level=error config.wsgi"
    server = subprocess.Popen(
        [sys.executable, *gunicorn.split()],
        env={**environment(folder), "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"},
        cwd=ROOT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(150):
            try:
                requests.get(f"{address}/healthz", timeout=60)
                break
            except requests.ConnectionError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
