"""What search engines and assistants read of a page: schema.org as JSON-LD.

A block of data is no script: browsers do not run it, and the policy that forbids inline scripts
has nothing to say about it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from wagtail.models import Page

from core.models import MunicipalityProfile
from core.web.sharing.card import picture_of
from core.words.language import current

CONTEXT = "https://schema.org"
SEARCHES = ("site_search", "call_list")  # the search of the whole site, where there is one
# As json_script does: what could end the element or start another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def search_address() -> str:
    """Where the search form leads, in the reader's language."""
    for name in SEARCHES:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return f"/{current()}/"


def organisation(profile: MunicipalityProfile, request: HttpRequest) -> dict[str, Any]:
    """The municipality; what its sources do not state is left out."""
    stated = {
        "url": profile.web,
        "email": profile.email,
        "telephone": profile.phone,
        "address": profile.address,
        "identifier": profile.organisation_number,
    }
    return {
        "@type": "GovernmentOrganization",
        "@id": request.build_absolute_uri("/#municipality"),
        "name": str(profile.municipality),
        **{name: text for name, text in stated.items() if text},
    }


def website(profile: MunicipalityProfile, request: HttpRequest) -> dict[str, Any]:
    """The site and its search."""
    target = request.build_absolute_uri(search_address()) + "?q={search_term_string}"
    return {
        "@type": "WebSite",
        "url": request.build_absolute_uri(f"/{current()}/"),
        "name": f"Omvärld – {profile.municipality}",
        "inLanguage": current(),
        "publisher": {"@id": request.build_absolute_uri("/#municipality")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def parts(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who publishes the site, what the page is, the way to it; its search, on start pages.

    What depends on the day, and so is no attribute of the page, its context says in
    `schema_facts`. What is no page of Wagtail's says the way to it in `way_here`: names and
    addresses, itself last, and what it is itself in `schema_parts`.
    """
    request, page, profile = context["request"], context.get("page"), context.get("profile")
    elements: list[dict[str, Any]] = []
    if profile:
        elements.append(organisation(profile, request))
    if profile and request.path == f"/{current()}/":
        elements.append(website(profile, request))
    if isinstance(page, Page) and page.pk and context.get("trail"):
        elements.append(described(page, request) | context.get("schema_facts", {}))
        steps = [step for step in context["trail"] if step.pk != page.pk] + [page]
        elements.append(
            breadcrumbs([(step.title, step.get_url(request)) for step in steps], request)
        )
    elif context.get("way_here"):
        elements.append(breadcrumbs(context["way_here"], request))
    return [*elements, *context.get("schema_parts", [])]


def described(page: Page, request: HttpRequest) -> dict[str, Any]:
    """The page: of what type it is, and what its class adds (`schema_facts`)."""
    days = {"datePublished": page.first_published_at, "dateModified": page.last_published_at}
    facts = {
        "@type": getattr(page, "schema_type", "WebPage"),
        "url": request.build_absolute_uri(request.path),
        "name": page.title,
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": request.build_absolute_uri("/#municipality")},
        "image": picture_of(page, request).url,
        **{name: day.isoformat() for name, day in days.items() if day},
    }
    return facts | getattr(page, "schema_facts", {})


def way(*steps: tuple[Any, str]) -> list[tuple[Any, str]]:
    """The way to what is no page of Wagtail's, from the start page on."""
    return [(gettext("Start page"), f"/{current()}/"), *steps]


def breadcrumbs(steps: Sequence[tuple[Any, str]], request: HttpRequest) -> dict[str, Any]:
    """The way to the page, itself last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(title),
                "item": request.build_absolute_uri(url),
            }
            for position, (title, url) in enumerate(steps, start=1)
        ],
    }


def element(parts: Sequence[Mapping[str, Any]]) -> SafeString:
    """The data as an element of the page's head; nothing where there are none."""
    if not parts:
        return SafeString("")
    text = json.dumps({"@context": CONTEXT, "@graph": list(parts)}, ensure_ascii=False)
    data = mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped for a script element
    return format_html('<script type="application/ld+json">{}</script>', data)
