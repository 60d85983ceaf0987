"""A call as it is passed on to a unit."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from network.intranet.passing_on.sources import Passable
from opportunities.in_short.sentence import sentence
from opportunities.in_short.summary import summary
from opportunities.models import Call


def passable_call(pk: int, at: datetime) -> Passable | None:
    """What it is about and by when, of a call that strangers read."""
    call = Call.objects.visible_to(AnonymousUser()).listed().filter(pk=pk).first()
    if call is None:
        return None
    about = str(sentence(call, at=at))
    sentences = [text for text in (about, *summary(call, at=at)[:1]) if text]
    return Passable(call.title, reverse("call", args=[call.reference]), sentences)
