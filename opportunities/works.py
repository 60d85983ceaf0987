"""An import of calls as long work: seen in the admin, started and stopped there."""

from dataclasses import asdict
from functools import partial
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from core.models import Run
from core.operation.runs.works import Refused, Work, refused_by_database
from opportunities.imports.errors import FeedError
from opportunities.imports.feeds import Feed
from opportunities.imports.plan import ImportReport
from opportunities.imports.run import import_calls
from opportunities.models import ImportRun


def work_name(source: str) -> str:
    """The name of a source's import among long works."""
    return f"import-{source}"


def import_work(feed: Feed) -> Work:
    """The import of a source from its own address."""
    return Work(
        label=format_lazy(gettext_lazy("Import calls: {source}"), source=feed.name),
        do=partial(_do, feed.slug),
        counted=_counted,
        stopped=gettext_lazy(
            "An import is all or nothing: where it is stopped, no call has been changed."
        ),
        details=partial(_details, feed.slug),
    )


def import_or_say(*, source: str, **options: Any) -> ImportReport:
    """`import_calls`. Raises Refused with the sentence that says why nothing was changed."""
    try:
        with refused_by_database():
            return import_calls(source=source, **options)
    except FeedError as error:
        raise Refused(str(error)) from error


def counts(report: ImportReport) -> dict[str, int]:
    """What became of the rows, by name."""
    values = asdict(report)
    del values["source"]
    return values


def _do(source: str, run: Run) -> dict[str, int]:
    assert run.started_at  # it runs
    return counts(import_or_say(source=source, at=run.started_at, by=run.by))


def _counted(name: str) -> Any:
    try:
        return getattr(ImportRun._meta.get_field(name), "verbose_name", name)
    except FieldDoesNotExist:  # of an earlier release
        return name


def _details(source: str, run: Run) -> str | None:
    """Where the import is shown with its rows in quarantine; one that was stopped has none."""
    at = run.started_at
    done = at and ImportRun.objects.filter(source__slug=source, started_at=at).last()
    if not done:
        return None
    return reverse("wagtailsnippets_opportunities_importrun:inspect", args=[done.pk])
