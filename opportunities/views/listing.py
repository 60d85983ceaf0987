"""The call search page: a GET form, so that every search is an address."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.pages.context import profile_for
from core.search.find import search
from core.search.query import RANGES, Query, Sort
from core.search.results import Results
from core.web.facets import Address, Chip, Facet, chips
from core.web.paging import pagination
from core.words.language import current
from opportunities.finding import facets, parameters
from opportunities.finding.address import address_of
from opportunities.models import ExchangeRate
from opportunities.showing.eligibility import us_of
from opportunities.showing.presentation import call_line


@login_not_required
@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """Calls that fit, with facets, reasons and, where there are none, what to drop."""
    at = timezone.now()
    call_facets = facets.call_facets()
    read = parameters.read(request.GET, call_facets)
    address = address_of(read)
    messages = read.messages
    if not messages and any(name != "status" and not v for name, v in request.GET.items()):
        # A form sends every field, filled in or not: the address to share has only what is asked.
        return HttpResponseRedirect(request.path + address.page(read.query.page))
    results = search(read.query, user=request.user, at=at)
    if results.count and results.query.page > results.pages:
        last = replace(read.query, page=results.pages)
        results = search(last, user=request.user, at=at)
    rate = ExchangeRate.current()
    us = us_of(profile_for(request))
    context = {
        "params": {
            **read.written,
            "errors": messages,
            "sort": results.query.sort.value,
        },
        "results": results,
        "lines": [
            call_line(r.record, at=at, rate=rate, result=r, language=current(), us=us)
            for r in results.results
        ],
        "facets": _facets(results, call_facets),
        "chips": _chips(read.query, read.written, call_facets, address),
        "list_url": request.path,
        "clear_url": request.path if address.pairs else "",
        "sorts": _sorts(results.query.sort),
        "pagination": pagination(results.query.page, results.pages, address.page),
        "help": _help(results, call_facets, address),
    }
    return render(request, "calls/index.html", context)


def _facets(results: Results, call_facets: Mapping[str, Facet]) -> list[Facet]:
    """The facets for the form; without a chosen state every state is chosen."""
    counted = facets.counted(results, call_facets)
    if results.query.windows:
        return counted
    return [facet.all_chosen() if facet.name == "status" else facet for facet in counted]


def _chips(
    query: Query, written: dict[str, str], call_facets: Mapping[str, Facet], address: Address
) -> list[Chip]:
    """What is chosen, the bounds too."""
    chosen = {**query.facets, "status": [w.value for w in query.windows]}
    labels = parameters.range_labels()
    bounds = [
        Chip(f"{labels[name]} {written[name]}", address.without(name).url())
        for name in RANGES
        if getattr(query, name) is not None
    ]
    return [*chips(call_facets.values(), chosen, address), *bounds]


def _sorts(chosen: Sort) -> list[dict[str, Any]]:
    labels = {
        Sort.RELEVANCE: _("Best match"),
        Sort.DEADLINE: _("Closes first"),
        Sort.NEWEST: _("Newest"),
        Sort.BUDGET: _("Largest budget"),
    }
    return [{"value": s.value, "label": labels[s], "selected": s == chosen} for s in Sort]


def _help(
    results: Results, call_facets: Mapping[str, Facet], address: Address
) -> list[dict[str, Any]]:
    """Where nothing was found: each filter to drop and what that would leave, most first."""
    written = results.query.text
    text = written if len(written) <= 40 else f"{written[:40]} …"
    labels = {name: facet.label for name, facet in call_facets.items()}
    labels |= {**parameters.range_labels(), "q": text}
    drops = sorted(results.without.items(), key=lambda item: -item[1])
    return [
        {
            "label": _("Without “%(filter)s”") % {"filter": labels[name]},
            "url": address.without(name).url(),
            "count": count,
        }
        for name, count in drops
    ]
