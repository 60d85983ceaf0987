"""Saying that a duty is done, or that it is not."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.words.dates import local
from network.intranet.access import LoggedInRequest, the_profile
from network.intranet.duties.actions import say_done, say_not_done
from network.intranet.duties.dated import dated_duties
from network.organisation.seats import seats_of


@require_POST
def duty_done(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Of a seat that who asks holds today, for the year that their page shows."""
    at = timezone.now()
    on, user = local(at).date(), request.user
    said = f"{pk} {request.POST.get('held', '')} {request.POST.get('year', '')}"
    for each in dated_duties(the_profile(request), seats_of(user, on), on):
        if f"{each.duty.pk} {each.held.pk} {each.day.year}" == said:
            say = say_not_done if request.POST.get("done") == "no" else say_done
            say(duty=each.duty, held=each.held, year=each.day.year, by=user, at=at)
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(f"{reverse('my_data')}#duties")
    raise Http404
