"""What the coordination does with what others have written; each is written down."""

from datetime import date, datetime

from django.db import transaction

from core.models import AuditEvent, User
from network.intranet.comments.models import Comment
from network.intranet.moderation.letters import tell_author
from network.intranet.posts.models import Post


@transaction.atomic
def hide(*, record: Post | Comment, reason: str, by: User, at: datetime) -> None:
    """Leave it to its author and the coordination; the author is told why.

    A question whose answer is hidden has none any more. What is hidden already stays as it is.
    """
    if record.hidden_at:
        return
    _keep(record, hidden_at=at, hidden_by=by, hidden_reason=reason)
    if isinstance(record, Comment):
        Post.objects.filter(answer=record).update(answer=None)
    AuditEvent.objects.write("posts.hide", record=record, by=by, at=at)
    if record.author != by:
        tell_author(record)


@transaction.atomic
def show(*, record: Post | Comment, by: User, at: datetime) -> None:
    """Give it back to its readers."""
    _keep(record, hidden_at=None, hidden_by=None, hidden_reason="")
    AuditEvent.objects.write("posts.show", record=record, by=by, at=at)


@transaction.atomic
def pin(*, post: Post, until: date | None, by: User, at: datetime) -> None:
    """Let the post stand first until a day, the last; without one, no more."""
    _keep(post, pinned_until=until)
    action = "posts.pin" if until else "posts.unpin"
    AuditEvent.objects.write(action, record=post, by=by, at=at)


def _keep(record: Post | Comment, **facts: object) -> None:
    for name, value in facts.items():
        setattr(record, name, value)
    record.save(update_fields=list(facts))
