"""Comments as notices tell of them: the title of their post, never what was written."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.models import User
from network.intranet.comments.models import Comment
from network.intranet.notifications.kinds import Kind, Told
from network.intranet.notifications.ledger import Occasion, write
from network.intranet.posts.models import Post
from network.intranet.rights import may_coordinate

WRITTEN = "written"


def tell_of_comment(comment: Comment, *, at: datetime) -> None:
    """A notice for those who follow its post."""
    post = comment.post
    occasion = Occasion("comment", comment.pk, WRITTEN)
    write(occasion, topics=[f"post:{post.pk}"], within=post, but=comment.author, at=at)


def _readable(user: User) -> QuerySet[Comment]:
    """On posts that they may read; what is hidden for whoever moderates, and its author."""
    comments = Comment.objects.filter(post__in=Post.objects.visible_to(user))
    if not may_coordinate(user):
        comments = comments.filter(Q(hidden_at=None) | Q(author=user.pk))
    return comments.select_related("post")


def _told(comment: Any) -> Told:
    post = comment.post
    return Told(post.title, comment.get_absolute_url(), post.language)


KIND = Kind(readable=_readable, told=_told, says={WRITTEN: _("New comment")})
