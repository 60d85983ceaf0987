"""What the page of a post says of it as public news, and who may put it forward."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from core.access.sections import can_view_page
from core.models import User
from network.intranet.access import may_take_part
from network.intranet.news.desks import desk_for
from network.intranet.news.models import NewsSuggestion
from network.intranet.posts.models import Post
from network.intranet.rights import may_coordinate


def may_suggest(user: User, post: Post) -> bool:
    """Its author as long as they are of the network, and the coordination; not what is hidden."""
    if post.hidden_at:
        return False
    own = post.author_id == user.pk and may_take_part(user, post, post.profile)
    return own or may_coordinate(user)


def said_of(post: Post, user: User | AnonymousUser) -> Mapping[str, Any]:
    """For the page of the post: since when it is put forward, or whether who asks may do so.

    Who may edit the draft is shown where it is.
    """
    row = NewsSuggestion.objects.select_related("page").filter(post=post).first()
    if row is None:
        may = isinstance(user, User) and may_suggest(user, post) and desk_for(post.language)
        return {"may_suggest": bool(may)}
    page = row.page.specific if row.page else None
    edits = page and can_view_page(user, page) and page.permissions_for_user(user).can_edit()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page and edits else ""
    return {"suggested_at": row.at, "suggested_url": edit}
