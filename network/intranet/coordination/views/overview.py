"""The coordinator's page: what waits, each with the one thing to do."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.words.dates import local
from network.intranet.access import LoggedInRequest, the_profile
from network.intranet.coordination import waiting
from network.intranet.coordination.access import for_coordinators
from network.organisation.models.nominations import LETTER_LASTS


@for_coordinators
@require_safe
def overview(request: LoggedInRequest) -> HttpResponse:
    """Gaps, seats that end, who is silent, what is unanswered, and who holds which seat."""
    profile, at = the_profile(request), timezone.now()
    on = local(at).date()
    gaps = waiting.gaps(profile, on)
    of_gaps = {gap.asked.pk for gap in gaps if gap.asked}
    asked = [each for each in waiting.asked_for(profile) if each.pk not in of_gaps]
    context = {
        "coordinated": waiting.is_coordinated(profile, on),
        "gaps": gaps,
        "uncovered": waiting.gaps_by_group(profile, on),
        "asked": asked,
        "run_out_before": at - LETTER_LASTS,
        "ending": waiting.ending(profile, on),
        "silent": waiting.silent(profile, at, on),
        "questions": waiting.questions(profile, request.user),
        "holding": waiting.holding(profile, on),
        "units": profile.units.current(on),
    }
    return render(request, "intranet/coordination/overview.html", context)
