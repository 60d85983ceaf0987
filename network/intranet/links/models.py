"""What a post is about: a record of any kind that the search knows as one to link."""

from django.db import models

from network.intranet.posts.models import Post


class PostLink(models.Model):
    """A link from a post to a record, as the name of its kind (core.search.kinds) and its key.

    What was deleted, and what a reader may not read, is shown to nobody: the kind loads the record.
    """

    shown_to_strangers = False
    read_with = "post"

    post = models.ForeignKey(Post, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("post", "kind", "object_id"), name="unique_post_link")
        ]
        indexes = [models.Index(fields=("kind", "object_id"), name="post_link_record")]

    def __str__(self) -> str:
        return self.value

    @property
    def value(self) -> str:
        """As a form carries it: "call:17"."""
        return f"{self.kind}:{self.object_id}"
