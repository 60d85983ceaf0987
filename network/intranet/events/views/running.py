"""What whoever runs a meeting writes: its agenda, its minutes, who came."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.words.dates import local
from network.intranet.access import LoggedInRequest
from network.intranet.events.actions.answers import tick_who_came
from network.intranet.events.actions.minutes import write_agenda, write_minutes
from network.intranet.events.asked import one_to_run, people_of
from network.intranet.events.forms.minutes import AgendaForm, AttendanceForm, MinutesForm
from network.intranet.events.left_open import left_open
from network.intranet.events.models import Event
from network.intranet.events.views.pages import back_to
from network.intranet.posts.actions import ChangedMeanwhile

methods = require_http_methods(["GET", "HEAD", "POST"])
MORE = "more"  # the button that saves and comes back with empty rows


@methods
def agenda(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The items in their order; a row for each, and empty ones below."""
    event = one_to_run(request, pk)
    form = AgendaForm(request.POST if request.method == "POST" else None, event=event)
    page = "intranet/events/forms/agenda.html"
    context = {"event": event, "form": form, "left_open": left_open(event, request.user)}
    if request.method != "POST":
        return render(request, page, context)
    if not form.is_valid():
        return render(request, page, context, status=422)
    try:
        write_agenda(
            event=event,
            version=form.cleaned_data["version"] or 0,
            items=form.items,
            by=request.user,
            at=timezone.now(),
        )
    except ChangedMeanwhile:
        stored, typed = Event.objects.get(pk=pk), request.POST.copy()
        typed["version"] = str(stored.version)
        context |= {"stored": stored, "form": AgendaForm(typed, event=event)}
        return render(request, page, context, status=422)
    return _saved(request, event, "meeting_agenda", "agenda")


@methods
def minutes(request: LoggedInRequest, pk: int) -> HttpResponse:
    """What was decided on each item, the minutes, and who does what by when."""
    event = one_to_run(request, pk)
    at = timezone.now()
    people = people_of(event, local(at).date())
    typed = request.POST if request.method == "POST" else None
    form = MinutesForm(typed, event=event, people=people)
    page, context = "intranet/events/forms/minutes.html", {"event": event, "form": form}
    if request.method != "POST":
        return render(request, page, context)
    if not form.is_valid():
        return render(request, page, context, status=422)
    try:
        write_minutes(
            event=event,
            version=form.cleaned_data["version"] or 0,
            minutes=form.cleaned_data["minutes"],
            decisions=form.decisions,
            tasks=form.tasks,
            by=request.user,
            at=at,
        )
    except ChangedMeanwhile:
        stored, again = Event.objects.get(pk=pk), request.POST.copy()
        again["version"] = str(stored.version)
        context["form"] = MinutesForm(again, event=event, people=people)
        return render(request, page, {**context, "stored": stored}, status=422)
    return _saved(request, event, "meeting_minutes", "minutes")


@methods
def attendance(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Who was there, once it has begun."""
    event, at = one_to_run(request, pk), timezone.now()
    people = people_of(event, local(at).date())
    begun = event.starts <= at and not event.is_cancelled
    sent = request.method == "POST" and begun
    form = AttendanceForm(request.POST if sent else None, event=event, people=people)
    if sent and form.is_valid():
        tick_who_came(
            event=event,
            came=form.keys,
            others=form.cleaned_data["others"],
            by=request.user,
            at=at,
        )
        messages.success(request, _("Saved."))
        return redirect(back_to(event, "people"))
    context = {"event": event, "form": form, "begun": begun}
    status = 422 if request.method == "POST" else 200
    return render(request, "intranet/events/forms/attendance.html", context, status=status)


def _saved(request: LoggedInRequest, event: Event, form: str, part: str) -> HttpResponse:
    """Back to the form for more rows, or to what was written."""
    messages.success(request, _("Saved."))
    if request.POST.get("action") == MORE:
        return redirect(reverse(form, args=[event.pk]))
    return redirect(back_to(event, part))
