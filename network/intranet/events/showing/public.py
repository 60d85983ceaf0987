"""What strangers are told of events that everybody may read: what, when and where, and no more."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from core.access.visibility import Visibility
from core.models import MunicipalityProfile
from network.intranet.events.models import Event
from network.intranet.posts.text import as_words

MOST = 10


def coming_public(profile: MunicipalityProfile | None, at: datetime) -> Sequence[Event]:
    """The next events that are for everybody, whoever asks."""
    public = Event.objects.visible_to(AnonymousUser()).filter(profile=profile)
    return list(public.coming(at)[:MOST])


def next_event_change(at: datetime) -> datetime | None:
    """When the next of them ends: until then public pages say the same of them."""
    public = Event.objects.filter(visibility=Visibility.PUBLIC, ends__gt=at)
    ends: datetime | None = public.order_by("ends").values_list("ends", flat=True).first()
    return ends


def schema_of(event: Event, request: HttpRequest) -> Mapping[str, Any]:
    """The event as schema.org knows one; what is not stated is left out."""
    place = {"@type": "Place", "name": event.place, "address": event.place}
    stated = {
        "description": as_words(event.text),
        "location": place if event.place else None,
        "maximumAttendeeCapacity": event.cap,
    }
    status = "EventCancelled" if event.is_cancelled else "EventScheduled"
    return {
        "@type": "Event",
        "url": request.build_absolute_uri(event.get_absolute_url()),
        "name": event.title,
        "inLanguage": event.language,
        "startDate": event.begins.isoformat(),
        "endDate": event.finishes.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "organizer": {"@id": request.build_absolute_uri("/#municipality")},
        **{name: value for name, value in stated.items() if value},
    }
