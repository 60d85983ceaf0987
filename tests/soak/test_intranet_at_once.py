"""Many write in the intranet at the same time: nothing is lost, and nobody meets a locked door."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from threading import Barrier

import pytest
import requests
from bs4 import BeautifulSoup
from pytest_django.plugin import DjangoDbBlocker

from home.loading.demo.people import EVERYBODY_KNOWS
from tests.own_database import site_copied
from tests.servers.postgresql import PostgreSQL
from tests.soak.load import PATIENCE
from tests.soak.sites import Site, Web
from tests.soak.stores import PostgresDatabase, SqliteFile, Store

pytestmark = pytest.mark.soak

PROFILE, HOME = "kristianstad", "/sv/natverk/"
PEOPLE, EACH = 8, 100  # posts of each, and as many comments
EDITED = 20  # posts that are changed in two windows at once
NAMED = """
from core.models import MunicipalityProfile, User
from network.models import Appointment, Seat
profile = MunicipalityProfile.objects.get()
for number in range({people}):
    key = f"writer-{{number}}"
    if User.objects.filter(username=key).exists():
        continue  # from the test before, on the same server
    user = User.objects.create_user(key, f"{{key}}@example.org", "demo")
    facts = {{"kind": "contact", "role_sv": "Kontaktperson", "role_en": "Contact person"}}
    seat = Seat.objects.create(profile=profile, key=key, **facts)
    Appointment.objects.create(seat=seat, person=user)
"""


class Writer:
    """Somebody with a browser of their own, and what the site answered to what they sent."""

    def __init__(self, address: str, number: int) -> None:
        self.address, self.number = address, number
        self.session = requests.Session()
        self.answers: list[tuple[int, float]] = []
        asked = self.session.get(f"{address}{HOME}", timeout=PATIENCE)
        form = {"login": f"writer-{number}", "password": EVERYBODY_KNOWS}
        answer = self.session.post(asked.url, data=form | self._token, timeout=PATIENCE)
        assert answer.url.endswith(HOME), answer.url

    @property
    def _token(self) -> dict[str, str]:
        return {"csrfmiddlewaretoken": self.session.cookies["csrftoken"] or ""}

    def send(self, path: str, **form: str) -> requests.Response:
        """What a form sends; the answer's address is not gone to."""
        begun = time.monotonic()
        address, data = f"{self.address}{path}", form | self._token
        answer = self.session.post(address, data=data, allow_redirects=False, timeout=PATIENCE)
        self.answers.append((answer.status_code, time.monotonic() - begun))
        return answer

    def publish(self, title: str, text: str = "Ett stycke") -> str:
        """Write a post; returns its path."""
        form = {"title": title, "text": text, "kind": "news"}
        return self.send(f"{HOME}nytt/", **form).headers.get("Location", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database with a municipality's site."""
    if request.param == "sqlite":
        request.getfixturevalue("django_db_setup")
        blocker: DjangoDbBlocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock(), site_copied(tmp_path, PROFILE) as name:
            yield SqliteFile(Path(name))
        return
    server: PostgreSQL = request.getfixturevalue("own_postgresql")
    site = Site(tmp_path, server.url())
    site.manage("migrate", "--verbosity=0")
    site.manage("load_profile", PROFILE)
    yield PostgresDatabase(server.url())


@pytest.fixture
def web(store: Store, tmp_path: Path) -> Iterator[Web]:
    """The site behind gunicorn, with who writes."""
    site = Site(tmp_path, store.url)
    site.manage("shell", "--no-imports", "-c", NAMED.format(people=PEOPLE))
    running = Web(site)
    running.start()
    try:
        running.wait()
        yield running
    finally:
        running.kill()


def together(*jobs: Callable[[], object]) -> None:
    """All, begun at once, to their end; what one raises is raised."""
    begin = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        begin.wait(PATIENCE)
        job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(run, job) for job in jobs]:
            done.result()


def change(
    answers: dict[int, requests.Response],
    path: str,
    windows: Sequence[Writer],
    sent: Sequence[str],
    window: int,
) -> None:
    """What one of several windows sends, of what each has read in the first version."""
    form = {"title": "Ändrat", "text": sent[window], "kind": "news", "version": "1"}
    answers[window] = windows[window].send(f"{path}andra/", **form)


def write(writer: Writer, shared: str) -> None:
    """Posts, and in turn with them comments on the one that all comment on."""
    for number in range(EACH):
        writer.publish(f"Inlägg {writer.number}-{number}")
        writer.send(f"{shared}kommentera/", text=f"Svar {writer.number}-{number}")


def test_all_that_many_write_at_once_is_there(
    web: Web, store: Store, print_line: Callable[[str], None]
) -> None:
    writers = [Writer(web.address, number) for number in range(PEOPLE)]
    shared = writers[0].publish("Alla svarar här")
    begun = time.monotonic()
    together(*(partial(write, writer, shared) for writer in writers))
    took = time.monotonic() - begun
    seconds = sorted(each for writer in writers for _status, each in writer.answers)
    statuses = Counter(status for writer in writers for status, _each in writer.answers)
    print_line(
        f"{len(seconds)} posts and comments by {PEOPLE} at once in {took:.0f} s: {statuses},"
        f" median {median(seconds):.2f} s, slowest {seconds[-1]:.2f} s"
    )
    assert set(statuses) == {302}
    numbered = {f"{person}-{number}" for person in range(PEOPLE) for number in range(EACH)}
    titles = "SELECT title FROM network_post WHERE title LIKE 'Inlägg %'"
    texts = "SELECT text FROM network_comment"
    for sql, word in ((titles, "Inlägg"), (texts, "Svar")):
        found = [text for (text,) in store.rows(sql)]
        assert sorted(found) == sorted(f"{word} {each}" for each in numbered)
    log = web.site.log.read_text() if web.site.log.exists() else ""
    assert "database is locked" not in log
    assert "Traceback" not in log


def test_of_two_windows_that_change_a_post_at_once_exactly_one_is_told(
    web: Web, store: Store
) -> None:
    windows = [Writer(web.address, 0), Writer(web.address, 0)]
    for number in range(EDITED):
        path = windows[0].publish(f"Inlägg {number}")
        sent = [f"Fönster {window} skrev {number}" for window in range(2)]
        answers: dict[int, requests.Response] = {}
        jobs = [partial(change, answers, path, windows, sent, window) for window in range(2)]
        together(*jobs)
        assert sorted(answer.status_code for answer in answers.values()) == [302, 422]
        first = next(window for window in answers if answers[window].status_code == 302)
        key = int(path.rstrip("/").rpartition("/")[2])
        assert store.rows(f"SELECT text, version FROM network_post WHERE id = {key}") == [
            (sent[first], 2)
        ]
        told = BeautifulSoup(answers[1 - first].text, "html.parser")
        assert told.select("textarea[name=text]")[0].text.strip() == sent[1 - first]
        assert sent[first] in told.text
