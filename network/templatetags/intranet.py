"""What templates ask of the intranet."""

from datetime import datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from core.access.visibility import Visibility, VisibleModel, is_known
from core.pages.context import profile_for
from core.web import content_version
from core.web.request import once
from core.words.dates import local
from editing.borders.crossing import Limits, limits
from network.intranet.access import Rule, may_enter, may_open_groups
from network.intranet.links.records import posts_about
from network.intranet.notifications.unread import number_of_unread
from network.intranet.posts.models import Post
from network.intranet.posts.text import as_words
from network.intranet.readers import Reading, in_brackets, number, of_page, of_record
from network.intranet.rights import may_coordinate
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


@register.simple_tag(takes_context=True)
def unread_notices(context: dict[str, Any]) -> int:
    """How many notices whoever reads the page has not seen."""
    user = context["request"].user
    return number_of_unread(user) if is_known(user) else 0


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


@register.inclusion_tag("intranet/passing_on/link.html", takes_context=True)
def pass_on_link(context: dict[str, Any], kind: str, pk: int) -> dict[str, Any]:
    """The way to the ready text of a public record, for those who may enter the intranet."""
    return {"enters": may_enter_intranet(context), "kind": kind, "pk": pk}


@register.simple_tag(takes_context=True)
def may_enter_intranet(context: dict[str, Any]) -> bool:
    """Whether who reads the page is shown the way there."""
    return _allowed(context, may_enter)


@register.simple_tag(takes_context=True)
def may_open_their_groups(context: dict[str, Any]) -> bool:
    """Whether who reads the page is shown the way to the groups, if to nothing else."""
    return _allowed(context, may_open_groups)


def _allowed(context: dict[str, Any], rule: Rule) -> bool:
    request = context.get("request")
    if request is None or not hasattr(request, "user") or not request.user.is_authenticated:
        return False
    return rule(request.user, profile_for(request))


@register.simple_tag
def how_many(readers: str) -> str:
    """ " (14 people)" behind the name of a class of readers, where they can be counted."""
    on = local(timezone.now()).date()
    return in_brackets(number(readers, on=on))


def _limits(_request: HttpRequest) -> Limits:
    """As strangers know them: kept until something that they read changes."""
    return content_version.kept("limits", limits)


@register.simple_tag(takes_context=True)
def who_reads(context: dict[str, Any], shown: object) -> Reading | None:
    """Who can see a page or a record that is not for everybody; nothing of it to a stranger."""
    request = context.get("request")
    if request is None or not hasattr(request, "user"):
        return None
    # First what is shown: a public record needs no look at who is asking.
    if isinstance(shown, VisibleModel):
        if shown.visibility == Visibility.PUBLIC or not is_known(request.user):
            return None
        return of_record(shown, local(timezone.now()).date())
    if not isinstance(shown, Page) or not is_known(request.user):
        return None
    known = once(request, _limits)
    paths = [shown.path, shown.alias_of.path] if shown.alias_of_id else [shown.path]
    if known.of(*paths) == Visibility.PUBLIC:
        return None
    return of_page(shown, known, user=request.user, on=local(timezone.now()).date())


@register.simple_tag(takes_context=True)
def coordinates(context: dict[str, Any]) -> bool:
    """Whether who reads the page is shown what waits for the coordinator."""
    return may_coordinate(context["request"].user)
