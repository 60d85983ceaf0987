"""What is sent to a meeting: that somebody comes or does not, that something is done."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.words.dates import local
from network.intranet.access import LoggedInRequest, the_profile
from network.intranet.events.actions.answers import TooLate, answer_event
from network.intranet.events.actions.minutes import finish_task
from network.intranet.events.asked import one_event, one_to_answer
from network.intranet.events.left_open import earlier
from network.intranet.events.models import ActionItem, Event
from network.intranet.events.rights import may_finish, may_run
from network.intranet.events.views.pages import back_to, show_meeting

methods = require_http_methods(["GET", "HEAD", "POST"])


@methods
def answer_meeting(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Sign up, or off; asked for, as after a log-in, it is the meeting."""
    if request.method != "POST":
        return redirect(one_event(request, pk))
    event = one_to_answer(request, pk)
    comes = request.POST.get("answer") != "declines"
    try:
        answer_event(event=event, comes=comes, by=request.user, at=timezone.now())
    except TooLate:
        wrong = _("It takes no more answers: it has been, is called off, or sign-up is closed.")
        return show_meeting(request, event, wrong)
    return redirect(back_to(event, "answer"))


@methods
def finish(request: LoggedInRequest, pk: int, item: int) -> HttpResponse:
    """Something that this meeting or one before it asked for is done, or is not after all."""
    event = one_event(request, pk)
    if request.method != "POST":
        return redirect(event)
    of_earlier = Event.objects.visible_to(request.user).filter(pk__in=earlier(event))
    asked_here = Q(event=event) | Q(event__in=of_earlier)
    row = get_object_or_404(ActionItem.objects.filter(asked_here), pk=item)
    at = timezone.now()
    runs = may_run(request.user, event, the_profile(request), local(at).date())
    if not may_finish(request.user, row, runs=runs):
        raise PermissionDenied
    finish_task(item=row, done=request.POST.get("done") != "no", by=request.user, at=at)
    return redirect(back_to(event, "tasks" if row.event_id == event.pk else "left-open"))
