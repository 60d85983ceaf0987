"""Which of many links lead nowhere. What is asked of the database does not grow with the pages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from wagtail.models import Page, Site

from core.access.sections import hidden_pages, visible_pages
from core.access.visibility import Visibility
from core.models import Document
from editing.bin.tree import paths
from editing.links.models import OutsideAddress, Problem
from editing.links.reading import Link
from editing.links.visitor import VisitorResponse, own_hosts, visit

CERTAIN = 2  # failures on end, a day apart: a site may be away for an hour
FILES = ("/static/", "/media/", "/theme/")  # of the site itself, not written by hand
DOCUMENT = re.compile(r"/documents/(\d+)/")
WEB = ("http", "https")


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a link; `since` is set only for other sites' addresses."""

    target: str
    problem: Problem
    detail: str = ""
    since: datetime | None = None


@dataclass
class LinkFacts:
    """Everything that links are judged by, read at once."""

    site: Site
    pages: dict[int, Page]
    documents: dict[int, Document]
    public: set[int]
    closed: set[int]
    bins: list[str]
    outside: Mapping[str, OutsideAddress]
    responses: dict[str, VisitorResponse] = field(default_factory=dict)

    def response_at(self, address: str) -> VisitorResponse:
        """What a stranger gets there, asked once."""
        if address not in self.responses:
            self.responses[address] = visit(address, self.site)
        return self.responses[address]


def gather_facts(links: Iterable[Link], site: Site) -> LinkFacts:
    """What these links are judged by."""
    links = list(links)
    documents = {link.document for link in links} | {document_of(link) for link in links}
    failing = OutsideAddress.objects.filter(failures__gte=CERTAIN)
    return LinkFacts(
        site=site,
        pages=Page.objects.in_bulk({link.page for link in links if link.page}),
        documents=Document.objects.in_bulk(documents - {None}),
        public=set(visible_pages(AnonymousUser()).values_list("pk", flat=True)),
        closed=_closed(links),
        bins=paths(),
        outside={row.address: row for row in failing},
    )


def _closed(links: Iterable[Link]) -> set[int]:
    """The pages among the linked ones that not everybody may read, or might before they went."""
    linked = Page.objects.filter(pk__in={link.page for link in links if link.page})
    public = Q(binned__readers=Visibility.PUBLIC)
    hidden = linked.filter(hidden_pages(AnonymousUser())).exclude(public)
    return set(hidden.values_list("pk", flat=True))


def verdict(link: Link, facts: LinkFacts, *, public: bool) -> Verdict | None:
    """What is wrong with a link on a page that is for everybody, or not; None where nothing is."""
    if link.page:
        return of_page(link.page, facts, public=public)
    if key := document_of(link):
        return of_document(key, facts, public=public)
    parts = split(link.address)
    if parts is None:
        return Verdict(link.address, Problem.NOWHERE)
    if parts.scheme in WEB and parts.netloc not in own_hosts(facts.site):
        row = facts.outside.get(link.address)
        if row is None:
            return None
        return Verdict(link.address, Problem.OUTSIDE, row.answer, row.failing_since)
    if parts.scheme not in ("", *WEB) or not parts.path or parts.path.startswith(FILES):
        return None  # mail, telephone, a heading on the same page
    path = parts._replace(scheme="", netloc="", fragment="").geturl()
    return of_path(link.address, path, facts, public=public)


def split(address: str) -> SplitResult | None:
    """The parts of an address; None where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def document_of(link: Link) -> int | None:
    """The document that is linked, chosen or by its address."""
    match = DOCUMENT.match(link.address)
    return link.document or (int(match[1]) if match else None)


def of_page(key: int, facts: LinkFacts, *, public: bool) -> Verdict | None:
    page = facts.pages.get(key)
    if page is None:
        return Verdict(f"#{key}", Problem.DELETED)
    # Whoever reads the list need not be one of those who may read what is linked.
    name = f"#{key}" if key in facts.closed else f"{page.title} ({page.url or page.url_path})"
    if any(page.path.startswith(path) for path in facts.bins):
        return Verdict(name if key in facts.closed else page.title, Problem.DELETED)
    if not page.live:
        return Verdict(name, Problem.UNPUBLISHED)
    if public and key not in facts.public:
        return Verdict(name, Problem.PRIVATE)
    return None


def of_document(key: int, facts: LinkFacts, *, public: bool) -> Verdict | None:
    document = facts.documents.get(key)
    if document is None:
        return Verdict(f"{reverse('wagtaildocs_serve', args=[key, ''])}", Problem.DELETED)
    if public and "public" not in document.readers:
        return Verdict(f"#{key}", Problem.PRIVATE)
    return None


def of_path(written: str, path: str, facts: LinkFacts, *, public: bool) -> Verdict | None:
    response = facts.response_at(path)
    if response.asks_for_log_in or response.status == 403:
        return Verdict(written, Problem.PRIVATE) if public else None
    if response.status >= 400:
        return Verdict(written, Problem.NOWHERE, str(response.status))
    return None
