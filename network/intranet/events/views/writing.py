"""The form in which a meeting is called or changed, and the one in which it is called off."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access.visibility import Visibility
from core.words.language import current
from network.intranet.access import LoggedInRequest, for_writers, the_profile
from network.intranet.events.actions.events import cancel_event, change_event, create_event
from network.intranet.events.asked import events_for, one_to_change
from network.intranet.events.forms.writing import CancelForm, EventForm
from network.intranet.events.models import Event
from network.intranet.events.querysets import EventQuerySet
from network.intranet.posts.actions import ChangedMeanwhile
from network.intranet.posts.text import as_html
from network.intranet.writing.choosing import value_of_group

methods = require_http_methods(["GET", "HEAD", "POST"])


@for_writers
@methods
def new_meeting(request: LoggedInRequest) -> HttpResponse:
    """The form of a new event; in `?after=` the meeting that it follows, in `?group=` for whom."""
    if request.method != "POST":
        return _show(request, _form(request, initial=_asked(request)))
    form = _form(request, request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    event = create_event(
        profile=the_profile(request),
        author=request.user,
        facts={**form.facts, "language": current()},
        areas=form.cleaned_data["areas"],
        key=form.sent_key,
        at=timezone.now(),
    )
    messages.success(request, _("The meeting is called. Those named below can see it."))
    return redirect(event)


@for_writers
@methods
def change_meeting(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The same form for an event that is there; what was changed meanwhile is shown."""
    event = one_to_change(request, pk)
    if request.method != "POST":
        return _show(request, _form(request, event=event), event=event)
    form = _form(request, request.POST, event=event)
    if not form.is_valid():
        return _show(request, form, event=Event.objects.get(pk=pk), status=422)
    try:
        changed = change_event(
            event=event,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts,
            areas=form.cleaned_data["areas"],
            by=request.user,
            at=timezone.now(),
        )
    except ChangedMeanwhile:
        stored, typed = Event.objects.get(pk=pk), request.POST.copy()
        typed["version"] = str(stored.version)
        again = _form(request, typed, event=event)
        text = as_html(stored.text, first_level=3)
        return _show(request, again, event=stored, stored=stored, stored_text=text, status=422)
    messages.success(request, _("Changed."))
    return redirect(changed)


@methods
def cancel_meeting(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Call it off, with the reason; what is called off stays to be found."""
    event = one_to_change(request, pk)
    if event.is_cancelled:
        return redirect(event)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        cancel_event(event=event, reason=reason, by=request.user, at=timezone.now())
        messages.success(request, _("It is called off."))
        return redirect(event)
    coming = event.sign_ups.coming().count()
    context = {"event": event, "form": form, "coming": coming}
    status = 422 if request.method == "POST" else 200
    return render(request, "intranet/events/forms/cancel.html", context, status=status)


def _form(
    request: LoggedInRequest,
    typed: Mapping[str, Any] | None = None,
    *,
    event: Event | None = None,
    initial: Mapping[str, Any] | None = None,
) -> EventForm:
    return EventForm(
        typed,
        instance=event,
        initial=initial,
        profile=the_profile(request),
        user=request.user,
        at=timezone.now(),
        earlier=_earlier(request),
    )


def _earlier(request: LoggedInRequest) -> EventQuerySet:
    """What a meeting can follow, the latest first."""
    return events_for(request).taking_place().order_by("-starts", "-pk")


def _asked(request: LoggedInRequest) -> Mapping[str, Any]:
    """What is filled in already: as the meeting before it was, and for whom."""
    meetings = _earlier(request)
    after = request.GET.get("after", "")
    if (
        after.isascii()
        and after.isdigit()
        and (before := meetings.filter(pk=int(after[:18])).first())
    ):
        return _as_before(before)
    key = request.GET.get("group", "")
    if key:
        of_group = meetings.filter(visibility=Visibility.GROUP, group__key=key)
        latest = of_group.filter(kind=Event.Kind.MEETING).first()
        return {"visibility": value_of_group(key), "follows": latest and latest.pk}
    of_all = meetings.filter(visibility__in=[Visibility.NETWORK, Visibility.STAFF])
    latest = of_all.filter(kind=Event.Kind.MEETING).first()
    return {"follows": latest.pk} if latest else {}


def _as_before(before: Event) -> Mapping[str, Any]:
    """What mostly stays the same from one meeting to the next; the day is to be chosen."""
    readers = before.visibility
    if readers == Visibility.GROUP and before.group:
        readers = value_of_group(before.group.key)
    return {
        "title": before.title,
        "kind": before.kind,
        "visibility": readers,
        "unit": before.unit_id,
        "place": before.place,
        "link": before.link,
        "areas": [area.pk for area in before.areas.all()],
        "zone": before.zone,
        "begins": before.begins.time(),
        "finishes": before.finishes.time(),
        "follows": before.pk,
    }


def _show(
    request: LoggedInRequest, form: EventForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    context["form"] = form
    return render(request, "intranet/events/forms/write.html", context, status=status)
