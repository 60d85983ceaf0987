"""A seat that somebody holds: another last day, and who follows. What it does is said first."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access.visibility import reads_all
from core.words.dates import local
from network.intranet.access import LoggedInRequest, the_profile
from network.intranet.coordination import waiting
from network.intranet.coordination.access import for_coordinators
from network.intranet.coordination.actions import invite
from network.intranet.coordination.seat_forms import SeatForm
from network.intranet.posts.models import Post
from network.organisation.actions import end_appointment
from network.organisation.standing import OF_THE_NETWORK


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def change_seat(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Ask for the day and who follows, say what follows from it, and do it when that is meant."""
    profile, at = the_profile(request), timezone.now()
    on = local(at).date()
    held = get_object_or_404(waiting.holding(profile, on), pk=pk)
    own = held.person == request.user and not reads_all(request.user)
    form = SeatForm(request.POST or None, held=held, own=own)
    context = {
        "form": form,
        "held": held,
        "posts": Post.objects.filter(author=held.person).count(),
        "of_network": held.seat.kind in OF_THE_NETWORK,
    }
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "intranet/seating/seat.html", context, status=status)
    if request.POST.get("action") != "confirm":
        return render(request, "intranet/seating/seat_confirm.html", context)
    last_day = form.cleaned_data["last_day"]
    if form.successor:
        first_day = max(on, last_day + timedelta(days=1))
        invite(
            profile=profile,
            place=held.seat,
            facts=form.successor | {"follows": held, "starts": first_day},
            language=form.cleaned_data["language"],
            by=request.user,
            at=at,
        )
    end_appointment(appointment=held, last_day=last_day, by=request.user, at=at)
    messages.success(request, _("Done. It is noted who did it, and when."))
    return redirect("coordination")
