"""What readers do with a post: comment on it, thank for it.

Who may read the post may read these; they are asked for by posts that `visible_to` has found.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import User
from network.intranet.comments.querysets import ThanksQuerySet
from network.intranet.moderation.models import Hideable
from network.intranet.posts.models import Post

LONGEST = 5_000  # characters of a comment


class Comment(Hideable):
    """What somebody says of a post, in Markdown as the post itself.

    `language` is that of the page on which it was written. `sent_key` is the same for the same
    form with the same text: sent twice, it is one comment.
    """

    shown_to_strangers = False
    read_with = "post"
    wagtail_reference_index_ignore = True

    post = models.ForeignKey(Post, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    text = models.TextField(_("comment"), max_length=LONGEST)
    language = models.CharField(_("language"), max_length=2, default="sv")
    written_at = models.DateTimeField(_("written"))
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)
    sent_key = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ("written_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("post", "author", "sent_key"), name="unique_comment_sent"
            )
        ]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return self.anchor

    def get_absolute_url(self) -> str:
        return f"{self.post.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its post; the same in both languages, for links last."""
        return f"kommentar-{self.pk}"


class Thanks(models.Model):
    """That somebody thanks for a post, or for a comment on it."""

    shown_to_strangers = False
    read_with = "post"
    wagtail_reference_index_ignore = True

    post = models.ForeignKey(Post, models.CASCADE, related_name="thanks")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="thanks")
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = ThanksQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("post", "person"), condition=Q(comment=None), name="unique_thanks_post"
            ),
            models.UniqueConstraint(fields=("comment", "person"), name="unique_thanks_comment"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.post_id}"
