"""Mail to those who follow a post: its title and where to read on, never what was written."""

from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from core.operation.mail import mail_after_commit
from network.intranet.comments.models import Comment, Follow
from network.intranet.posts.models import Post


def tell_followers(comment: Comment) -> None:
    """Write to those who follow its post and may read it now, but not to who has commented."""
    follows = comment.post.follows.select_related("person").exclude(person=comment.author)
    for follow in follows.filter(person__is_active=True):
        if Post.objects.visible_to(follow.person).filter(pk=comment.post_id).exists():
            _tell(follow, comment)


def _tell(follow: Follow, comment: Comment) -> None:
    with override(follow.language):
        post = comment.post
        context = {
            "post": post,
            "link": urljoin(settings.WAGTAILADMIN_BASE_URL, comment.get_absolute_url()),
            "stop": urljoin(settings.WAGTAILADMIN_BASE_URL, f"{post.get_absolute_url()}#follow"),
        }
        mail_after_commit(
            subject=gettext("New comment: %(title)s") % {"title": post.title},
            text=render_to_string("email/comment_written.txt", context),
            to=follow.person.email,
        )
