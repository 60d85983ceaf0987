"""What templates ask of the intranet."""

from typing import Any

from django import template

from core.pages.context import profile_for
from network.intranet.access import may_enter
from network.intranet.posts.text import as_words
from network.people.pages import roles

register = template.Library()
register.filter("as_words", as_words)
register.filter("roles", roles)


@register.simple_tag(takes_context=True)
def may_enter_intranet(context: dict[str, Any]) -> bool:
    """Whether who reads the page is shown the way there."""
    request = context.get("request")
    if request is None or not hasattr(request, "user") or not request.user.is_authenticated:
        return False
    return may_enter(request.user, profile_for(request))
