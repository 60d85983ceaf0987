"""What somebody is writing and nobody has read yet."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.intranet.posts.models import Post


class Draft(models.Model):
    """Of a new post, or of what a post is to say; its author's alone, whatever it is for.

    `typed` is the form as it was filled in: each field's name and the values it had. `version`
    counts how often it was saved, so that two windows do not write over each other.
    """

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey("core.User", models.CASCADE, related_name="drafts")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="drafts")
    typed = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at", "pk")
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return self.title or str(_("Without a title"))

    @property
    def url(self) -> str:
        """Where its author goes on writing it."""
        where = reverse("edit_post", args=[self.post_id]) if self.post_id else reverse("write_post")
        return f"{where}?draft={self.key}"

    @property
    def title(self) -> str:
        """As far as it was written."""
        return "".join(self.typed.get("title", []))
