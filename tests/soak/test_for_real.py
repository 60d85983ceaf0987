"""README's commands, run as they are written in a fresh clone: tried, installed, upgraded."""

import gzip
import json
import os
import re
import secrets
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.cookiejar import Cookie
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from requests.cookies import RequestsCookieJar

from tests.parts import ROOT
from tests.required import required
from tests.servers.processes import free_port, start, stop, wait_until
from tests.soak.sites import LIMIT
from tests.upgrading.dumps import FOLDER

pytestmark = pytest.mark.soak
INSTALL, SERVE = re.compile(r".*pip install .*"), ".venv/bin/gunicorn"
BASE_URL = "https://eu.kommunen.se"
PROXY = {"Host": "eu.kommunen.se", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.7"}
README, RELEASE = "README.md", "docs/operations.md"
HEADINGS = {README: "Run it for real", RELEASE: "A new release"}


def block(file: str) -> list[str]:
    """The commands, without the first, which loads packages."""
    text = (ROOT / file).read_text()
    found = required(re.search(rf"## {HEADINGS[file]}\n.*?```\n(.*?)```", text, re.DOTALL))[1]
    first, *lines = found.splitlines()
    assert INSTALL.fullmatch(first)
    if file == README:
        assert lines[-1].startswith(SERVE)
        lines[-1] = f"exec {lines[-1]} --bind 127.0.0.1:$PORT"
    return lines


def answers(address: str) -> bool:
    """Whether the site is served there, behind its proxy or without."""
    try:
        return requests.get(f"{address}/healthz", headers=PROXY, timeout=60).ok or (
            requests.get(f"{address}/healthz", timeout=60).ok
        )
    except requests.RequestException:
        return False


class Installation:
    """A clone in which the block is run, with an empty home and nothing else in the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "omvarld"
        self.home = folder / "home"
        self.home.mkdir()
        self.data = self.folder / "data"
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

    def manage(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A management command."""
        return self.run(shlex.join([".venv/bin/python", "manage.py", *words]), **environment)

    def manages(self, *words: str) -> str:
        """What a management command prints that has to succeed."""
        done = self.manage(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, script: str, **environment: str) -> subprocess.Popen[bytes]:
        """What runs until it is stopped."""
        setting = [f"{n}={v}" for n, v in (self.environment | environment).items()]
        inside = f"cd {self.folder} && {script}"
        return start(["/usr/bin/env", "-i", *setting, "bash", "-c", inside], log=self.log)

    def serve(self, script: str) -> Iterator[str]:
        """The site's address while it is served; it answers as it does behind a proxy."""
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        process = self.start(script, PORT=str(port))
        try:
            wait_until(lambda: answers(address), process, log=self.log, seconds=LIMIT)
            yield address
        finally:
            stop(process, signal.SIGTERM)  # its workers go with it

    def link_in_mail(self, address: str) -> str:
        """The site's address in the mail that waits for somebody."""
        with closing(sqlite3.connect(self.data / "omvarld.sqlite3")) as database:
            mails = database.execute('SELECT "to", message FROM post_office_email').fetchall()
        (text,) = (text for to, text in mails if address in to)
        return required(re.search(rf"{BASE_URL}/\S+", text))[0]


class CookiesBehindTheProxy(RequestsCookieJar):
    """Those for TLS alone are sent, too: the browser speaks it with the proxy."""

    def set_cookie(self, cookie: Cookie, *args: Any, **options: Any) -> None:
        cookie.secure = False
        super().set_cookie(cookie, *args, **options)


class Visitor(requests.Session):
    """A browser on the other side of the proxy, which speaks TLS with it."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.headers.update(PROXY | {"Origin": BASE_URL})
        self.cookies = CookiesBehindTheProxy()

    def look(self, path: str, status: int = 200) -> requests.Response:
        """The page at a path of the site."""
        answer = self.get(self.address + path, timeout=LIMIT, allow_redirects=status != 302)
        assert answer.status_code == status, path
        return answer

    def fill_in(self, path: str, **fields: str) -> requests.Response:
        """Open the form at the path, fill it in and send it."""
        page = self.look(path)
        token = required(re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text))[1]
        sent = {**fields, "csrfmiddlewaretoken": token}
        return self.post(page.url, sent, timeout=LIMIT, allow_redirects=False)

    def logs_in(self, name: str, password: str) -> bool:
        """Whether the admin is open then; who gets in sets up a second factor first."""
        self.fill_in("/sv/konto/login/", login=name, password=password)
        return "login" not in self.look("/admin/", 302).headers["Location"]


@pytest.fixture
def site(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


def pages_are_shown(visitor: Visitor) -> None:
    """In both languages, with their styles, and without a trace of where the site runs."""
    for path in ("/sv/", "/en/", "/sv/utlysningar/", "/sitemap.xml"):
        assert "127.0.0.1" not in visitor.look(path).text
    page = visitor.look("/sv/").text
    visitor.look(required(re.search(r'href="(/static/[^"]+\.css)"', page))[1])


def test_what_is_written_works(site: Installation) -> None:
    *commands, serve = block(README)
    done = site.run("\n".join(commands))
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr
    assert site.manage("load_demo").returncode == 1

    chief, password = "chief@kommunen.se", secrets.token_urlsafe()
    site.manages("first_administrator", chief)
    for address in site.serve(serve):
        pages_are_shown(Visitor(address))
        path = urlsplit(site.link_in_mail(chief)).path
        assert Visitor(address).fill_in(path, password1=password, password2=password).is_redirect
        assert Visitor(address).logs_in(chief, password)
        assert not Visitor(address).logs_in(chief, "another")

    # What somebody has loaded by mistake lets nobody in.
    loaded = site.manage("load_demo", DJANGO_SETTINGS_MODULE="config.settings.dev")
    assert loaded.returncode == 0, loaded.stderr
    for address in site.serve(serve):
        assert "load_demo --remove-accounts" in site.log.read_text()
        assert not Visitor(address).logs_in("admin", "demo")
    site.manages("load_demo", "--remove-accounts")
    assert "no issues" in site.manages("check", "--deploy")

    made = json.loads(site.manages("backup", "../kept.backup").splitlines()[-1])
    shutil.rmtree(site.data)
    site.data.mkdir(mode=0o700)
    restored = json.loads(site.manages("restore", "../kept.backup").splitlines()[-1])
    assert [restored[what] for what in ("rows", "files")] == [made["rows"], made["files"]]
    upgraded = site.run("\n".join(block(RELEASE)).replace("NAME", "kristianstad"))
    assert upgraded.returncode == 0, upgraded.stderr
    for address in site.serve(serve):
        pages_are_shown(Visitor(address))
        assert Visitor(address).logs_in(chief, password)
    others = [path for path in site.data.rglob("*") if path.stat().st_mode & 0o077]
    assert others == []


def test_an_earlier_release_is_upgraded(site: Installation) -> None:
    """The database that the first release left, by the commands of the manual."""
    *commands, serve = block(README)
    settings = "\n".join(commands).partition("\n.venv/bin/python")[0]
    assert site.run(settings).returncode == 0
    with gzip.open(FOLDER / "first.sqlite3.gz") as kept:
        (site.data / "omvarld.sqlite3").write_bytes(kept.read())
    (site.data / "omvarld.sqlite3").chmod(0o600)
    *upgrade, load_profile = block(RELEASE)
    assert load_profile.endswith("load_profile NAME")  # the kept database's has no file
    done = site.run("\n".join(upgrade))
    assert done.returncode == 0, done.stderr
    assert "no issues" in site.manages("check", "--deploy")
    for address in site.serve(serve):
        pages_are_shown(Visitor(address))


def test_make_run_and_make_test_need_nothing_else(site: Installation) -> None:
    """README's two commands, the second for a few tests; the packages are there already."""
    port = free_port()
    there = "--old-file=requirements.lock --old-file=requirements-dev.lock"
    process = site.start(f"exec make {there} run PORT={port}")
    try:
        wait_until(
            lambda: answers(f"http://127.0.0.1:{port}"), process, log=site.log, seconds=LIMIT
        )
        for path in ("/sv/", "/en/", "/sv/utlysningar/"):
            page = requests.get(f"http://127.0.0.1:{port}{path}", timeout=LIMIT)
            assert page.status_code == 200
        assert "Demokonton" in site.log.read_text()
    finally:
        stop(process, signal.SIGTERM)
    done = site.run(f"make {there} test TESTS=tests/core/web/test_error_pages.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
