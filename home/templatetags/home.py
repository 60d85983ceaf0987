"""What templates of every app may use of the editorial site."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.pages.block_links import BlockLink, block_links
from core.pages.context import profile_for
from core.words.language import current
from home.glossary.letters import Glosses, glosses
from home.models import GlossaryTerm
from home.partners.forms import ProposalForm
from home.places import Place, places

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any]) -> Sequence[Place]:
    """The sections of the site that the reader may see."""
    return places(context["request"]).menu


@register.simple_tag(takes_context=True)
def foot_links(context: dict[str, Any], besides: Iterable[Any] = ()) -> list[Place]:
    """The pages outside the menu that the reader may see, without those linked already."""
    linked = {link.url for link in besides}
    return [place for place in places(context["request"]).foot if place.url not in linked]


@register.simple_tag(takes_context=True)
def site_places(context: dict[str, Any]) -> Mapping[str, Place]:
    """Title and address of the pages of which there is one each: how, partner, glossary."""
    request = context.get("request")
    return places(request).unique if request is not None and hasattr(request, "user") else {}


@register.simple_tag(takes_context=True)
def glossary(context: dict[str, Any], text: str) -> SafeString:
    """`text` as plain text, with a link at the first use on the page of each term explained.

    A text in the other language than the reader's is left as it is.
    """
    request = context["request"]
    page = places(request).unique.get("glossary")
    if page is None or not text or getattr(text, "language", current()) != current():
        return format_html("{}", text)
    pieces = _glosses(request).pieces(text)
    linked = ((_link(piece, f"{page.url}#{slug}") if slug else piece,) for piece, slug in pieces)
    return format_html_join("", "{}", linked)


def _link(word: str, url: str) -> SafeString:
    return format_html('<a class="term" href="{}">{}</a>', url, word)


def _glosses(request: HttpRequest) -> Glosses:
    """Those of the page, which remember the terms that it has linked already."""
    memo = vars(request)
    if "_glosses" not in memo:
        memo["_glosses"] = glosses(GlossaryTerm.objects.all(), current())
    of_page: Glosses = memo["_glosses"]
    return of_page


@register.simple_tag(takes_context=True)
def links_to_follow(context: dict[str, Any], links: Iterable[Mapping[str, Any]]) -> list[BlockLink]:
    """A block's links as the reader may follow them; a stranger's where nobody asks."""
    user = getattr(context.get("request"), "user", None) or AnonymousUser()
    return block_links(links, user, at=timezone.now())


@register.simple_tag(takes_context=True)
def proposal_form(context: dict[str, Any]) -> ProposalForm:
    """The form that was sent back, or an empty one."""
    request = context["request"]
    profile = profile_for(request)
    return context.get("form") or ProposalForm(request=request, at=timezone.now(), profile=profile)
