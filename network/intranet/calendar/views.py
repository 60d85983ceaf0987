"""An event as a calendar file, somebody's whole calendar, and where they get its address."""

import hashlib
from http import HTTPStatus
from urllib.parse import urljoin

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from core.access.accounts import to_login
from core.access.visibility import can_view, is_known
from core.pages.context import profile_for
from core.web.request import own_address
from core.words.ical import CONTENT_TYPE
from core.words.language import current
from network.intranet.access import LoggedInRequest, for_groups, may_open_groups
from network.intranet.calendar.actions import make_feed, take_feed_back
from network.intranet.calendar.components import Telling, file_of
from network.intranet.calendar.feed import calendar_of
from network.intranet.calendar.models import CalendarFeed
from network.intranet.events.models import Event

NOT_KEPT = "private, no-store"
MOST, WITHIN = 60, 3600  # times that one calendar may be fetched, in seconds


@login_not_required
@require_safe
def meeting_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One event as an .ics file, for whoever may read it; a public one for strangers too."""
    events = Event.objects.visible_to(request.user).filter(profile=profile_for(request))
    event = events.select_related("author", "profile").filter(pk=pk).first()
    inside = is_known(request.user)
    if event is None or not can_view(request.user, event):
        if not inside:  # whether it is there at all or not
            return to_login(request, request.get_full_path())
        raise Http404
    body = file_of(event, Telling(stamp=event.changed_at, inside=inside, text=True))
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{event.kind}-{event.pk}.ics"'
    if inside:
        response["Cache-Control"] = NOT_KEPT
    return response


@login_not_required
@require_safe
def personal_calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    """Somebody's calendar, for whoever has its address: what that person may read now.

    One that was taken back is as one that never was, and so is that of somebody who has been
    deactivated or has no business in the intranet any more.
    """
    profile = profile_for(request)
    feed = CalendarFeed.objects.of_token(token)
    if feed is None or profile is None or not may_open_groups(feed.person, profile):
        return _plain("Not found", HTTPStatus.NOT_FOUND)
    if _too_often(feed):
        response = _plain("Too many requests", HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(WITHIN)
        return response
    with override(feed.language):
        body = calendar_of(feed.person, profile, at=timezone.now())
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Cache-Control"] = NOT_KEPT
    etag = response["ETag"] = quote_etag(hashlib.sha256(body).hexdigest())
    return get_conditional_response(request, etag, response=response) or response


def _plain(text: str, status: int) -> HttpResponse:
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = NOT_KEPT
    return response


def _too_often(feed: CalendarFeed) -> bool:
    key = f"calendar-{feed.digest}"
    cache.add(key, 0, timeout=WITHIN)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # it has ended just now
        return False


@for_groups
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_feed(request: LoggedInRequest) -> HttpResponse:
    """Where somebody makes the address of their calendar, has another made, or takes it back."""
    at, token = timezone.now(), None
    if request.method == "POST":
        if request.POST.get("action") == "end":
            take_feed_back(by=request.user, at=at)
            messages.success(request, _("The address is no more. Nothing is found there."))
            return redirect("calendar_feed")
        instead_of = request.POST.get("instead_of", "")
        token = make_feed(language=current(), instead_of=instead_of, by=request.user, at=at)
        if token is None:  # the same form again
            messages.info(request, _("An address is shown once, when it is made."))
            return redirect("calendar_feed")
    feed = CalendarFeed.objects.filter(person=request.user).first()
    address = urljoin(own_address(request), reverse("personal_calendar", args=[token or "x"]))
    context = {
        "feed": feed,
        "address": address if token else "",
        "by_click": f"webcal:{address.partition(':')[2]}",
    }
    response = render(request, "intranet/calendar/feed.html", context)
    response["Cache-Control"] = NOT_KEPT
    return response
