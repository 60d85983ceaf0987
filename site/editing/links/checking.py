"""Looking at every link of the published pages."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from wagtail.models import Page, Site

from core.operation.locks import one_at_a_time
from editing.links.judging import WEB, Verdict, gather_facts, split, verdict
from editing.links.reading import Link, links_of
from editing.links.visitor import own_hosts
from editing.models import BrokenLink, OutsideAddress

LONGEST = 1000


def check_pages(*, at: datetime) -> list[BrokenLink]:
    """Bring the list of broken links up to date; what was broken before keeps its day.

    The links are looked at outside the transaction: that renders pages, which takes its time.
    """
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return []
    pages = Page.objects.live().filter(depth__gt=1, alias_of=None).specific()
    links = {page.pk: links_of(page) for page in pages}
    every = [link for of_page in links.values() for link in of_page]
    facts = gather_facts(every, site)
    broken = []
    for key, of_page in links.items():
        for link in of_page:
            fault = verdict(link, facts, public=key in facts.public)
            if fault is not None:
                broken.append(_row(key, link, fault, at))
    with transaction.atomic():
        one_at_a_time("check links")
        _store_addresses(every, site)
        return _store(broken)


def _row(key: int, link: Link, fault: Verdict, at: datetime) -> BrokenLink:
    return BrokenLink(
        page_id=key,
        words=link.words[:300],
        target=fault.target[:LONGEST],
        problem=fault.problem,
        detail=fault.detail,
        since=fault.since or at,
    )


def _store(broken: Iterable[BrokenLink]) -> list[BrokenLink]:
    """Keep the rows that are as before, with their day; a page may have gone meanwhile."""
    before = {_same(row): row for row in BrokenLink.objects.all()}
    wanted = {_same(row): row for row in broken}
    existing = set(
        Page.objects.filter(pk__in={key for key, *_ in wanted}).values_list("pk", flat=True)
    )
    gone = [row.pk for same, row in before.items() if same not in wanted]
    BrokenLink.objects.filter(pk__in=gone).delete()
    new = [row for same, row in wanted.items() if same not in before and row.page_id in existing]
    BrokenLink.objects.bulk_create(new)
    kept = [row for same, row in before.items() if same in wanted]
    return sorted([*kept, *new], key=lambda row: (row.page_id, row.words))


def _same(row: BrokenLink) -> tuple[int, str, str, str, str]:
    """What makes two rows the same fault: another answer is another fault."""
    return row.page_id, row.words, row.target, str(row.problem), row.detail


def _store_addresses(links: Iterable[Link], site: Site) -> None:
    """The addresses of other sites that pages link to now."""
    wanted = {}
    for link in links:
        parts = split(link.address)
        if not parts or parts.scheme not in WEB or parts.netloc in own_hosts(site):
            continue
        if len(link.address.encode()) <= LONGEST:  # as long as an index takes
            wanted[link.address] = (parts.hostname or "")[:255]
    stored = set(OutsideAddress.objects.values_list("address", flat=True))
    OutsideAddress.objects.filter(address__in=stored - set(wanted)).delete()
    OutsideAddress.objects.bulk_create(
        [OutsideAddress(address=a, host=host) for a, host in wanted.items() if a not in stored]
    )
