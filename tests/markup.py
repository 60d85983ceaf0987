"""What is wrong with the markup of one public page, a sentence each."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml import html

HOST = "http://testserver"
RESOURCES = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "use": ("href",),
    "image": ("href",),
}
FETCHED = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "manifest"}
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list")
DATA = "application/ld+json"  # a block of data, which no browser runs
OUTSIDE_IN_CSS = re.compile(r"""(?:url\(|@import)\s*["']?\s*((?:https?:)?//[^"')\s]+)""")


class Markup:
    """One page, taken apart once."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.root = html.document_fromstring(text)
        self.elements = [element for element in self.root.iter() if isinstance(element.tag, str)]
        self.ids = Counter(e.get("id") for e in self.elements if e.get("id") is not None)

    def named(self, *names: str) -> list[html.HtmlElement]:
        """The elements with one of these names, in the order of the page."""
        return [element for element in self.elements if element.tag in names]

    @property
    def language(self) -> str:
        """The language that the address promises."""
        return self.path.split("/")[1]

    def links(self) -> Iterator[tuple[html.HtmlElement, str]]:
        """The links to pages of this site, with the path they lead to."""
        for element in self.named("a", "area"):
            target = self.local(element.get("href"))
            if target is not None:
                yield element, target

    def alternates(self) -> dict[str, str]:
        """The path of this page in each language, as machines are told."""
        return {
            element.get("hreflang"): self.local(element.get("href")) or element.get("href", "")
            for element in self.named("link")
            if element.get("rel") == "alternate" and element.get("hreflang")
        }

    def resources(self) -> Iterator[str]:
        """What the browser fetches by itself."""
        for element in self.named(*RESOURCES):
            for name in RESOURCES[element.tag]:
                yield from _addresses(name, element.get(name) or "")
        for element in self.named("link"):
            if FETCHED & set(element.get("rel", "").split()):
                yield element.get("href", "")

    def local(self, address: str | None) -> str | None:
        """The path of an address on this site, without its fragment; None of any other."""
        if address is None or address.startswith(("mailto:", "tel:", "data:")):
            return None
        target = urljoin(HOST + self.path, address.strip()).partition("#")[0]
        return target.removeprefix(HOST) if target.startswith(HOST + "/") else None


def problems(page: Markup) -> Iterator[str]:
    """Everything that this module looks for."""
    yield from head(page)
    yield from images(page)
    yield from (f"id {name!r} {n} times" for name, n in page.ids.items() if n > 1 or not name)
    yield from headings(page)
    yield from languages(page)
    yield from outside(page)
    yield from inline(page)
    yield from told_to_machines(page)
    yield from loose_ends(page)
    yield from foot(page)


def head(page: Markup) -> Iterator[str]:
    """The language and the title of the page."""
    if page.root.get("lang") != page.language:
        yield f"lang is {page.root.get('lang')!r}"
    if not (page.root.findtext("head/title") or "").strip("·–\n "):
        yield "no title"


def images(page: Markup) -> Iterator[str]:
    """Every picture has a text or says that it needs none."""
    for element in page.named("img", "area"):
        if element.get("alt") is None:
            yield f"no alt: {element.get('src')}"
    for element in page.named("svg"):
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not (element.get("aria-hidden") == "true" or (element.get("role") == "img" and named)):
            yield f"a drawing neither named nor hidden: {html.tostring(element)[:120]!r}"


def headings(page: Markup) -> Iterator[str]:
    """One h1, and no level left out on the way down."""
    found = [
        (int(element.tag[1]), element.text_content().strip())
        for element in page.named("h1", "h2", "h3", "h4", "h5", "h6")
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


def languages(page: Markup) -> Iterator[str]:
    """Links into the other language say so, and none says what is not so."""
    for code, target in page.alternates().items():
        if not target.startswith("/" if code == "x-default" else f"/{code}/"):
            yield f"the alternate for {code} is {target}"
    for element, target in page.links():
        there = target.split("/")[1]
        if there in ("sv", "en") and element.get("hreflang", page.language) != there:
            yield f"hreflang {element.get('hreflang')} on a link to {target}"


def outside(page: Markup) -> Iterator[str]:
    """What the browser would fetch from, or send to, somebody else."""
    sent = [e.get("action") or e.get("formaction") for e in page.named("form", "button", "input")]
    for address in (*page.resources(), *filter(None, sent)):
        if urlsplit(address).scheme != "data" and page.local(address) is None:
            yield f"third party: {address}"
    if page.named("base") or any(e.get("ping") for e in page.named("a")):
        yield "a base or a ping"


def inline(page: Markup) -> Iterator[str]:
    """What the content security policy would stop."""
    for element in page.elements:
        stopped = [n for n in element.keys() if n == "style" or re.match("on[a-z]+$", n)]  # noqa: SIM118
        if stopped:
            yield f"inline {stopped} on <{element.tag}>"
    if page.named("style"):
        yield "a style element"
    for element in page.named("script"):
        if not element.get("src") and element.get("type") != DATA:
            yield "a script in the page"


def told_to_machines(page: Markup) -> Iterator[str]:
    """One block of data; a page that no search engine is to keep may have none."""
    blocks = [e for e in page.named("script") if e.get("type") == DATA]
    hidden = any(e.get("name") == "robots" for e in page.named("meta"))
    if len(blocks) > 1 or not (blocks or hidden):
        yield f"{len(blocks)} blocks of JSON-LD"


def loose_ends(page: Markup) -> Iterator[str]:
    """Links within the page, labels and descriptions that point at nothing."""
    for element in page.named("a"):
        address = element.get("href", "")
        if address.startswith("#") and address[1:] and address[1:] not in page.ids:
            yield f"no {address}"
    for element in page.elements:
        for name in POINTERS:
            for target in (element.get(name) or "").split():
                if target not in page.ids:
                    yield f"<{element.tag} {name}> points at no {target!r}"


def foot(page: Markup) -> Iterator[str]:
    """The foot lists each address once."""
    told = Counter(
        link.get("href") for part in page.named("footer") for link in part.iterfind(".//li/a")
    )
    yield from (f"{address} {n} times in the foot" for address, n in told.items() if n > 1)


def outside_in_css(text: str) -> list[str]:
    """The addresses of other sites that a style sheet asks for."""
    return OUTSIDE_IN_CSS.findall(text)


def _addresses(name: str, text: str) -> list[str]:
    if name == "srcset":
        return [part.split()[0] for part in text.split(",") if part.strip()]
    return [text] if text else []
