"""What was parsed, into the database: all of it or nothing; the same feed again changes nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Case, When

from core.models import User
from core.search.index import index
from opportunities.classifying.suggestions import suggest
from opportunities.finding.search import KIND
from opportunities.imports import calls, quarantine
from opportunities.imports.calls import Programmes
from opportunities.imports.plan import ImportReport, Plan, Stored, plan
from opportunities.imports.rows import Row
from opportunities.locks import hold, sort_in_turn
from opportunities.models import Call, ImportRun, Source


@transaction.atomic
def store(
    rows: Iterable[Row],
    *,
    source: Source,
    at: datetime,
    by: User | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Bring the source's calls up to date with `rows` as of `at`; a dry run only counts.

    Calls that are no longer in the feed are left alone: their dates close them.
    """
    sort_in_turn()
    programmes = Programmes()
    found = plan(rows, _stored(source), programmes.codes)
    report = found.report(source.slug)
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
        quarantine.keep(found.rejected, source=source, run=run, at=at)
        _write(found, source=source, programmes=programmes, at=at)
    return report


def _write(found: Plan, *, source: Source, programmes: Programmes, at: datetime) -> None:
    hold([*found.updated, *found.touched])
    made = calls.create(found.created, source=source, programmes=programmes, at=at)
    calls.update(found.updated, programmes=programmes, at=at)
    calls.touch(found.touched)
    changed = [*made, *found.updated]
    if changed:
        suggest(changed)
        index(kind=KIND, ids=changed)


def _stored(source: Source) -> dict[str, Stored]:
    stub = Case(When(description="", conditions="", then=True), default=False)
    rows = Call.objects.filter(source_id=source.pk).annotate(is_stub=stub)
    names = ("source_key", "pk", "digest", "ingested_at", "is_demo", "is_stub", "programme_id")
    return {
        key: Stored(pk, digest, ingested, is_demo, is_stub, programme is not None)
        for key, pk, digest, ingested, is_demo, is_stub, programme in rows.values_list(*names)
    }
