"""The events that a request may be answered with, and whom somebody chooses from for tasks."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from core.access.visibility import Visibility, can_view
from core.models import User
from core.pages.context import profile_for
from core.words.dates import local
from network.intranet.access import LoggedInRequest, may_take_part
from network.intranet.events.models import Event
from network.intranet.events.querysets import EventQuerySet
from network.intranet.events.rights import may_change, may_run
from network.intranet.readers import people


def events_for(request: HttpRequest) -> EventQuerySet:
    """Those that who asks may read, with everything a line shows."""
    events = Event.objects.visible_to(request.user).filter(profile=profile_for(request))
    return events.select_related("author", "unit", "group").prefetch_related("areas__scheme")


def one_event(request: HttpRequest, pk: int) -> Event:
    """One of them, where a superuser's look is logged. Raises Http404 of any other."""
    event = get_object_or_404(events_for(request), pk=pk)
    if not can_view(request.user, event):
        raise Http404
    return event


def one_to_answer(request: LoggedInRequest, pk: int) -> Event:
    """One to which who asks may come. Raises PermissionDenied where they only read it."""
    event = one_event(request, pk)
    if not may_take_part(request.user, event, profile_for(request)):
        raise PermissionDenied
    return event


def one_to_run(request: LoggedInRequest, pk: int) -> Event:
    """One that who asks runs. Raises PermissionDenied of others that they may read."""
    event = one_event(request, pk)
    if not may_run(request.user, event, profile_for(request), _today()):
        raise PermissionDenied
    return event


def one_to_change(request: LoggedInRequest, pk: int) -> Event:
    """One whose facts who asks may change. Raises PermissionDenied as one_to_run."""
    event = one_event(request, pk)
    if not may_change(request.user, event, profile_for(request), _today()):
        raise PermissionDenied
    return event


def people_of(event: Event, on: date) -> QuerySet[User]:
    """Who may be given something to do, or may have come: its readers, and who has answered.

    Of what all staff or everybody reads, the network and who coordinates.
    """
    circle = event.visibility
    if circle in (Visibility.PUBLIC, Visibility.STAFF):
        circle = Visibility.NETWORK.value
    owners = {Visibility.DEPARTMENT: event.unit, Visibility.GROUP: event.group}
    of_circle = people(circle, owner=owners.get(Visibility(circle)), on=on)
    coordinating = people(Visibility.COORDINATION, on=on)
    answered = event.sign_ups.values("person")
    named = Q(pk__in=of_circle.values("pk")) | Q(pk__in=coordinating.values("pk"))
    named |= Q(pk__in=answered) | Q(pk=event.author_id)
    given = event.action_items.exclude(person=None).values("person")
    everybody = User.objects.filter(named | Q(pk__in=given), is_active=True)
    return everybody.order_by("first_name", "last_name", "pk")


def _today() -> date:
    return local(timezone.now()).date()
