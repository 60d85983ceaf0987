"""A run that a command does, in its own process."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Run
from core.operation.alive import living
from core.operation.runs.actions import Busy, begin
from core.operation.runs.following import StopAsked, followed
from core.operation.runs.works import Refused, refused_by_database, works


@contextmanager
def running(work: str) -> Iterator[Run]:
    """The run; what the block notes as its outcome is kept.

    Raises Refused where the same work is under way already, where the database takes no word of it,
    and where it was stopped.
    """
    with living() as me:
        try:
            with refused_by_database():
                run = begin(work=work, process=me, at=timezone.now())
        except Busy as busy:
            raise Refused(
                _("The same is under way already: see Background jobs in the admin.")
            ) from busy
        try:
            with followed(run):
                yield run
        except StopAsked as stopped:
            why = works[work].stopped
            raise Refused(_("It was stopped. %(what)s") % {"what": why}) from stopped
