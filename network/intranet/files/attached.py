"""The files in the form of a post: those it has, those of the draft, those that came just now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from core.models import User
from network.intranet.files.checking import ENDINGS
from network.intranet.files.keeping import MOST, keep
from network.intranet.files.models import PostFile
from network.intranet.posts.models import Post
from network.intranet.writing.models import Draft

Typed = Mapping[str, Sequence[str]]
# Names in the form: which files it shows, which of them are to go; what a picture shows has its
# number behind it.
SHOWN, GONE, ALT = "file", "remove", "alt-"


@dataclass(frozen=True)
class Row:
    """A file in the form, with what was said of it there."""

    file: PostFile
    goes: bool


class Attached:
    """The files of a post that is being written, and what is wrong with others.

    A file of a draft is published only by a form that shows it: one that somebody has gone back
    to may not.
    """

    accept = ",".join(f".{ending}" for ending in ENDINGS)
    most = MOST

    def __init__(
        self, author: User, post: Post | None, typed: Typed, draft: Draft | None = None
    ) -> None:
        self.author, self.post, self.typed = author, post, typed
        self.wrong: list[str] = []
        self._own = list(post.files.all()) if post else []
        self._new = list(draft.files.all()) if draft else self._named()

    def _named(self) -> list[PostFile]:
        shown = [key for key in self.typed.get(SHOWN, ()) if key.isascii() and key.isdigit()]
        files = PostFile.objects.filter(draft__author=self.author, draft__post=self.post)
        return list(files.filter(pk__in=[int(key[:18]) for key in shown]))

    @property
    def rows(self) -> list[Row]:
        """Each file as the form says."""
        gone = set(self.typed.get(GONE, ()))
        for file in (*self._own, *self._new):
            file.alt = "".join(self.typed.get(f"{ALT}{file.pk}", [file.alt])[:1])[:300]
        return [Row(file, str(file.pk) in gone) for file in (*self._own, *self._new)]

    @property
    def staying(self) -> list[PostFile]:
        """Those that the post is to have."""
        return [row.file for row in self.rows if not row.goes]

    def settle(self) -> None:
        """Keep what was said of the draft's files; those that are to go are gone at once."""
        for row in self.rows:
            if row.file.draft_id and row.goes:
                row.file.delete()
            elif row.file.draft_id:
                row.file.save(update_fields=["alt"])
        self._new = [file for file in self._new if file.pk]

    def add(self, draft: Draft, files: Sequence[UploadedFile], at: datetime) -> None:
        """Those that are what they say; what is wrong with others is in `wrong`."""
        kept, self.wrong = keep(draft, files, beside=len(self.staying), at=at)
        self._new += [file for file in kept if file not in self._new]
