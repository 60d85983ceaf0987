"""kill -9 while the mails of notices are made, and two rounds at once: each notice in one mail."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from threading import Event
from time import monotonic

import pytest

from tests.fakes.mail_server import MailServer, mail_server
from tests.parts import ROOT
from tests.soak.sites import LIMIT
from tests.soak.test_mail_kill import Machine, database_url, send_all

__all__ = ["database_url"]

PEOPLE, KILLS = 300, 8
EARLY, MORNING = "--at=2026-12-02T12:00", "--at=2026-12-03T07:00"
WRITE = """
from datetime import datetime, UTC
from network.models import Notification, Seat
from tests.network.intranet.people import post, somebody
at, about = datetime(2026, 12, 2, 11, tzinfo=UTC), [post(somebody(), title=t) for t in ("A", "B")]
for number in range({}):
    person = somebody(Seat.Kind.CONTACT)
    for each in about:
        Notification.objects.create(
            person=person, key=f"post:{{each.pk}}", kind="post", object_id=each.pk,
            step="published", topics="all", at=at,
        )
"""


def round_of(machine: Machine, at: str = MORNING) -> subprocess.Popen:
    """`send_digests`, going on."""
    return machine.start("send_digests", at)


def nothing_is_left(machine: Machine) -> bool:
    """What a round says at its end."""
    command = [sys.executable, str(ROOT / "manage.py"), "send_digests", MORNING]
    run = subprocess.run(command, env=machine.environment, capture_output=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]).values()) == {0}


def told_once(machine: Machine, server: MailServer) -> None:
    """Everybody has one mail with both, and nothing is left."""
    assert nothing_is_left(machine)
    send_all(machine, server)
    to = Counter(mail.recipients[0] for mail in server.taken)
    assert (len(to), set(to.values())) == (PEOPLE, {1})
    for mail in server.taken:
        lines = mail.message.get_content().splitlines()
        assert sum(": A" in line or ": B" in line for line in lines) == 2


@pytest.mark.soak
def test_no_kill_loses_or_repeats_a_notice(tmp_path: Path, database_url: str) -> None:
    random, pause = Random(16), Event()
    with mail_server() as server:
        machine = Machine(tmp_path / "one", database_url, server)
        machine.manage("shell", "--no-imports", "-c", WRITE.format(PEOPLE))
        begun = monotonic()
        assert round_of(machine, EARLY).wait(LIMIT) == 0
        until_ready = monotonic() - begun
        for _kill in range(KILLS):
            sender = round_of(machine)
            pause.wait(until_ready * random.uniform(0.8, 1.2))
            sender.kill()
            sender.wait()
        round_of(machine).wait(LIMIT)
        told_once(machine, server)


@pytest.mark.soak
def test_rounds_of_two_machines_repeat_nothing(tmp_path: Path, database_url: str) -> None:
    with mail_server() as server:
        machines = [Machine(tmp_path / name, database_url, server) for name in ("one", "two")]
        machines[0].manage("shell", "--no-imports", "-c", WRITE.format(PEOPLE))
        rounds = [round_of(machine) for machine in machines * 2]
        assert [each.wait(LIMIT) for each in rounds] == [0, 0, 0, 0]
        told_once(machines[0], server)
