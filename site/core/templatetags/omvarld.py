"""What the templates of every app share."""

from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.models import Page

from core.models import Alert
from core.pages.context import profile_for
from core.pages.frame.alerts import shown as shown_alerts
from core.pages.frame.editions import Edition, editions
from core.pages.frame.editions import for_others as address_for_others
from core.web import content_version as version
from core.web import structured_data as structured
from core.web.colours import digest_for
from core.web.sharing.card import Picture, picture_of
from core.words import dates
from core.words.language import lang_attribute

register = template.Library()
register.filter("lang", lang_attribute)


@register.simple_tag(takes_context=True)
def colours_url(context: dict[str, Any]) -> str:
    """Where the style sheet with this municipality's colours is."""
    return reverse("theme", args=[digest_for(profile_for(context["request"]))])


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[Edition]:
    """This page in each language, with its query string."""
    return editions(context.get("page"), context["request"])


@register.simple_tag
def for_others(all_editions: list[Edition]) -> str:
    """Where readers of any other language find the page."""
    return address_for_others(all_editions)


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """The page's one absolute address; none for a search, of which each is a page of its own."""
    request = context["request"]
    if request.META.get("QUERY_STRING") and not isinstance(context.get("page"), Page):
        return ""
    return request.build_absolute_uri(request.path)


@register.simple_tag(takes_context=True)
def share_picture(context: dict[str, Any]) -> Picture:
    """The picture that is shown beside a link to the page."""
    return picture_of(context.get("page"), context["request"])


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any]) -> SafeString:
    """What machines are told of the page (core.web.structured_data)."""
    return structured.element(structured.parts(context))


@register.simple_block_tag
def keep(content: str) -> str:
    """A block's content, to be shown twice: `{% keep as name %}…{% endkeep %}`."""
    return SafeString(content.strip())


@register.simple_tag
def alerts() -> list[Alert]:
    """The messages that every page shows just now."""
    return shown_alerts(timezone.now())


@register.simple_tag
def content_version() -> str:
    """What changes with everything that strangers read: a part of the name of what is kept."""
    return version.current()


@register.filter
def iso_day(value: str | None) -> str:
    """`value` where a date field can show it, else nothing."""
    try:
        return date.fromisoformat(value or "").isoformat()
    except ValueError:
        return ""


@register.simple_tag
def is_demonstration() -> bool:
    """Whether this site may have invented content."""
    return bool(settings.DEMO_ALLOWED)


@register.filter
def stated(value: Any) -> Any:
    """`value`, or the words "not stated": a gap in a source is shown, never filled."""
    if value or value == 0:
        return value
    return format_html('<span class="unstated">{}</span>', gettext("not stated"))


register.filter("long_date", dates.long_date)
register.filter("short_date", dates.short_date)
register.filter("month", dates.month)
