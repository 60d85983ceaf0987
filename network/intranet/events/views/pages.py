"""Events: those to come and those that were, and one of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access.visibility import is_known
from core.pages.context import profile_for
from core.web.facets import Address, Chosen
from core.web.paging import pagination
from core.web.structured_data import way
from core.words.dates import local
from network.intranet.access import LoggedInRequest, for_groups, may_enter, may_take_part
from network.intranet.events.asked import events_for, one_event
from network.intranet.events.left_open import left_open
from network.intranet.events.models import ActionItem, Event, SignUp
from network.intranet.events.places import free_places
from network.intranet.events.rights import may_change, may_finish, may_run
from network.intranet.events.showing.listing import by_month, lines
from network.intranet.events.showing.public import schema_of
from network.intranet.posts.text import as_html

PAGE_SIZE = 30


@for_groups
@require_safe
def meetings(request: LoggedInRequest) -> HttpResponse:
    """Those to come by month, or those that were; of one kind where that is asked."""
    at, chosen, kind = timezone.now(), {}, request.GET.get("kind", "")
    events, past = events_for(request), request.GET.get("when") == "past"
    if past:
        chosen["when"] = ["past"]
    if kind in Event.Kind:
        chosen["kind"], events = [kind], events.filter(kind=kind)
    paginator = Paginator(events.past(at) if past else events.coming(at), PAGE_SIZE)
    part = paginator.get_page(request.GET.get("page"))
    address = Address.of(chosen)
    other = address.without("when")
    context = {
        "months": by_month(lines(part.object_list, request.user)),
        "past": past,
        "pagination": pagination(part.number, paginator.num_pages, address.page),
        "kinds": _ways(address, chosen),
        "other_url": other.url() if past else other.adding("when", "past").url(),
        "chosen": kind in Event.Kind,
    }
    return render(request, "intranet/events/list.html", context)


def _ways(address: Address, chosen: Chosen) -> list[dict[str, Any]]:
    """A link for each kind, which takes the place of the one that is chosen, and one for all."""
    others, now = address.without("kind"), "".join(chosen.get("kind", ()))
    every = [{"label": _("All"), "url": others.url(), "on": not now}]
    return every + [
        {"label": label, "url": others.adding("kind", value).url(), "on": value == now}
        for value, label in Event.Kind.choices
    ]


@login_not_required
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One that the reader may read; of a public one a stranger is told what, when and where.

    A stranger is sent to log in for any other, be it there or not.
    """
    if is_known(request.user):
        return show_meeting(request, one_event(request, pk))
    try:
        event = one_event(request, pk)
    except Http404:
        return redirect_to_login(request.get_full_path())
    at = timezone.now()
    context = {
        "event": event,
        "text": as_html(event.text),
        "over": event.is_over(at),
        "way_here": way((event.title, event.get_absolute_url())),
        "schema_parts": [schema_of(event, request)],
    }
    return render(request, "intranet/events/public.html", context)


def show_meeting(request: HttpRequest, event: Event, wrong: str = "") -> HttpResponse:
    """Everything of an event for those of its readers who are logged in."""
    user: Any = request.user
    at, profile = timezone.now(), profile_for(request)
    on = local(at).date()
    runs = may_run(user, event, profile, on)
    sign_ups = list(event.sign_ups.select_related("person"))
    before = event.follows_id and events_for(request).filter(pk=event.follows_id).first()
    context = {
        "event": event,
        "text": as_html(event.text),
        "minutes": as_html(event.minutes, first_level=3) if event.minutes else "",
        "over": event.is_over(at),
        "begun": event.starts <= at,
        "open_to_answers": event.takes_answers(at),
        "takes_part": may_take_part(user, event, profile),
        **_answers(event, sign_ups, user),
        "agenda": list(event.agenda.all()),
        "left_open": _with_rights(left_open(event, user), user, runs=runs),
        "tasks": _with_rights(
            event.action_items.select_related("person", "event"), user, runs=runs
        ),
        "before": before,
        "after": events_for(request).filter(follows=event).first(),
        "files": event.files.all(),
        "runs": runs,
        "may_change": may_change(user, event, profile, on),
        "calls_next": runs and may_enter(user, profile),
        "today": on,
        "wrong": wrong,
    }
    return render(request, "intranet/events/page.html", context, status=422 if wrong else 200)


def _answers(event: Event, sign_ups: Sequence[SignUp], user: Any) -> dict[str, Any]:
    """Who comes and who waits, what the reader has said, and how many places are free."""
    waiting = [each for each in sign_ups if each.answer == SignUp.Answer.WAITS]
    mine = next((each for each in sign_ups if each.person_id == user.pk), None)
    return {
        "coming": [each for each in sign_ups if each.answer == SignUp.Answer.COMES],
        "waiting": waiting,
        "declining": [each for each in sign_ups if each.answer == SignUp.Answer.DECLINES],
        "mine": mine,
        "place_in_line": waiting.index(mine) + 1 if mine in waiting else 0,
        "free": free_places(event),
    }


def _with_rights(
    items: Iterable[ActionItem], user: Any, *, runs: bool
) -> list[tuple[ActionItem, bool]]:
    """Each with whether the reader may say that it is done."""
    return [(item, may_finish(user, item, runs=runs)) for item in items]


def back_to(event: Event, anchor: str) -> str:
    """Where one was on the page: the browser gives the focus to what has this name."""
    return f"{reverse('meeting', args=[event.pk])}#{anchor}"
