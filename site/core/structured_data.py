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
from wagtail.models import Page

from core.language import current
from core.models import MunicipalityProfile

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


def breadcrumbs(trail: Sequence[Page], page: Page, request: HttpRequest) -> dict[str, Any]:
    """The way to the page, itself last."""
    steps = [step for step in trail if step.pk != page.pk] + [page]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": step.title,
                "item": request.build_absolute_uri(step.get_url(request)),
            }
            for place, step in enumerate(steps, start=1)
        ],
    }


def element(parts: Sequence[Mapping[str, Any]]) -> SafeString:
    """The data as an element of the page's head; nothing where there are none."""
    if not parts:
        return SafeString("")
    text = json.dumps({"@context": CONTEXT, "@graph": list(parts)}, ensure_ascii=False)
    data = mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped for where it stands
    return format_html('<script type="application/ld+json">{}</script>', data)
