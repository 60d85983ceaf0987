"""kill -9 while mail is sent, and two machines: none is lost, one repeated per kill at most."""

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from threading import Event

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.config.starting import COMPLETE
from tests.fakes.mail_server import MailServer, mail_server
from tests.own_database import database_copied
from tests.parts import ROOT
from tests.servers.postgresql import PostgreSQL
from tests.soak.sites import LIMIT, Site

MAILS = 500
KILLS = 12
WRITE = """
from django.core.mail import send_mail
for number in range({}):
    send_mail(str(number), "Text", "x@example.org", [f"{{number}}@example.org"])
"""


class Machine:
    """Processes in production's settings, which share a folder as those of one machine do."""

    def __init__(self, folder: Path, database_url: str, server: MailServer) -> None:
        folder.mkdir()
        own = {
            "DATABASE_URL": database_url,
            "SEARCH_URL": "",
            "CACHE_URL": f"filecache://{folder / 'cache'}",
            "MEDIA_ROOT": str(folder),
            "MAIL_ROOT": str(folder / "mail"),
            "LOCK_ROOT": str(folder / "locks"),
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        }
        self.environment = os.environ | COMPLETE | own

    def start(self, *arguments: str) -> subprocess.Popen:
        """A management command."""
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)

    def manage(self, *arguments: str) -> None:
        """A management command, to its end."""
        assert self.start(*arguments).wait(LIMIT) == 0


def send_all(machine: Machine, server: MailServer) -> None:
    """Send until nothing is left: a round ends after a while, done or not, as on any machine."""
    before = -1
    while len(server.taken) > before:
        before = len(server.taken)
        machine.manage("send_queued_mail")


def killed_and_finished(folder: Path, database_url: str, say: Callable[[str], None]) -> None:
    """Kill who sends the mails, at the worst moment and at others, and let one finish."""
    random = Random(12)
    with mail_server() as server:
        machine = Machine(folder / "one", database_url, server)
        machine.manage("shell", "--no-imports", "-c", WRITE.format(MAILS))
        for number in range(KILLS):
            # The server has the mail, and whoever sent it does not know yet; or somewhat later.
            worst = number % 2 == 0
            server.before_the_last_answer = Event() if worst else None
            server.text_has_come.clear()
            sender = machine.start("send_queued_mail" if number % 3 else "db_worker")
            assert server.text_has_come.wait(LIMIT)
            Event().wait(0 if worst else random.random() / 2)
            sender.kill()
            sender.wait()
            if server.before_the_last_answer is not None:
                server.before_the_last_answer.set()
        server.before_the_last_answer = None
        machine.manage("db_worker", "--batch")
        send_all(machine, server)
        told = ids_by_subject(server)
        say(f"{len(server.taken)} mails arrived of {MAILS} in spite of {KILLS} kills;")
    assert len(told) == MAILS
    assert all(len(set(ids)) == 1 for ids in told.values())
    assert KILLS / 2 <= len(server.taken) - MAILS <= KILLS


def ids_by_subject(server: MailServer) -> dict[str, list[str]]:
    """The Message-ID of each arrival of each mail."""
    told = defaultdict(list)
    for mail in server.taken:
        told[mail.message["Subject"]].append(mail.message["Message-ID"])
    return told


def sent_by_two_machines(folder: Path, database_url: str) -> None:
    """All mails, by two that know nothing of each other but what is in the database."""
    with mail_server() as server:
        machines = [Machine(folder / name, database_url, server) for name in ("one", "two")]
        machines[0].manage("shell", "--no-imports", "-c", WRITE.format(MAILS))
        senders = [machine.start("db_worker", "--batch") for machine in machines * 2]
        assert [sender.wait(LIMIT) for sender in senders] == [0, 0, 0, 0]
        send_all(machines[0], server)
        assert len(server.taken) == len(ids_by_subject(server)) == MAILS


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database."""
    if request.param == "sqlite":
        request.getfixturevalue("django_db_setup")
        blocker: DjangoDbBlocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock(), database_copied(tmp_path) as name:
            yield f"sqlite:///{name}"
        return
    server: PostgreSQL = request.getfixturevalue("own_postgresql")
    Site(tmp_path, server.url()).manage("migrate", "--verbosity=0")
    yield server.url()


@pytest.mark.soak
def test_no_kill_loses_a_mail(
    tmp_path: Path, database_url: str, print_line: Callable[[str], None]
) -> None:
    killed_and_finished(tmp_path, database_url, print_line)


@pytest.mark.soak
def test_two_machines_send_no_mail_twice(tmp_path: Path, database_url: str) -> None:
    sent_by_two_machines(tmp_path, database_url)
