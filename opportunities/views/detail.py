"""The page of one call, and its deadlines as a calendar file."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.admin_url_finder import AdminURLFinder

from core.models import User
from core.pages.context import profile_for
from core.pages.explaining import explained
from core.web.structured_data import way
from core.words.dates import local
from core.words.ical import CONTENT_TYPE
from core.words.language import LANGUAGES
from network.intranet.links.records import is_posted_about
from opportunities.finding.alike import alike
from opportunities.finding.search import KIND
from opportunities.in_short.summary import summary
from opportunities.models import Call, ExchangeRate
from opportunities.querysets import CallQuerySet
from opportunities.showing import fit
from opportunities.showing.calendars import calendar
from opportunities.showing.eligibility import us_of
from opportunities.showing.presentation import call_line
from opportunities.showing.timeline import deadlines, timeline


@login_not_required
@require_safe
def call_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One call that the reader may see; anything else does not exist."""
    at = timezone.now()
    call, those_alike, posted = _with_those_alike(request, reference, at)
    rate = ExchangeRate.current()
    us = us_of(profile_for(request))
    dues = deadlines(call, at)
    description, conditions = explained(request, (call.description, call.conditions), call.language)
    context = {
        "call": call,
        "posted": posted,
        "line": call_line(call, at=at, rate=rate),
        "summary": summary(call, at=at, rate=rate),
        "description": description,
        "conditions": conditions,
        "deadlines": dues,
        "all_assumed": all(d.assumed for d in dues),
        "timeline": timeline(call, at),
        "rows": fit.rows(call, us, rate, at=at),
        "areas": fit.areas(call.area_links),
        "edit_url": edit_url(call, request.user),
        "parent_identifier": parent_identifier(call),
        "alike": [call_line(c, at=at, rate=rate, us=us) for c in those_alike],
        "today": local(at).date(),
        "way_here": way((_("Calls"), reverse("call_list")), (call.title, request.path)),
    }
    return render(request, "calls/page.html", context)


def edit_url(call: Call, user: User | AnonymousUser) -> str:
    """Where `user` sets the areas of the call; empty for whoever may not."""
    if not (user.is_authenticated and user.may_use_admin):
        return ""
    return AdminURLFinder(user).get_edit_url(call) or ""


def parent_identifier(call: Call) -> str:
    """What the parent call is filed under; empty where its title ends in just that."""
    title = call.call_title.rstrip(" .)]").casefold()
    return "" if title.endswith(call.call_identifier.casefold()) else call.call_identifier


@login_not_required
@require_safe
def call_calendar(request: HttpRequest, reference: str) -> HttpResponse:
    """Every coming deadline as an .ics file; 404 where there is none."""
    call = get_object_or_404(_readable(request), reference=reference)
    url = request.build_absolute_uri(call.get_absolute_url())
    body = calendar(call, url=url, at=timezone.now())
    if body is None:
        raise Http404
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{call.reference}.ics"'
    return response


def _with_those_alike(
    request: HttpRequest, reference: str, at: datetime
) -> tuple[Call, list[Call], bool]:
    """The call, those like it, and whether the network has posted about it.

    Read together, they cost no more queries than one.
    """
    names = ("programme__short", *(f"programme__name_{code}" for code in LANGUAGES))
    readable = Call.objects.visible_to(request.user).annotate(posted=is_posted_about(KIND))
    rows = readable.values_list("pk", "posted", *names)
    pk, posted, *named = get_object_or_404(rows, reference=reference)
    ids = alike(pk, names=filter(None, named), user=request.user, at=at)
    calls = _readable(request).in_bulk([pk, *ids])
    if pk not in calls:  # deleted just now
        raise Http404
    return calls[pk], [calls[other] for other in ids if other in calls], posted


def _readable(request: HttpRequest) -> CallQuerySet:
    return Call.objects.visible_to(request.user).listed().with_audiences().select_related("source")
