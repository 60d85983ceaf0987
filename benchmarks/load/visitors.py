"""What the visitors do, for locust (`python -m locust --locustfile` this), which reports errors.

Each thinks for one to five seconds between two pages. Four in five are strangers; one in five is a
colleague, who is logged in, for whom no page is kept. An answer that is late, an error or another
page than was asked for is a failure. Each page is asked for on a connection of its own: one that
was kept may be closed just then, and a browser or a proxy asks again.
"""

import os
import re
import sys
from itertools import count
from random import Random
from typing import Any

from locust import HttpUser, between, events, task

from benchmarks.load import ACCOUNT, PASSWORD
from benchmarks.pages import PAGES
from benchmarks.topics import TOPICAL

PATIENCE = 30  # seconds
START, CALLS, LOG_IN, LOG_OUT = "/sv/", "/sv/utlysningar/", "/sv/konto/login/", "/sv/konto/logout/"
WORDS = (*TOPICAL, *"skola barn vatten klimat energi kultur äldre turism landsbygd stöd".split())
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CALL = re.compile(r'href="(/sv/utlysningar/[^"/?#]+/)"')
ENGINE = os.environ["LOAD_ENGINE"]  # the one that has to answer
NUMBERS, COLLEAGUES = count(), count()


class Stranger(HttpUser):
    """Reads, searches, and looks at what was found."""

    weight = 4
    wait_time = between(1, 5)

    def on_start(self) -> None:
        """Everybody does things in an order of their own, the same in each run."""
        self.random = Random(next(NUMBERS))
        self.client.headers["Connection"] = "close"
        self.found: list[str] = []

    @task(5)
    def start_page(self) -> None:
        self.look("start page", START, "<h1")

    @task(6)
    def search_calls(self) -> None:
        query = {"q": self.question(), "status": "all"}
        page = self.look("call search", CALLS, "<h1", query)
        self.found = CALL.findall(page) or self.found

    @task(6)
    def read_call(self) -> None:
        if not self.found:
            self.found = CALL.findall(self.look("call search", CALLS, "<h1"))
        for path in self.random.sample(self.found, min(1, len(self.found))):
            self.look("call", path, path)

    @task(3)
    def type_a_word(self) -> None:
        word = self.random.choice(WORDS)
        for letters in range(3, min(len(word), 6) + 1):
            query = {"part": 1, "q": word[:letters]}
            self.look("suggestions", f"{START}sok/forslag/", 'class="suggestions"', query)

    @task(3)
    def search_site(self) -> None:
        self.look("search of the site", f"{START}sok/", "<h1", {"q": self.question()})

    @task(2)
    def ask_api(self) -> None:
        query = {"q": self.question(), "status": "all"}
        self.look("API", "/api/calls/", f'"engine": "{ENGINE}"', query)

    @task(4)
    def read_page(self) -> None:
        self.look("another page", self.random.choice(list(PAGES.values())), "<h1")

    def question(self) -> str:
        """One to three words."""
        return " ".join(self.random.sample(WORDS, self.random.choice([1, 1, 2, 2, 3])))

    def look(self, kind: str, path: str, expected: str, query: dict[str, Any] | None = None) -> str:
        """Ask for a page that has to hold what is expected."""
        asked = self.client.get(
            path, params=query, name=kind, timeout=PATIENCE, catch_response=True
        )
        with asked as answer:
            text = answer.text or ""
            if answer.status_code == 200 and expected not in text:
                answer.failure(f"without {expected}")
            return text


class Colleague(Stranger):
    """Is logged in, and comes back now and then."""

    weight = 1

    def on_start(self) -> None:
        super().on_start()
        self.account = f"{ACCOUNT}-{next(COLLEAGUES)}"
        self.log_in()

    @task(3)
    def come_again(self) -> None:
        """Log out, and in again."""
        self.send("log-out", LOG_OUT, self.look("page to log out", LOG_OUT, "<h1"))
        self.log_in()

    def log_in(self) -> None:
        """Through the form, with its token."""
        form = self.look("page to log in", LOG_IN, "csrfmiddlewaretoken")
        self.send("log-in", LOG_IN, form, login=self.account, password=PASSWORD)
        self.look("start page", START, LOG_OUT)

    def send(self, kind: str, path: str, form: str, **values: str) -> None:
        """Send a form, which has to lead on."""
        if not (tokens := TOKEN.findall(form)):
            return  # the form did not come, which is counted already
        asked = self.client.post(
            path,
            values | {"csrfmiddlewaretoken": tokens[0]},
            name=kind,
            timeout=PATIENCE,
            allow_redirects=False,
            catch_response=True,
        )
        with asked as answer:
            if answer.status_code == 200:
                answer.failure("the form was refused")


@events.quitting.add_listener
def _report(environment: Any, **_given: Any) -> None:
    for error in environment.stats.errors.values():
        print(error.occurrences, error.to_name(), file=sys.stderr)
