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
from core.search.query import RANGES, Query, Sort
from core.search.results import Results
from core.search.vocabulary.meant import search_as_meant
from core.search.vocabulary.unknown import note_unknown
from core.web.facets import Address, Chip, Facet, chips
from core.web.paging import pagination
from opportunities.finding import facets, parameters
from opportunities.finding.address import address_of
from opportunities.finding.nothing import nothing_found
from opportunities.models import ExchangeRate
from opportunities.showing.eligibility import us_of
from opportunities.showing.presentation import call_line

EXACT = "exact"  # the parameter that asks for the text as it is written


@login_not_required
@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """Calls that fit, with facets, reasons and, where there are none, what to drop."""
    at = timezone.now()
    call_facets = facets.call_facets()
    read = parameters.read(request.GET, call_facets)
    exact = EXACT in request.GET
    address = address_of(read).adding(EXACT, "1") if exact else address_of(read)
    messages = read.messages
    if not messages and any(name != "status" and not v for name, v in request.GET.items()):
        # A form sends every field, filled in or not: the address to share has only what is asked.
        return HttpResponseRedirect(request.path + address.page(read.query.page))
    results = search_as_meant(read.query, user=request.user, at=at, exact=exact)
    if results.count and results.query.page > results.pages:
        last = replace(read.query, page=results.pages)
        results = search_as_meant(last, user=request.user, at=at, exact=exact)
    note_unknown(results.unknown, at=at)
    rate = ExchangeRate.current()
    us = us_of(profile_for(request))
    context = {
        "params": {
            **read.written,
            "errors": messages,
            "sort": results.query.sort.value,
        },
        "results": results,
        "lines": [call_line(r.record, at=at, rate=rate, result=r, us=us) for r in results.results],
        "facets": _facets(results, call_facets),
        "chips": _chips(read.query, read.written, call_facets, address),
        "list_url": request.path,
        "clear_url": request.path if address.pairs else "",
        "sorts": _sorts(results.query.sort),
        "pagination": pagination(results.query.page, results.pages, address.page),
        "meant": _meant(results, address),
    }
    if not results.results:
        context |= nothing_found(results, call_facets, address_of(read))
    return render(request, "calls/index.html", context)


def _meant(results: Results, address: Address) -> dict[str, Any]:
    """What the results are for instead of what was written, and what may have been meant."""
    others = [pair for pair in address.pairs if pair[0] not in {"q", EXACT}]
    return {
        "text": results.query.text if results.instead_of else "",
        "written": results.instead_of,
        "exact_url": address.url((EXACT, "1")),
        "others": [
            {"text": text, "url": replace(address, pairs=[("q", text), *others]).url()}
            for text in results.did_you_mean
        ],
    }


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
