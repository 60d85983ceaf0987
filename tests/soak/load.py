"""Readers and an editor who use the running site until it is killed."""

import threading
from collections.abc import Callable, Sequence
from itertools import cycle, repeat
from random import Random

import requests

SEARCHES = (
    "/api/calls/?q=energy&status=all",
    "/sv/utlysningar/?q=climate+adaptation&status=all",
    "/api/calls/?status=all&sort=newest",
    "/en/calls/?q=vatten&status=all",
    "/api/calls/?priority=friska-ekosystem&status=all",
)
READERS = 3
PATIENCE = 600  # seconds: a save waits for the import before it


class Load:
    """Threads that search and save. Give it the time to begin, then `stop` it.

    `saved` has each call's last decision that the site has confirmed, `tried` the last that was
    sent: what the database holds must be one of the two.
    """

    def __init__(self, address: str, calls: Sequence[int], area: int, random: Random) -> None:
        self.address, self.calls, self.area, self.random = address, calls, area, random
        self.searches = 0
        self.saved: dict[int, str] = {}
        self.tried: dict[int, str] = {}
        self.failures: list[str] = []
        self.over = threading.Event()  # set just before the site is killed, or all is done
        self.under_way = threading.Event()  # a search and a save were answered
        self._threads = [
            threading.Thread(target=self._until_over, args=(task,), daemon=True)
            for task in (self._save, *repeat(self._search, READERS))
        ]

    def start(self) -> None:
        """Log the editor in, and begin."""
        self.editor = log_in(self.address, "admin")
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Wait for what is under way."""
        self.over.set()
        for thread in self._threads:
            thread.join(timeout=PATIENCE)

    def _until_over(self, task: Callable[[], None]) -> None:
        try:
            task()
        except requests.RequestException as error:
            if not self.over.is_set():
                self.failures.append(f"while it was up: {error!r}")
        except Exception as error:  # noqa: BLE001 - the test says it
            self.failures.append(repr(error))

    def _search(self) -> None:
        with requests.Session() as session:
            for path in cycle(SEARCHES):
                if self.over.is_set():
                    return
                answer = session.get(f"{self.address}{path}", timeout=PATIENCE)
                if answer.status_code != 200:
                    self.failures.append(f"{path}: {answer.status_code}")
                self.searches += 1

    def _save(self) -> None:
        while not self.over.is_set():
            call = self.random.choice(self.calls)
            decision = self.random.choice(("fits", "rejected"))
            self.tried[call] = decision
            answer = self._decide(call, decision)
            if answer.status_code != 302:
                self.failures.append(f"saving call {call}: {answer.status_code}")
                return
            self.saved[call] = decision
            self.under_way.set()

    def _decide(self, call: int, decision: str) -> requests.Response:
        """What the form of a call sends when an editor adds a line about the area."""
        formset = {"INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
        form = {f"audience_links-{name}": value for name, value in formset.items()}
        form |= {f"priority_links-{name}": value for name, value in formset.items()}
        form |= {
            "csrfmiddlewaretoken": self.editor.cookies["csrftoken"] or "",
            "audience_links-TOTAL_FORMS": "0",
            "priority_links-TOTAL_FORMS": "1",
            "priority_links-0-area": str(self.area),
            "priority_links-0-decision": decision,
            "priority_links-0-id": "",
            "priority_links-0-DELETE": "",
        }
        path = f"{self.address}/admin/snippets/opportunities/call/edit/{call}/"
        return self.editor.post(path, data=form, allow_redirects=False, timeout=PATIENCE)


def log_in(address: str, username: str) -> requests.Session:
    """A demo person's session."""
    session = requests.Session()
    asked = session.get(f"{address}/admin/", timeout=PATIENCE)
    token = session.cookies["csrftoken"]
    form = {"csrfmiddlewaretoken": token, "login": username, "password": "demo"}
    answer = session.post(asked.url, data=form, timeout=PATIENCE)
    assert answer.url.endswith("/admin/"), answer.url
    return session
