"""The search of the whole site, and what it suggests: GET forms that work without script."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.search.query import Window
from core.search.question import CHARACTERS
from core.search.vocabulary.unknown import note_unknown
from core.web.paging import pagination
from home.sitesearch import overview, words
from home.sitesearch.suggestions import suggest
from opportunities.finding.search import KIND as CALL

PAGES = 10_000


@login_not_required
@require_safe
def site_search(request: HttpRequest) -> HttpResponse:
    """Everything on the site that has the words, group by group, or one group in full."""
    written = request.GET.get("q", "").replace("\0", " ").strip()
    text = written[:CHARACTERS]
    context: dict[str, Any] = {
        "q": text,
        "too_long": CHARACTERS if len(written) > CHARACTERS else 0,
    }
    if text:
        context |= _results(request, text)
    if not context.get("count"):
        context |= {"areas": words.areas()}
    return render(request, "search/page.html", context)


def _results(request: HttpRequest, text: str) -> dict[str, Any]:
    """What there is for a text: the groups with their counts, and one or the first of each."""
    at, user = timezone.now(), request.user
    counts = overview.overview(text, user, at=at, exact="exact" in request.GET)
    note_unknown(counts.unknown, at=at)
    text = counts.text
    chosen = request.GET.get("kind", "")
    if chosen not in counts.groups:
        chosen = ""
    wanted = {chosen: counts.groups[chosen]} if chosen else counts.groups
    paging = (
        {"page": _page_number(request), "page_size": settings.SEARCH_PAGE_SIZE} if chosen else {}
    )
    groups = [
        overview.group(counts, text, heading, user, at=at, **paging)
        for heading, _count in wanted.values()
    ]
    groups.sort(key=lambda group: -group.best)  # of those as good the order stays
    context = {
        "count": counts.count,
        "counts": counts,
        "says_nothing": counts.question.says_nothing,
        "meant": _meant(counts),
        "chips": _chips(text, counts, chosen),
        "groups": [{"found": group, **_addresses(text, group.key)} for group in groups],
        "chosen": chosen,
    }
    if chosen:
        results = groups[0].results
        context["pagination"] = pagination(
            results.query.page,
            results.pages,
            lambda page: address(q=text, kind=chosen, **({"page": page} if page > 1 else {})),
        )
    return context


def _meant(counts: overview.Overview) -> dict[str, Any]:
    """What was looked for instead of what is written, and what else may have been meant."""
    return {
        "text": counts.text,
        "written": counts.instead_of,
        "exact_url": address(q=counts.instead_of, exact=1),
        "others": [{"text": text, "url": address(q=text)} for text in counts.did_you_mean],
    }


def _chips(text: str, counts: overview.Overview, chosen: str) -> list[dict[str, Any]]:
    return [
        {
            "label": heading.label,
            "count": count,
            "url": address(q=text, kind=key),
            "on": key == chosen,
        }
        for key, (heading, count) in counts.groups.items()
    ]


def _addresses(text: str, key: str) -> dict[str, str]:
    """Where the whole group is; calls have a search of their own, with filters."""
    addresses = {"url": address(q=text, kind=key)}
    if key == CALL:
        calls = reverse("call_list")
        addresses["filters_url"] = f"{calls}?{urlencode({'q': text})}"
        addresses["closed_url"] = f"{calls}?{urlencode({'q': text, 'status': Window.CLOSED})}"
    return addresses


def _page_number(request: HttpRequest) -> int:
    """The page asked for; what is no number is the first one."""
    written = request.GET.get("page", "")
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(PAGES))
    return max(1, int(written)) if is_number else 1


def address(**parameters: object) -> str:
    """The search of the whole site with these parameters."""
    return f"{reverse('site_search')}?{urlencode(parameters)}"


@login_not_required
@require_safe
def site_suggestions(request: HttpRequest) -> HttpResponse:
    """What `q` may become: a page of its own, or with `part` the list alone, for a script."""
    text = request.GET.get("q", "").replace("\0", " ").strip()
    suggestions = suggest(text, request.user, at=timezone.now())
    context = {
        "q": text,
        "suggestions": [
            {"text": s.text, "label": s.label, "url": address(q=s.text)} for s in suggestions
        ],
    }
    part = "part" in request.GET
    template = "search/suggestions.html" if part else "search/suggestions_page.html"
    return render(request, template, context)
