"""What the templates of every app share."""

from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext

from core import dates
from core.context import profile_for
from core.language import LANGUAGES, current
from core.menu import Entry, entries
from core.stylesheet import digest_for

register = template.Library()


@register.simple_tag(takes_context=True)
def stylesheet_url(context: dict[str, Any]) -> str:
    """Where the one style sheet of this municipality is."""
    return reverse("theme", args=[digest_for(profile_for(context["request"]))])


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """This page in each language, with its query string: code, name, url, absolute, current.

    An address that is the same in every language (log-in) leads to the language's start page.
    """
    request = context["request"]
    found = []
    for code in LANGUAGES:
        url = _address(context.get("page"), request, code)
        found.append(
            {
                "code": code,
                "name": get_language_info(code)["name_local"].capitalize(),
                "url": url,
                "absolute": request.build_absolute_uri(url),
                "current": code == current(),
            }
        )
    return found


def _address(page: Any, request: HttpRequest, code: str) -> str:
    if hasattr(page, "get_translations"):
        for sister in page.get_translations(inclusive=True).live().select_related("locale"):
            if sister.locale.language_code == code:
                # A page that has addresses below its own says which one was asked for.
                return sister.get_url(request) + getattr(page, "subpath", "")
        return f"/{code}/"
    url = translate_url(request.get_full_path(), code)
    return url if url.startswith(f"/{code}/") else f"/{code}/"


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any]) -> list[Entry]:
    """The sections of the site that the reader may see."""
    request = context["request"]
    return entries(request, request.user)


@register.filter
def lang(text: Any) -> SafeString:
    """The attribute ` lang="en"` for a text that is not in the reader's language, else nothing."""
    code = getattr(text, "language", text)
    if code in LANGUAGES and code != current():
        return format_html(' lang="{}"', code)
    return SafeString("")


@register.filter
def iso_day(value: str | None) -> str:
    """`value` where a date field can show it, else nothing."""
    try:
        return date.fromisoformat(value or "").isoformat()
    except ValueError:
        return ""


@register.simple_tag
def is_demonstration() -> bool:
    """Whether this site may hold content that is made up."""
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
