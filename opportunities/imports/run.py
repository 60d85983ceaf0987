"""One import from beginning to end: fetch, parse, store."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.files.apart import MEGABYTE, Limits, Stopped, apart
from core.models import User
from core.operation.garbage import collected_rarely
from core.operation.locks import collided
from core.operation.progress import going_on
from core.search import analysis
from opportunities.imports.errors import FeedError
from opportunities.imports.feeds import Feed, feeds, read_rows
from opportunities.imports.rows import ParsedRow
from opportunities.imports.store import ImportReport, store
from opportunities.models import ImportRun, Source

READ = gettext_noop("the source is read")
TRIES = 3
# To fetch, unpack and read a whole source: no clock of a single page adds up to more.
LIMITS = Limits(seconds=1800, memory=4096 * MEGABYTE)


@collected_rarely()
def import_calls(
    *,
    source: str,
    at: datetime,
    path: Path | None = None,
    url: str | None = None,
    by: User | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Import a source from a file, a folder or an address, by default the source's own.

    Raises FeedError, with no call changed, where the feed cannot be used; the run is noted.
    """
    feed = feeds[source]
    try:
        rows = _rows(feed, path, url)
    except FeedError as error:
        if not dry_run:
            ImportRun.objects.create(
                source=source_row(feed), started_at=at, finished_at=at, error=str(error), by=by
            )
        raise
    return _store(rows, feed=feed, at=at, by=by, dry_run=dry_run)


@collected_rarely()
def import_raw(
    raw: Any, *, source: str, at: datetime, by: User | None = None, dry_run: bool = False
) -> ImportReport:
    """Parse and store what is our own, such as the demo's calls."""
    feed = feeds[source]
    return _store(list(feed.parse(raw)), feed=feed, at=at, by=by, dry_run=dry_run)


def _rows(feed: Feed, path: Path | None, url: str | None) -> Sequence[ParsedRow]:
    """The rows; what was fetched, several times as large, ends with the process that had it.

    Meanwhile this one loads the word lists that it sorts and indexes them by.
    """
    try:
        address = "" if path else url or _address(feed)
        with ThreadPoolExecutor(1) as beside:
            beside.submit(analysis.warm)
            return apart(
                read_rows,
                feed,
                path,
                address,
                limits=LIMITS,
                with_sentences=True,
                meanwhile=partial(going_on, READ),
            )
    except Stopped as stopped:
        raise FeedError(_("%(why)s Nothing was changed.") % {"why": stopped}) from stopped


def _store(
    rows: Sequence[ParsedRow], *, feed: Feed, at: datetime, by: User | None, dry_run: bool
) -> ImportReport:
    row = source_row(feed, save=not dry_run)
    for _try in range(TRIES - 1):
        try:
            return store(rows, source=row, at=at, by=by, dry_run=dry_run)
        except DatabaseError as error:
            # An editor deleted, say, the programme of a call meanwhile: plan anew without it.
            if not collided(error):
                raise
    return store(rows, source=row, at=at, by=by, dry_run=dry_run)


def source_row(feed: Feed, *, save: bool = True) -> Source:
    """The feed's row, created if missing; an editor may have changed its address."""
    facts = {"name": feed.name, "url": feed.url}
    if save:
        return Source.objects.get_or_create(slug=feed.slug, defaults=facts)[0]
    return Source.objects.filter(slug=feed.slug).first() or Source(slug=feed.slug, **facts)


def _address(feed: Feed) -> str:
    return source_row(feed, save=False).url or feed.url
