"""What templates ask of the intranet."""

from datetime import datetime
from typing import Any

from django import template

from core.pages.context import profile_for
from network.intranet.access import may_enter
from network.intranet.links.records import posts_about
from network.intranet.posts.models import Post
from network.intranet.posts.text import as_words
from network.intranet.start.new import number_of_new_posts
from network.people.pages import roles

register = template.Library()
register.filter("as_words", as_words)
register.filter("roles", roles)


@register.filter
def is_new(post: Post, seen: datetime | None) -> bool:
    """Whether it was posted since somebody last looked; on the first visit nothing is marked."""
    return seen is not None and post.published_at > seen


@register.simple_tag(takes_context=True)
def new_posts(context: dict[str, Any]) -> int:
    """How many posts are new to who reads the page; they may enter the intranet."""
    request = context["request"]
    return number_of_new_posts(request.user, profile_for(request))


@register.inclusion_tag("intranet/links/posts.html", takes_context=True)
def what_the_network_says(
    context: dict[str, Any], kind: str, pk: int, *, posted: bool = True
) -> dict[str, Any]:
    """Posts about the record that the page shows, for those who may enter the intranet.

    They are not asked for where it is known that there are none.
    """
    if not may_enter_intranet(context):
        return {}
    posts = posts_about(kind, pk, context["request"].user) if posted else []
    return {"posts": posts, "about": f"{kind}:{pk}", "enters": True}


@register.simple_tag(takes_context=True)
def may_enter_intranet(context: dict[str, Any]) -> bool:
    """Whether who reads the page is shown the way there."""
    request = context.get("request")
    if request is None or not hasattr(request, "user") or not request.user.is_authenticated:
        return False
    return may_enter(request.user, profile_for(request))
