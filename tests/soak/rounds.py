"""One round: site, worker and importer under load, each killed at a moment of chance, and after."""

import json
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from subprocess import Popen, TimeoutExpired

from django.utils import timezone

from benchmarks.feed import feed
from tests.parts import ROOT
from tests.servers.processes import wait_until
from tests.soak.load import Load
from tests.soak.sites import LIMIT, Site, Web
from tests.soak.stores import Store, faults
from tests.soak.work import Work

ROWS = 250  # of each feed: less than what is sent to the cluster at once
TASKS = 16  # of each round: the worker is at them when it is killed
CHECK = ("rebuild_search", "--check")
# A minute later: the next tick does these.
DUE = ("search-cluster", "lost-tasks", "run-tasks")
AREA = "friska-ekosystem"


@dataclass
class Tally:
    """What the rounds have come to."""

    web: int = 0
    importers: int = 0  # that had not ended by themselves
    workers: int = 0
    tasks: int = 0  # begun
    committed: int = 0  # imports that the kill found committed
    searches: int = 0
    saves: int = 0
    noted: int = 0  # changes that waited for the cluster after the kills
    seconds: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.web} kills of the web server, {self.workers} of the worker and"
            f" {self.importers} of the importer ({self.committed} imports had been committed)"
            f" during {self.searches} searches, {self.saves} saves and {self.tasks} tasks;"
            f" {self.noted} changes waited for the cluster;"
            f" {sum(self.seconds):.0f} s"
        )


class Rounds:
    """The rounds on one database. `prepare` first."""

    def __init__(self, site: Site, store: Store, random: Random) -> None:
        self.site, self.store, self.random = site, store, random
        self.web = Web(site)
        self.work = Work(site.folder)
        self.tally = Tally()
        self.number = 0
        self.begun: list[Popen[bytes]] = []
        self.span = 0.0  # seconds that an import takes which nobody kills

    def prepare(self) -> None:
        """A municipality with demo people and calls, in the cluster too."""
        self.site.manage("migrate", "--verbosity=0")
        self.site.manage("load_profile", "kristianstad")
        self.site.manage("load_demo")
        path = write_feed(self.site.folder, 0)
        start = time.monotonic()
        self.site.manage(*self._import(path))
        self.span = time.monotonic() - start
        # All jobs once: after that the comparison of every night is not due.
        self.site.manage_all(["tick"], CHECK)
        assert faults(self.store) == {}
        self.web.start()

    def play(self) -> None:
        """A round."""
        start = time.monotonic()
        self.number += 1
        self._begin("shell", "--no-imports", "-c", self.work.script(TASKS))
        worker = self._begin("db_worker")
        self.web.wait()
        before, runs = self._digests(), self._runs()
        path = write_feed(self.site.folder, self.number)
        load = self._kill_under_load(path, worker)
        self.web.start()  # as whatever watches over it does; nobody asks it anything
        self._is_whole(load)
        self._all_or_nothing(before, self._runs() - runs)
        self._catches_up(path)
        self.tally.seconds.append(time.monotonic() - start)

    def _begin(self, *arguments: str) -> Popen[bytes]:
        """A management command that nobody waits for; it does not outlive the test."""
        process = self.site.begin(str(ROOT / "manage.py"), *arguments)
        self.begun.append(process)
        return process

    def stop(self) -> None:
        """kill -9 for all that still runs."""
        self.web.kill()
        for process in self.begun:
            process.kill()
            process.wait(timeout=30)
        self.begun.clear()

    def _kill_under_load(self, path: Path, worker: Popen[bytes]) -> Load:
        load = Load(self.web.address, self._calls(), self._area(), self.random)
        load.start()
        assert load.under_way.wait(timeout=LIMIT), load.failures
        wait_until(
            lambda: self.work.begun > self.tally.tasks, worker, log=self.site.log, seconds=LIMIT
        )
        importer = self._begin(*self._import(path))
        begun = time.monotonic()
        moments = [
            (self.random.uniform(0.4, 1.0), "importer"),
            (self.random.random(), "web"),
            (self.random.random(), "worker"),
        ]
        for moment, victim in sorted(moments):
            with suppress(TimeoutExpired):
                importer.wait(timeout=max(0.0, begun + moment * self.span - time.monotonic()))
            if victim == "web":
                load.over.set()
                self.web.kill()
                self.tally.web += 1
            elif victim == "worker":
                worker.kill()
                self.tally.workers += worker.wait(timeout=30) == -signal.SIGKILL
            elif importer.poll() is None:
                importer.kill()
                self.tally.importers += importer.wait(timeout=30) == -signal.SIGKILL
        assert importer.returncode in (0, -signal.SIGKILL), self.site.log.read_text()[-3000:]
        load.stop()
        self.stop()
        self.tally.searches += load.searches
        self.tally.saves += len(load.saved)
        return load

    def _is_whole(self, load: Load) -> None:
        """Nothing is broken or half done, and nothing is lost that was confirmed."""
        assert load.failures == []
        assert faults(self.store) == {}
        kept = self._decisions()
        for call, decision in load.saved.items():
            assert kept[call] in (decision, load.tried[call]), call

    def _all_or_nothing(self, before: dict[str, str], runs: int) -> None:
        after = self._digests()
        changed = sum(before.get(key) != digest for key, digest in after.items())
        assert runs in (0, 1)
        noted = self.store.rows(
            "SELECT created + updated FROM opportunities_importrun ORDER BY id DESC LIMIT 1"
        )
        assert changed == (noted[0][0] if runs else 0)
        self.tally.committed += runs

    def _catches_up(self, path: Path) -> None:
        """The cluster equals the table after the next tick; the import is finished by another.

        The index in the database never has to: it is written in the record's own transaction.
        """
        self.tally.noted += self.store.rows("SELECT count(*) FROM core_searchnote")[0][0]
        self.store.rows(f"DELETE FROM core_jobrun WHERE name IN {DUE}")
        again, work = self._import(path), ["db_worker", "--batch", "--verbosity=0"]
        printed = self.site.manage_all(["tick"], CHECK, work, again, again, CHECK, before=CHECK)
        reports = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
        assert [report["received"] for report in reports] == [ROWS + self.number] * 2
        assert (reports[1]["created"], reports[1]["updated"]) == (0, 0)
        assert self.store.rows("SELECT count(*) FROM core_searchnote") == [(0,)]
        assert self.work.faults(self.store) == []
        self.tally.tasks = self.work.begun

    def _import(self, path: Path) -> list[str]:
        return ["import_calls", "eu-portal", "--file", str(path)]

    def _digests(self) -> dict[str, str]:
        return dict(self.store.rows("SELECT source_key, digest FROM opportunities_call"))

    def _runs(self) -> int:
        return self.store.rows("SELECT count(*) FROM opportunities_importrun")[0][0]

    def _calls(self) -> list[int]:
        return [pk for (pk,) in self.store.rows("SELECT id FROM opportunities_call ORDER BY id")]

    def _area(self) -> int:
        return self.store.rows(f"SELECT id FROM core_priorityarea WHERE slug = '{AREA}'")[0][0]

    def _decisions(self) -> dict[int, str]:
        sql = "SELECT call_id, rejected FROM opportunities_callpriority WHERE area_id ="
        found = self.store.rows(f"{sql} {self._area()}")
        return {call: "rejected" if rejected else "fits" for call, rejected in found}


def write_feed(folder: Path, number: int) -> Path:
    """A feed a day younger than the one before: every call has changed, and one is new."""
    path = folder / "feed.json"
    around = timezone.localdate() - timedelta(days=60 - number)
    path.write_text(json.dumps(feed(ROWS + number, around=around)))
    return path
