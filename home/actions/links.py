"""Looking at every link of the published pages, and at a few addresses of other sites."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from wagtail.models import Page, Site

from core.turns import one_at_a_time
from home.links import outside
from home.links.found import Link, links_of
from home.links.judged import WEB, known, split, verdict
from home.links.stranger import own_hosts
from home.models import BrokenLink, OutsideAddress

AGAIN = timedelta(days=7)
AGAIN_FAILING = timedelta(days=1)
LONGEST = 1000


@transaction.atomic
def check_pages(*, at: datetime) -> list[BrokenLink]:
    """Bring the list of broken links up to date; what was broken before keeps its day."""
    one_at_a_time("check links")
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return []
    pages = Page.objects.live().filter(depth__gt=1, alias_of=None).specific()
    links = {page.pk: links_of(page) for page in pages}
    every = [link for found in links.values() for link in found]
    facts = known(every, site)
    before = {(row.page_id, row.words, row.target, row.problem): row for row in _rows()}
    now: dict[tuple, BrokenLink] = {}
    for key, found in links.items():
        for link in found:
            said = verdict(link, facts, public=key in facts.public)
            if said is None:
                continue
            words, target = link.words[:300], said.target[:LONGEST]
            same = (key, words, target, str(said.problem))
            row = before.get(same) or BrokenLink(
                page_id=key, words=words, target=target, problem=said.problem, since=at
            )
            row.since, row.detail = said.since or row.since, said.detail
            now[same] = row
    BrokenLink.objects.exclude(pk__in=[row.pk for row in now.values() if row.pk]).delete()
    BrokenLink.objects.bulk_create([row for row in now.values() if not row.pk])
    _remember(every, site)
    return list(now.values())


def _rows() -> Iterable[BrokenLink]:
    return BrokenLink.objects.all()


def _remember(links: Iterable[Link], site: Site) -> None:
    """The addresses of other sites that pages link to now."""
    wanted = {}
    for link in links:
        parts = split(link.address)
        if not parts or parts.scheme not in WEB or parts.netloc in own_hosts(site):
            continue
        if len(link.address) <= LONGEST:
            wanted[link.address] = (parts.hostname or "")[:255]
    have = set(OutsideAddress.objects.values_list("address", flat=True))
    OutsideAddress.objects.filter(address__in=have - set(wanted)).delete()
    OutsideAddress.objects.bulk_create(
        [OutsideAddress(address=a, host=host) for a, host in wanted.items() if a not in have]
    )


def check_outside(*, at: datetime, most: int) -> dict[str, str]:
    """Ask the addresses that are due, at most so many and one of a host; each with its problem.

    Nothing is asked unless CHECK_OUTSIDE_LINKS says so.
    """
    answers: dict[str, str] = {}
    if not settings.CHECK_OUTSIDE_LINKS:
        return answers
    for row in _due(at, most):
        try:
            answers[row.address] = outside.problem(row.address)
        except outside.NotAsked:
            answers[row.address] = ""
        _note(row, answers[row.address], at)
    return answers


def _due(at: datetime, most: int) -> list[OutsideAddress]:
    late = Q(checked_at=None) | Q(checked_at__lte=at - AGAIN)
    late |= Q(failures__gt=0, checked_at__lte=at - AGAIN_FAILING)
    rows = OutsideAddress.objects.filter(late).order_by(F("checked_at").asc(nulls_first=True), "pk")
    found: dict[str, OutsideAddress] = {}
    for row in rows.iterator():
        found.setdefault(row.host, row)
        if len(found) == most:
            break
    return list(found.values())


def _note(row: OutsideAddress, problem: str, at: datetime) -> None:
    row.checked_at, row.answer = at, problem[:200]
    row.failing_since = (row.failing_since or at) if problem else None
    row.failures = min(row.failures + 1, 1000) if problem else 0
    row.save()
