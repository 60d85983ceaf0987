"""`/api/calls/`: the search as JSON, for scripts; its form is kept (docs/operations.md)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.search.find import search
from core.search.results import Result, Results
from core.web.facets import Facet, no_such_value
from core.words.language import LANGUAGES
from opportunities.finding import facets, parameters

NAMES = (*parameters.NAMES, "lang")


@login_not_required
@require_safe
def calls(request: HttpRequest) -> JsonResponse:
    """Answer a search; 400 for an unknown parameter or value, with what is known instead."""
    language = request.GET.get("lang") or LANGUAGES[0]
    known = language in LANGUAGES
    with translation.override(language if known else LANGUAGES[0]):
        for name in request.GET:
            if name not in NAMES:
                return _refused(_("There is no parameter “%(name)s”.") % {"name": name[:60]}, NAMES)
        if not known:
            return _refused(f"lang: {no_such_value(language)}", LANGUAGES)
        call_facets = facets.call_facets()
        read = parameters.read(request.GET, call_facets)
        for problem in read.problems:
            return _refused(f"{problem.name}: {problem.why}", problem.allowed)
        at = timezone.now()
        results = search(read.query, user=request.user, at=at)
        return JsonResponse(_answer(request, results, call_facets, at))


def _refused(error: str, allowed: Iterable[str]) -> JsonResponse:
    return JsonResponse({"error": error, "allowed": list(allowed)}, status=400)


def _answer(
    request: HttpRequest,
    results: Results,
    call_facets: Mapping[str, Facet],
    at: datetime,
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
        "demo": call.is_demo,
        "deadline_uncertain": bool(deadline and deadline.uncertain),
        "url": request.build_absolute_uri(call.get_absolute_url()),
    }
