"""README's block *Run it for real*, run as it is written in a fresh clone."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.parts import ROOT
from tests.required import required
from tests.servers.processes import free_port, start, stop, wait_until

pytestmark = pytest.mark.soak
INSTALL, SERVE = "python3 -m venv", ".venv/bin/gunicorn"
PROXY = {"Host": "eu.kommunen.se", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.7"}


def block() -> list[str]:
    """The commands, without the first, which loads packages, and the last, which serves."""
    readme = (ROOT / "README.md").read_text()
    text = required(re.search(r"## Run it for real\n.*?```\n(.*?)```", readme, re.DOTALL))[1]
    first, *lines, last = text.splitlines()
    assert first.startswith(INSTALL)
    assert last.startswith(SERVE)
    return [*lines, f"exec {last} --bind 127.0.0.1:$PORT"]


class Installation:
    """A clone in which the block is run, with an empty home and nothing else in the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "omvarld"
        self.home = folder / "home"
        self.home.mkdir()
        self.log = folder / "site.log"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8"}
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(self.folder)], check=True)
        (self.folder / ".venv").symlink_to(sys.prefix)

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [required(shutil.which("bash")), "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def serve(self, script: str) -> Iterator[str]:
        """The site's address while it is served; it answers as it does behind a proxy."""
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        setting = [f"{n}={v}" for n, v in (self.environment | {"PORT": str(port)}).items()]
        inside = f"cd {self.folder} && {script}"
        process = start(["/usr/bin/env", "-i", *setting, "bash", "-c", inside], log=self.log)

        def answers() -> bool:
            try:
                return requests.get(f"{address}/healthz", headers=PROXY, timeout=60).ok
            except requests.RequestException:
                return False

        try:
            wait_until(answers, process, log=self.log)
            yield address
        finally:
            stop(process, signal.SIGTERM)  # its workers go with it


def logs_in(address: str) -> bool:
    """Whether the demo's administrator gets in, as a browser would try."""
    session = requests.Session()
    session.headers.update(PROXY)
    page = f"{address}/sv/konto/login/"
    form = session.get(page, timeout=60).text
    token = required(re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form))[1]
    answer = session.post(
        page,
        {"login": "admin", "password": "demo", "csrfmiddlewaretoken": token},
        headers={"Origin": "https://eu.kommunen.se", "Cookie": f"csrftoken={cookie(session)}"},
        allow_redirects=False,
        timeout=60,
    )
    kept = {**session.cookies.get_dict(), **answer.cookies.get_dict()}
    admin = requests.get(
        f"{address}/admin/",
        headers=PROXY | {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())},
        allow_redirects=False,
        timeout=60,
    )
    # Who gets in sets up a second factor first.
    return "login" not in admin.headers.get("Location", "")


def cookie(session: requests.Session) -> str:
    """The cookie of forms, which a client sends over TLS alone."""
    return next(c.value or "" for c in session.cookies if c.name == "csrftoken")


def test_what_is_written_works(tmp_path: Path) -> None:
    site = Installation(tmp_path)
    *commands, serve = block()
    done = site.run("\n".join(commands))
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr
    demo = "load_demo", {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    assert site.run(f".venv/bin/python manage.py {demo[0]}").returncode == 1
    for address in site.serve(serve):
        for path in ("/sv/", "/en/", "/sv/utlysningar/", "/sitemap.xml"):
            answer = requests.get(address + path, headers=PROXY, timeout=60)
            assert answer.status_code == 200, path
            assert "127.0.0.1" not in answer.text
        styles = required(re.search(r'href="(/static/[^"]+\.css)"', answer_of(address)))[1]
        assert requests.get(address + styles, headers=PROXY, timeout=60).status_code == 200
    # What somebody has loaded by mistake lets nobody in.
    loaded = site.run(f".venv/bin/python manage.py {demo[0]}", **demo[1])
    assert loaded.returncode == 0, loaded.stderr
    for address in site.serve(serve):
        assert "load_demo --remove-accounts" in site.log.read_text()
        assert not logs_in(address)
    assert site.run(".venv/bin/python manage.py load_demo --remove-accounts").returncode == 0
    assert "no issues" in site.run(".venv/bin/python manage.py check --deploy").stdout
    others = [path for path in (site.folder / "data").rglob("*") if path.stat().st_mode & 0o077]
    assert others == []


def answer_of(address: str) -> str:
    return requests.get(f"{address}/sv/", headers=PROXY, timeout=60).text
