"""Files are put beside an event, and taken away."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core.models import AuditEvent, User
from network.intranet.events.following import Step, follow
from network.intranet.events.models import Event
from network.intranet.events.places import locked
from network.intranet.files.keeping import keep_with_event
from network.intranet.files.models import EventFile


@transaction.atomic
def add_files(
    *, event: Event, files: Sequence[UploadedFile], by: User, at: datetime
) -> Sequence[str]:
    """Those that are what they say; what is wrong with the others is the answer."""
    event = locked(event)
    kept, wrong = keep_with_event(event, files, at=at)
    if kept:
        AuditEvent.objects.write("events.files", record=event, by=by, at=at)
        follow(event, Step.CHANGED, by=by, at=at)
    return wrong


@transaction.atomic
def take_file_away(*, file: EventFile, by: User, at: datetime) -> None:
    """With the row the file goes, too."""
    event = file.event
    file.delete()
    AuditEvent.objects.write("events.files", record=event, by=by, at=at)
    follow(event, Step.CHANGED, by=by, at=at)
