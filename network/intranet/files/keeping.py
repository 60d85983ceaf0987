"""Files are kept with the draft as soon as they are there, and given to the post with its text.

An event has no draft: its files are kept with itself.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from network.intranet.events.models import Event
from network.intranet.files.checking import Checked, checked
from network.intranet.files.models import EventFile, PostFile
from network.intranet.posts.models import Post
from network.intranet.writing.models import Draft

MOST = 10  # files of a post, and of an event
LONGEST_NAME = 255


def keep(
    draft: Draft, files: Iterable[UploadedFile], *, beside: int, at: datetime
) -> tuple[list[PostFile], list[str]]:
    """Keep those that are what they say with the draft: these, and what is wrong with the others.

    `beside` is how many the post will have besides. A file that was sent before is that file.
    """
    kept, wrong = _keep(draft, files, beside, at)
    return [file for file in kept if isinstance(file, PostFile)], wrong


def keep_with_event(
    event: Event, files: Iterable[UploadedFile], *, at: datetime
) -> tuple[list[EventFile], list[str]]:
    """The same with an event, which may have them beside those that it has."""
    kept, wrong = _keep(event, files, event.files.count(), at)
    return [file for file in kept if isinstance(file, EventFile)], wrong


def _keep(
    owner: Draft | Event, files: Iterable[UploadedFile], beside: int, at: datetime
) -> tuple[list[PostFile | EventFile], list[str]]:
    kept: list[PostFile | EventFile] = []
    wrong: list[str] = []
    for file in files:
        name = _name(file)
        try:
            content = checked(file)
            row = _sent_before(owner, name, content)
            if row is None and beside + len(kept) >= MOST:
                raise ValidationError(_full(owner))
        except ValidationError as error:
            wrong.append(f"{name}: {' '.join(error.messages)}")
        else:
            kept.append(row or _store(owner, name, content, at))
    return list(dict.fromkeys(kept)), wrong


def _full(owner: Draft | Event) -> str:
    if isinstance(owner, Event):
        sentence = _("A meeting has at most %(most)d files: take another away first.")
    else:
        sentence = _("A post has at most %(most)d files: take another away first.")
    return sentence % {"most": MOST}


def _name(file: UploadedFile) -> str:
    """The end of it is what counts."""
    return (file.name or "")[-LONGEST_NAME:]


def _sent_before(owner: Draft | Event, name: str, content: Checked) -> PostFile | EventFile | None:
    for row in owner.files.filter(name=name, size=len(content.content)):
        with row.file.open("rb") as stored:
            if stored.read() == content.content:
                return row
    return None


def _store(owner: Draft | Event, name: str, content: Checked, at: datetime) -> PostFile | EventFile:
    return owner.files.create(
        name=name,
        file=ContentFile(content.content, name=name),
        size=len(content.content),
        is_picture=content.is_picture,
        width=content.width,
        height=content.height,
        added_at=at,
    )


@transaction.atomic
def give(post: Post, files: Sequence[PostFile]) -> None:
    """Let the post have just these, each as it says of itself."""
    post.files.exclude(pk__in=[file.pk for file in files]).delete()
    for file in files:
        file.post, file.draft = post, None
        file.save(update_fields=["post", "draft", "alt"])
