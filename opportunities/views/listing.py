"""The call search page: a GET form, so that every search is an address."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.search.find import search
from core.search.query import RANGES, Query, Sort
from core.search.results import Results
from core.web.paging import pagination
from core.words.language import current
from opportunities.finding import facets, parameters
from opportunities.finding.address import Address, address_of
from opportunities.models import ExchangeRate
from opportunities.showing.presentation import call_line


@login_not_required
@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """Calls that fit, with facets, reasons and, where there are none, what to drop."""
    at = timezone.now()
    known = facets.labels()
    read = parameters.read(request.GET, known)
    address = address_of(read)
    said = [*read.errors, *read.notes]
    if not said and any(name != "status" and not v for name, v in request.GET.items()):
        # A form sends every field, filled in or not: the address to share has only what is asked.
        return HttpResponseRedirect(request.path + address.page(read.query.page))
    results = search(read.query, user=request.user, at=at)
    if results.count and results.query.page > results.pages:
        last = replace(read.query, page=results.pages)
        results = search(last, user=request.user, at=at)
    rate = ExchangeRate.objects.first()
    context = {
        "params": {
            **read.written,
            "errors": said,
            "sort": results.query.sort.value,
        },
        "results": results,
        "lines": [
            call_line(r.record, at=at, rate=rate, result=r, language=current())
            for r in results.results
        ],
        "facets": _facets(results, known),
        "chips": _chips(read.query, read.written, known, address),
        "narrowed": bool(address.pairs),
        "clear_url": request.path,
        "sorts": _sorts(results.query.sort),
        "pagination": pagination(results.query.page, results.pages, address.page),
        "help": _help(results, known, address),
    }
    return render(request, "pages/calls.html", context)


def _facets(results: Results, known: facets.Labels) -> list[dict[str, Any]]:
    """The facets for the form; without a chosen state every state is chosen."""
    names = facets.names()
    every = not results.query.windows
    return [
        {
            "name": name,
            "label": names[name],
            "values": [
                {
                    "value": value.value,
                    "label": value.label.name,
                    "count": value.count,
                    "selected": value.selected or (every and name == "status"),
                    "area": value.label if value.label.shape else None,
                }
                for value in facets.counted(results, known, name)
            ],
        }
        for name in facets.FACETS
    ]


def _chips(
    query: Query, written: dict[str, str], known: facets.Labels, address: Address
) -> list[dict[str, str]]:
    """What is chosen, each with the address of the search without it."""
    chosen = {**query.facets, "status": [w.value for w in query.windows]}
    chips = [
        {"label": known[name][value].name, "url": address.without(name, value).url()}
        for name, values in chosen.items()
        for value in values
    ]
    labels = parameters.range_labels()
    chips += [
        {"label": f"{labels[name]} {written[name]}", "url": address.without(name).url()}
        for name in RANGES
        if getattr(query, name) is not None
    ]
    return chips


def _sorts(chosen: Sort) -> list[dict[str, Any]]:
    labels = {
        Sort.RELEVANCE: _("Best match"),
        Sort.DEADLINE: _("Closes first"),
        Sort.NEWEST: _("Newest"),
        Sort.BUDGET: _("Largest budget"),
    }
    return [{"value": s.value, "label": labels[s], "selected": s == chosen} for s in Sort]


def _help(results: Results, known: facets.Labels, address: Address) -> list[dict[str, Any]]:
    """Where nothing was found: each filter to drop and what that would leave, most first."""
    written = results.query.text
    text = written if len(written) <= 40 else f"{written[:40]} …"
    labels = {**facets.names(), **parameters.range_labels(), "q": text}
    drops = sorted(results.without.items(), key=lambda item: -item[1])
    return [
        {
            "label": _("Without “%(filter)s”") % {"filter": labels[name]},
            "url": address.without(name).url(),
            "count": count,
        }
        for name, count in drops
    ]
