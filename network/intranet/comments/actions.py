"""What is done with comments; each is written down, without the text."""

from datetime import datetime

from django.db import transaction

from core.models import AuditEvent, User
from network.intranet.comments.models import Comment
from network.intranet.comments.told import tell_of_comment
from network.intranet.notifications.models import Follow, MailPreference
from network.intranet.posts.models import Post


@transaction.atomic
def write_comment(
    *, post: Post, text: str, language: str, sent_key: str, by: User, at: datetime
) -> Comment:
    """A new comment, of which those who follow the post are told; its author follows from now on.

    The same form sent again gives the same comment.
    """
    facts = {"text": text, "language": language, "written_at": at}
    comment, new = Comment.objects.get_or_create(
        post=post, author=by, sent_key=sent_key, defaults=facts
    )
    if new:
        AuditEvent.objects.write("posts.comment", record=comment, by=by, at=at)
        tell_of_comment(comment, at=at)
        Follow.objects.start(f"post:{post.pk}", person=by, at=at)
        MailPreference.objects.speaks(by, language)
    return comment


@transaction.atomic
def edit_comment(*, comment: Comment, text: str, by: User, at: datetime) -> None:
    """Another text, and that it is another; the same again changes nothing."""
    if text == comment.text:
        return
    comment.text, comment.edited_at = text, at
    comment.save(update_fields=["text", "edited_at"])
    AuditEvent.objects.write("posts.edit_comment", record=comment, by=by, at=at)


@transaction.atomic
def delete_comment(*, comment: Comment, by: User, at: datetime) -> None:
    """Take it away with the thanks for it; a question it was the answer to has none any more."""
    AuditEvent.objects.write("posts.delete_comment", record=comment, by=by, at=at)
    comment.delete()


@transaction.atomic
def mark_answer(*, post: Post, comment: Comment | None, by: User, at: datetime) -> None:
    """The comment that answers the question `post`, or that none does."""
    post.answer = comment
    post.save(update_fields=["answer"])
    AuditEvent.objects.write("posts.mark_answer", record=post, by=by, at=at)
