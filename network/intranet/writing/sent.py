"""What comes with the form of a post besides its fields: files, and which draft it is saved as."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils import timezone

from network.intranet.access import LoggedInRequest
from network.intranet.files.attached import Attached
from network.intranet.posts.models import Post
from network.intranet.writing.drafts import Note
from network.intranet.writing.kept import save_draft


@dataclass(frozen=True)
class Sent:
    """`version` is that of the draft which the form goes on from, as it is written there."""

    attached: Attached
    note: Note
    version: str

    @property
    def context(self) -> Mapping[str, Any]:
        """What the form carries along when it is shown again."""
        return {"attached": self.attached, "note": self.note, "draft_version": self.version}


def receive(request: LoggedInRequest, post: Post | None = None) -> Sent:
    """Files that came are kept at once, with a draft: what is wrong elsewhere costs none of them.

    Those of the draft that are to go are gone; those of the post go when it is published.
    """
    attached = Attached(request.user, post, dict(request.POST.lists()))
    attached.settle()
    note = note_of(request)
    files = request.FILES.getlist("files")
    if not files:
        return Sent(attached, note, request.POST.get("draft_version", ""))
    at = timezone.now()
    draft = save_draft(request, note, request.user, {"post": post}, at)
    attached.add(draft, files, at)
    return Sent(attached, Note(request.user.pk, draft.key), str(draft.version))


def note_of(request: LoggedInRequest) -> Note:
    """The one that the form came with, else one for a new draft."""
    came_with = Note.read(request.POST.get("note", ""))
    if came_with and came_with.author == request.user.pk:
        return came_with
    return Note(request.user.pk, uuid4())
