"""Mail to whose post or comment was hidden: that it was, and why."""

from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from core.operation.mail import mail_after_commit
from network.intranet.comments.models import Comment
from network.intranet.posts.models import Post


def tell_author(record: Post | Comment) -> None:
    """Write to the author, in the language in which it was written."""
    author = record.author
    if author is None or not author.is_active:
        return
    with override(record.language):
        comment = isinstance(record, Comment)
        context = {
            "title": (record.post if isinstance(record, Comment) else record).title,
            "is_comment": comment,
            "reason": record.hidden_reason,
            "link": urljoin(settings.WAGTAILADMIN_BASE_URL, record.get_absolute_url()),
        }
        hidden = gettext("Your comment is hidden") if comment else gettext("Your post is hidden")
        mail_after_commit(
            subject=f"{hidden}: {context['title']}",
            text=render_to_string("email/post_hidden.txt", context),
            to=author.email,
        )
