"""Files are kept with the draft as soon as they are there, and given to the post with its text."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from network.intranet.files.checking import Checked, checked
from network.intranet.files.models import PostFile
from network.intranet.posts.models import Post
from network.intranet.writing.models import Draft

MOST = 10  # files of a post
LONGEST_NAME = 255


def keep(
    draft: Draft, files: Iterable[UploadedFile], *, beside: int, at: datetime
) -> tuple[list[PostFile], list[str]]:
    """Keep those that are what they say with the draft: these, and what is wrong with the others.

    `beside` is how many the post will have besides. A file that was sent before is that file.
    """
    kept: list[PostFile] = []
    wrong: list[str] = []
    for file in files:
        name = _name(file)
        try:
            content = checked(file)
            row = _sent_before(draft, name, content)
            if row is None and beside + len(kept) >= MOST:
                raise ValidationError(
                    _("A post has at most %(most)d files: take another away first.")
                    % {"most": MOST}
                )
        except ValidationError as error:
            wrong.append(f"{name}: {' '.join(error.messages)}")
        else:
            kept.append(row or _store(draft, name, content, at))
    return list(dict.fromkeys(kept)), wrong


def _name(file: UploadedFile) -> str:
    """The end of it is what counts."""
    return (file.name or "")[-LONGEST_NAME:]


def _sent_before(draft: Draft, name: str, content: Checked) -> PostFile | None:
    for row in draft.files.filter(name=name, size=len(content.content)):
        with row.file.open("rb") as stored:
            if stored.read() == content.content:
                return row
    return None


def _store(draft: Draft, name: str, content: Checked, at: datetime) -> PostFile:
    return PostFile.objects.create(
        draft=draft,
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
