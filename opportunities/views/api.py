"""`/api/calls/`: the search as JSON, for scripts; its form is kept (docs/operations.md)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.search.find import search
from core.search.results import Result, Results
from core.web.facets import Facet
from core.words.language import LANGUAGES
from opportunities.finding import facets, parameters


@login_not_required
@require_safe
def calls(request: HttpRequest) -> JsonResponse:
    """Answer a search; 400 with a sentence for an unknown value."""
    language = request.GET.get("lang") or "sv"
    if language not in LANGUAGES:
        return _refused([_("There is no language “%(code)s”: use sv or en.") % {"code": language}])
    with translation.override(language):
        call_facets = facets.call_facets()
        read = parameters.read(request.GET, call_facets)
        if read.errors:
            return _refused(read.errors)
        at = timezone.now()
        results = search(read.query, user=request.user, at=at)
        return JsonResponse(_answer(request, results, call_facets, at))


def _refused(errors: list[str]) -> JsonResponse:
    return JsonResponse({"error": " ".join(errors)}, status=400)


def _answer(
    request: HttpRequest, results: Results, call_facets: Mapping[str, Facet], at: datetime
) -> dict[str, Any]:
    return {
        "count": results.count,
        "count_all_words": results.count_all_words,
        "page": results.query.page,
        "page_size": results.query.page_size,
        "engine": results.engine,
        "results": [_result(request, result, at) for result in results.results],
        "facets": {
            facet.name: [
                {"value": choice.value, "label": choice.label, "count": choice.count}
                for choice in facet.choices
            ]
            for facet in facets.counted(results, call_facets)
        },
    }


def _result(request: HttpRequest, result: Result, at: datetime) -> dict[str, Any]:
    call = result.record
    deadline = call.next_deadline(at)
    return {
        "reference": call.reference,
        "identifier": call.identifier,
        "title": call.title,
        "status": call.status(at).value,
        "next_deadline": timezone.localtime(deadline.at).isoformat() if deadline else None,
        "programme": call.programme.slug if call.programme else None,
        "priorities": [{"slug": area.slug, "name": area.name} for area in call.areas],
        "reasons": [
            {"field": reason.field, "word": reason.word, "via": reason.via}
            for reason in result.reasons
        ],
        "url": request.build_absolute_uri(call.get_absolute_url()),
    }
