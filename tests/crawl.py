"""Reading a whole site as a stranger: every page that links lead to, and what is wrong with it."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client

HOST = "http://testserver"
# Not for strangers, or no pages: the admin, log-in, files.
LEFT_OUT = re.compile(r"^/(admin|accounts|static|media|theme|documents|(sv/konto|en/account))/")
RESOURCES = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "form": ("action",),
}
FETCHED = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "manifest"}
DATA = "application/ld+json"  # a block of data, which no browser runs


@dataclass
class Found:
    """One page: where it is, its markup, and the sentences about what is wrong with it."""

    path: str
    markup: str
    problems: list[str] = field(default_factory=list)


def crawl(client: Client, starts: tuple[str, ...] = ("/sv/", "/en/")) -> Iterator[Found]:
    """Every page that can be reached from `starts`; of searches one per set of parameters."""
    waiting = deque((start, "") for start in starts)
    seen: set[object] = {shape(start) for start in starts}
    while waiting:
        path, linked_from = waiting.popleft()
        answer = client.get(path, follow=True)
        if answer.status_code != 200:
            yield Found(path, "", [f"status {answer.status_code}, linked from {linked_from}"])
            continue
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        markup = answer.content.decode()
        soup = BeautifulSoup(markup, "html.parser")
        yield Found(path, markup, list(problems(soup, path)))
        for target in links(soup, path):
            if shape(target) not in seen:
                seen.add(shape(target))
                waiting.append((target, path))


def shape(address: str) -> tuple[str, frozenset[str]]:
    """An address without the values of its parameters: each kind of search is read once."""
    parts = urlsplit(address)
    return parts.path, frozenset(name for name, _value in parse_qsl(parts.query))


def links(soup: BeautifulSoup, path: str) -> Iterator[str]:
    """The addresses on this site that the page leads to."""
    for tag in soup.find_all("a", href=True):
        target = urldefrag(urljoin(HOST + path, tag["href"])).url
        if target.startswith(HOST + "/"):
            target = target.removeprefix(HOST)
            if not LEFT_OUT.match(target) and "nofollow" not in (tag.get("rel") or ()):
                yield target


def problems(soup: BeautifulSoup, path: str) -> Iterator[str]:
    """What is wrong with a page, a sentence each."""
    root = soup.html
    language = path.split("/")[1]
    if root is None or root.get("lang") != language:
        yield f"lang is {root and root.get('lang')!r}"
    if not (soup.title and soup.title.get_text(strip=True).strip("·– ")):
        yield "no title"
    for image in soup.find_all("img"):
        if not image.has_attr("alt"):
            yield f"no alt: {image}"
    yield from doubled_ids(soup)
    yield from headings(soup)
    yield from foreign(soup)
    yield from inline(soup)
    yield from loose_ends(soup)


def doubled_ids(soup: BeautifulSoup) -> Iterator[str]:
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    yield from (f"id {name!r} twice" for name in sorted({n for n in ids if ids.count(n) > 1}))


def headings(soup: BeautifulSoup) -> Iterator[str]:
    """One h1, and no level left out on the way down."""
    found = [
        (int(tag.name[1]), tag.get_text(strip=True))
        for tag in soup.find_all(re.compile("^h[1-6]$"))
    ]
    firsts = [text for level, text in found if level == 1]
    if len(firsts) != 1:
        yield f"{len(firsts)} h1: {firsts}"
    before = 1
    for level, text in found:
        if level > before + 1:
            yield f"h{level} {text!r} after h{before}"
        if not text:
            yield f"an empty h{level}"
        before = level


def foreign(soup: BeautifulSoup) -> Iterator[str]:
    """What the browser would fetch from, or send to, somebody else."""
    for tag in soup.find_all(list(RESOURCES)):
        for name in RESOURCES[tag.name]:
            for address in addresses(tag, name):
                if is_foreign(address):
                    yield f"third party: {address}"
    for tag in soup.find_all("link", href=True):
        if FETCHED & set(tag.get("rel") or ()) and is_foreign(tag["href"]):
            yield f"third party: {tag['href']}"


def addresses(tag: Tag, name: str) -> list[str]:
    text = tag.get(name) or ""
    return (
        [part.split()[0] for part in text.split(",") if part.strip()]
        if name == "srcset"
        else [text]
    )


def is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return (parts.scheme not in ("", "data") and not address.startswith(HOST + "/")) or (
        not parts.scheme and bool(parts.netloc)
    )


def inline(soup: BeautifulSoup) -> Iterator[str]:
    """What the content security policy would stop."""
    for tag in soup.find_all(True):
        handlers = [name for name in tag.attrs if name == "style" or re.match("on[a-z]+$", name)]
        if handlers:
            yield f"inline {handlers} on <{tag.name}>"
    if soup.find("style"):
        yield "a style element"
    for tag in soup.find_all("script"):
        if not tag.get("src") and tag.get("type") != DATA:
            yield "a script in the page"


def loose_ends(soup: BeautifulSoup) -> Iterator[str]:
    """Links within the page, labels and descriptions that point at nothing."""
    ids = {tag["id"] for tag in soup.find_all(id=True)}
    for tag in soup.find_all("a", href=re.compile("^#.")):
        if tag["href"][1:] not in ids:
            yield f"no {tag['href']}"
    for tag in soup.find_all(True):
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for target in str(tag.get(name) or "").split():
                if target not in ids:
                    yield f"<{tag.name} {name}> points at no {target!r}"
