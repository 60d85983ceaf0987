"""What somebody is writing and nobody has read yet."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.intranet.posts.models import Post


class Draft(models.Model):
    """Of a new post, of what a post is to say, or of a comment on one; its author's alone.

    `typed` is the form as it was filled in: each field's name and the values it had. `version`
    counts how often it was saved, so that two windows do not write over each other.
    """

    shown_to_strangers = False
    sort_name = _("drafts")
    wagtail_reference_index_ignore = True

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey("core.User", models.CASCADE, related_name="drafts")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="drafts")
    comment_on = models.ForeignKey(Post, models.CASCADE, null=True, related_name="+")
    typed = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at", "pk")
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        if self.comment_on_id:  # whose title its author may not read any more
            return str(_("A comment that was not sent"))
        return self.title or str(_("Without a title"))

    @property
    def url(self) -> str:
        """Where its author goes on writing it."""
        if self.comment_on_id and (comment := "".join(self.typed.get("comment", []))).isdecimal():
            changed = reverse("edit_comment", args=[self.comment_on_id, comment])
            return f"{changed}?draft={self.key}"
        if self.comment_on_id:
            return f"{reverse('post', args=[self.comment_on_id])}?draft={self.key}#new-comment"
        where = reverse("edit_post", args=[self.post_id]) if self.post_id else reverse("write_post")
        return f"{where}?draft={self.key}"

    @property
    def title(self) -> str:
        """As far as it was written."""
        return "".join(self.typed.get("title", []))

    @property
    def text(self) -> str:
        """The same of its text."""
        return "".join(self.typed.get("text", []))
