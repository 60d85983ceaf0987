"""A unit that is merged with another or ends: what passes on is said first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.words.dates import local
from network.intranet.access import LoggedInRequest, the_profile
from network.intranet.coordination.access import for_coordinators
from network.intranet.coordination.unit_forms import UnitForm
from network.organisation.actions import succeed_unit
from network.organisation.models import Unit


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def change_unit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Ask what comes after it and when, say what passes on, and do it when that is meant."""
    profile, at = the_profile(request), timezone.now()
    on = local(at).date()
    unit = get_object_or_404(Unit.objects.current(on), pk=pk, profile=profile)
    form = UnitForm(request.POST or None, unit=unit, today=on)
    context = {
        "form": form,
        "unit": unit,
        "seats": unit.seats.current(on).count(),
        "people": unit.members.current(on).count(),
        "posts": unit.posts.count(),
        "asked": unit.nominations.open().count(),
    }
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "intranet/seating/unit.html", context, status=status)
    if request.POST.get("action") != "confirm":
        return render(request, "intranet/seating/unit_confirm.html", context)
    succeed_unit(unit=unit, by=request.user, at=at, **form.cleaned_data)
    messages.success(request, _("Done. It is noted who did it, and when."))
    return redirect("coordination")
