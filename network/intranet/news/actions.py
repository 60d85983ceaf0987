"""What an author or the coordination does so that the public may read of it, too."""

from datetime import datetime

from django.db import transaction

from core.models import AuditEvent, User
from network.intranet.news.desks import NewsDesk
from network.intranet.news.letters import tell_editors
from network.intranet.news.models import NewsSuggestion
from network.intranet.posts.models import Post
from network.intranet.posts.text import as_html


@transaction.atomic
def suggest_news(*, post: Post, desk: NewsDesk, by: User, at: datetime) -> NewsSuggestion:
    """Make an unpublished page of its title and text, and tell the editors; once for a post.

    Its author is not named there, and neither files nor comments go along.
    """
    suggestion, new = NewsSuggestion.objects.get_or_create(post=post, defaults={"by": by, "at": at})
    if not new:
        return suggestion
    suggestion.page = desk.draft(
        title=post.title,
        html=as_html(post.text),
        language=post.language,
        areas=post.areas.all(),
        at=at,
    )
    suggestion.save(update_fields=["page"])
    AuditEvent.objects.write("posts.suggest_news", record=post, by=by, at=at)
    tell_editors(suggestion.page, desk.editors(suggestion.page), language=post.language)
    return suggestion
