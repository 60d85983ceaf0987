"""Pictures and files that somebody has put beside what they write."""

from pathlib import PurePath
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.intranet.events.models import Event
from network.intranet.posts.models import Post
from network.intranet.writing.models import Draft


def stored_as(row: "KeptFile", name: str) -> str:
    """A name that nobody can guess; what it ends with is one of the endings that are taken."""
    return f"{row.folder}/{uuid4().hex}{PurePath(name).suffix.lower()}"


class KeptFile(models.Model):
    """What somebody has put beside something that they write.

    No row of an image or document of the site names it: it has no address below /media/.
    `name` is what its author called it, `size` in bytes, `width` and `height` in pixels.
    """

    folder = ""
    wagtail_reference_index_ignore = True

    name = models.CharField(max_length=255)
    file = models.FileField(upload_to=stored_as, max_length=100)
    size = models.PositiveBigIntegerField()
    is_picture = models.BooleanField(default=False)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    alt = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """What the end of its name says: "PDF"."""
        return PurePath(self.name).suffix.removeprefix(".").upper()


class PostFile(KeptFile):
    """Of a draft, and its author's alone; of a post once it is published, and for its readers."""

    shown_to_strangers = False
    sort_name = _("files of posts")
    read_with = "post"
    folder = "posts"

    draft = models.ForeignKey(Draft, models.CASCADE, null=True, related_name="files")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="files")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(draft=None, post__isnull=False) | Q(draft__isnull=False, post=None),
                name="file_of_a_draft_or_a_post",
            )
        ]
        verbose_name = _("file of a post")
        verbose_name_plural = _("files of posts")

    def get_absolute_url(self) -> str:
        if self.post_id:
            return reverse("post_file", args=[self.post_id, self.pk])
        return reverse("draft_file", args=[self.draft_id, self.pk])


class EventFile(KeptFile):
    """Of an event, for those of its readers who are logged in."""

    shown_to_strangers = False
    read_with = "event"
    folder = "events"

    event = models.ForeignKey(Event, models.CASCADE, related_name="files")

    class Meta:
        ordering = ("pk",)
        verbose_name = _("file of an event")
        verbose_name_plural = _("files of events")

    def get_absolute_url(self) -> str:
        return reverse("meeting_file", args=[self.event_id, self.pk])
