"""Reading a whole site as a stranger: every page that links lead to, and what is wrong with it."""

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import override

from core.words.language import LANGUAGES
from tests.markup import HOST, Markup, outside_in_css, problems

# Not for strangers: the admin and the log-in.
LEFT_OUT = re.compile(r"^/(admin|accounts|(sv/konto|en/account))/")


@dataclass
class Found:
    """One page: where it is, its markup, and the sentences about what is wrong with it."""

    path: str
    markup: str = ""
    alternates: Mapping[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass
class Crawl:
    """A walk through a site from its start pages and its sitemap."""

    client: Client
    # At most so many pages of a view in each language: of hundreds that differ by their record.
    most: Mapping[str, int] = field(default_factory=dict)
    seen: set[object] = field(default_factory=set)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    waiting: deque[tuple[str, str]] = field(default_factory=deque)
    passed_over: set[str] = field(default_factory=set)

    def pages(self) -> list[Found]:
        """Every page; of searches one per set of parameters."""
        for start in ("/sv/", "/en/", *self.sitemap()):
            self.add(start, "the sitemap")
        found = []
        while self.waiting:
            page = self.read(*self.waiting.popleft())
            if page is not None:
                found.append(page)
        return found

    def sitemap(self) -> Iterator[str]:
        """What the sitemap names, which need not be linked from anywhere."""
        waiting = ["/sitemap.xml"]
        while waiting:
            text = self.client.get(waiting.pop()).content.decode()
            for address in re.findall(r"<loc>([^<]+)</loc>", text):
                assert address.startswith(HOST + "/"), address
                path = address.removeprefix(HOST)
                if path.endswith(".xml"):
                    waiting.append(path)
                else:
                    yield path

    def add(self, path: str, linked_from: str) -> None:
        """Read this address later, if none like it has been read."""
        if LEFT_OUT.match(path) or shape(path) in self.seen:
            return
        self.seen.add(shape(path))
        name, language = view_name(path), path.split("/")[1]
        self.counted[name, language] += 1
        if self.counted[name, language] <= self.most.get(name, self.counted[name, language]):
            self.waiting.append((path, linked_from))
        else:
            self.passed_over.add(path)

    def read(self, path: str, linked_from: str) -> Found | None:
        """The page there, or None where there is something else than a page, which is well."""
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            wrong = in_css(Path(file).read_text()) if file and path.endswith(".css") else []
            wrong += [] if file else ["no such file"]
            return Found(path, problems=wrong) if wrong else None
        answer = self.client.get(path, follow=True)
        kind = answer.get("Content-Type", "").partition(";")[0]
        content = answer.getvalue()
        if answer.status_code != 200:
            said = f"status {answer.status_code}, linked from {linked_from}"
            return Found(path, problems=[said])
        if kind == "text/css":
            wrong = in_css(content.decode())
            return Found(path, problems=wrong) if wrong else None
        if kind != "text/html":
            return None
        return self.page(path, content.decode())

    def page(self, path: str, markup: str) -> Found:
        """What is on this page; where it leads is read later."""
        page = Markup(path, markup)
        for element, target in page.links():
            if "nofollow" not in element.get("rel", ""):
                self.add(target, path)
        for address in page.resources():
            if (here := page.local(address)) is not None:
                self.add(here, path)
        return Found(path, markup, page.alternates(), list(problems(page)))

    def unrequited(self, pages: list[Found]) -> list[str]:
        """Pages that name a translation which is not there or does not name them."""
        by_path = {page.path: page for page in pages}
        return [
            f"{page.path}: {target} ({code}) does not lead back"
            for page in pages
            for code, target in page.alternates.items()
            if "?" not in page.path and target not in self.passed_over
            if target not in by_path or by_path[target].alternates != page.alternates
        ]


def in_css(text: str) -> list[str]:
    """What is wrong with a style sheet."""
    return [f"third party: {address}" for address in outside_in_css(text)]


def shape(address: str) -> tuple[str, frozenset[str]]:
    """An address without the values of its parameters: each kind of search is read once."""
    parts = urlsplit(address)
    return parts.path, frozenset(name for name, _value in parse_qsl(parts.query))


def view_name(path: str) -> str:
    """The name of what answers there, with a "?" where it is asked something."""
    parts = urlsplit(path)
    language = parts.path.split("/")[1]
    try:
        with override(language if language in LANGUAGES else "sv"):
            return resolve(parts.path).view_name + "?" * bool(parts.query)
    except Resolver404:
        return ""
