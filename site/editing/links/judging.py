"""Which of many links lead nowhere. What is asked of the database does not grow with the pages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from wagtail.models import Page, Site

from core.access.sections import visible_pages
from core.models import Document
from editing.bin.tree import paths
from editing.links.models import OutsideAddress, Problem
from editing.links.reading import Link
from editing.links.visitor import Answer, answer, own_hosts

CERTAIN = 2  # failures on end, a day apart: a site may be away for an hour
FILES = ("/static/", "/media/", "/theme/")  # of the site itself, not written by hand
DOCUMENT = re.compile(r"/documents/(\d+)/")
WEB = ("http", "https")


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a link; `since` is known only of other sites' addresses."""

    target: str
    problem: Problem
    detail: str = ""
    since: datetime | None = None


@dataclass
class Known:
    """Everything that links are judged by, read at once."""

    site: Site
    pages: dict[int, Page]
    documents: dict[int, Document]
    public: set[int]
    bins: list[str]
    outside: Mapping[str, OutsideAddress]
    answers: dict[str, Answer] = field(default_factory=dict)

    def at(self, address: str) -> Answer:
        """What is there for a stranger, asked once."""
        if address not in self.answers:
            self.answers[address] = answer(address, self.site)
        return self.answers[address]


def known(links: Iterable[Link], site: Site) -> Known:
    """What these links are judged by."""
    links = list(links)
    documents = {link.document for link in links} | {document_of(link) for link in links}
    failing = OutsideAddress.objects.filter(failures__gte=CERTAIN)
    return Known(
        site=site,
        pages=Page.objects.in_bulk({link.page for link in links if link.page}),
        documents=Document.objects.in_bulk(documents - {None}),
        public=set(visible_pages(AnonymousUser()).values_list("pk", flat=True)),
        bins=paths(),
        outside={row.address: row for row in failing},
    )


def verdict(link: Link, known: Known, *, public: bool) -> Verdict | None:
    """What is wrong with a link on a page that is for everybody, or not; None where nothing is."""
    if link.page:
        return of_page(link.page, known, public)
    if key := document_of(link):
        return of_document(key, known, public)
    parts = split(link.address)
    if parts is None:
        return Verdict(link.address, Problem.NOWHERE)
    if parts.scheme in WEB and parts.netloc not in own_hosts(known.site):
        row = known.outside.get(link.address)
        if row is None:
            return None
        return Verdict(link.address, Problem.OUTSIDE, row.answer, row.failing_since)
    if parts.scheme not in ("", *WEB) or not parts.path or parts.path.startswith(FILES):
        return None  # mail, telephone, a place on the same page
    return of_path(
        link.address, parts._replace(scheme="", netloc="", fragment="").geturl(), known, public
    )


def split(address: str) -> object:
    """The parts of an address; None where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def document_of(link: Link) -> int | None:
    """The document that is linked, chosen or by its address."""
    found = DOCUMENT.match(link.address)
    return link.document or (int(found[1]) if found else None)


def of_page(key: int, known: Known, public: bool) -> Verdict | None:
    page = known.pages.get(key)
    if page is None:
        return Verdict(f"#{key}", Problem.DELETED)
    name = f"{page.title} ({page.url or page.url_path})"
    if any(page.path.startswith(path) for path in known.bins):
        return Verdict(page.title, Problem.DELETED)
    if not page.live:
        return Verdict(name, Problem.UNPUBLISHED)
    if public and key not in known.public:
        return Verdict(name, Problem.PRIVATE)
    return None


def of_document(key: int, known: Known, public: bool) -> Verdict | None:
    document = known.documents.get(key)
    if document is None:
        return Verdict(f"{reverse('wagtaildocs_serve', args=[key, ''])}", Problem.DELETED)
    if public and "public" not in document.readers:
        return Verdict(document.title, Problem.PRIVATE)
    return None


def of_path(written: str, path: str, known: Known, public: bool) -> Verdict | None:
    found = known.at(path)
    if found.asks_for_log_in or found.status == 403:
        return Verdict(written, Problem.PRIVATE) if public else None
    if found.status >= 400:
        return Verdict(written, Problem.NOWHERE, str(found.status))
    return None
