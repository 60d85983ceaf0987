"""What was parsed, into the database: all of it or nothing; the same feed again changes nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Case, When

from core.models import User
from core.search.index import index
from core.search.ranking.rarity import count_if_grown
from core.web import content_version
from opportunities.classifying.suggestions import suggest
from opportunities.finding.search import KIND
from opportunities.imports import calls, quarantine
from opportunities.imports.calls import Programmes
from opportunities.imports.plan import ImportReport, Plan, Stored, plan
from opportunities.imports.rows import ParsedRow
from opportunities.locks import lock_calls, lock_sorting
from opportunities.models import Call, ImportRun, Source


@transaction.atomic
def store(
    rows: Iterable[ParsedRow],
    *,
    source: Source,
    at: datetime,
    by: User | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Bring the source's calls up to date with `rows` as of `at`; a dry run only counts.

    Calls that are no longer in the feed are left alone: their dates close them.
    """
    lock_sorting()
    programmes = Programmes()
    planned = plan(rows, _stored(source), programmes.codes)
    report = planned.report(source.slug)
    if not dry_run:
        run = ImportRun.objects.create(
            source=source,
            by=by,
            started_at=at,
            finished_at=at,
            received=report.received,
            created=report.created,
            updated=report.updated,
            unchanged=report.unchanged,
            duplicate=report.duplicate,
            quarantined=report.quarantined,
        )
        quarantine.keep(planned.rejected, source=source, run=run, at=at)
        _write(planned, source=source, programmes=programmes, at=at)
    return report


def _write(planned: Plan, *, source: Source, programmes: Programmes, at: datetime) -> None:
    lock_calls([*planned.updated, *planned.touched])
    created = calls.create(planned.created, source=source, programmes=programmes, at=at)
    calls.update(planned.updated, programmes=programmes, at=at)
    calls.touch(planned.touched)
    changed = [*created, *planned.updated]
    if changed:
        suggest(changed)
        index(kind=KIND, ids=changed)
        content_version.change()  # a call says more than what it is found by
        count_if_grown(len(changed))


def _stored(source: Source) -> dict[str, Stored]:
    stub = Case(When(description="", conditions="", then=True), default=False)
    rows = Call.objects.filter(source_id=source.pk).annotate(is_stub=stub)
    names = ("source_key", "pk", "digest", "ingested_at", "is_demo", "is_stub", "programme_id")
    return {
        key: Stored(pk, digest, ingested, is_demo, is_stub, programme is not None)
        for key, pk, digest, ingested, is_demo, is_stub, programme in rows.values_list(*names)
    }
