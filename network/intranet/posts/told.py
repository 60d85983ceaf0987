"""Posts as notices tell of them."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from network.intranet.notifications.kinds import Kind, Told
from network.intranet.notifications.ledger import Occasion, write
from network.intranet.notifications.topics import topics_of
from network.intranet.posts.models import Post

PUBLISHED = "published"


def tell_of_post(post: Post, *, at: datetime) -> None:
    """A notice of a new post for those who follow its areas, its unit, its group or everything."""
    occasion = Occasion("post", post.pk, PUBLISHED)
    write(occasion, topics=topics_of(post), within=post, but=post.author, at=at)


KIND = Kind(
    readable=lambda user: Post.objects.visible_to(user),
    told=lambda post: Told(post.title, post.get_absolute_url(), post.language),
    says={PUBLISHED: _("New post")},
)
