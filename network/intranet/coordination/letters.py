"""Links in mails that let somebody answer without a log-in: signed, and the last one in force."""

from enum import StrEnum
from urllib.parse import urljoin

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from core.web.request import own_address
from network.organisation.models import Nomination

_signer = Signer(salt="letter of a nomination")


class To(StrEnum):
    """Who gets a letter."""

    HEAD = "head"
    PERSON = "person"


class State(StrEnum):
    """What has become of a question, for whoever opens a link that asks nothing any more."""

    NAMED = "named"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NEWER = "newer"
    RUN_OUT = "run out"


def key_of(nomination: Nomination) -> str:
    """The key of the last letter, for its link."""
    to = To.HEAD if nomination.waits_for_head else To.PERSON
    return _signer.sign_object([nomination.pk, nomination.letter, to])


def read(key: str) -> tuple[Nomination, int, To] | None:
    """The question, the number of the letter and to whom it went; None for a made-up key."""
    try:
        pk, letter, to = _signer.unsign_object(key)
    except (BadSignature, ValueError):
        return None
    asked = Nomination.objects.select_related("unit", "seat__unit", "seat__body", "profile")
    nomination = asked.filter(pk=pk).first()
    return (nomination, letter, To(to)) if nomination else None


def address_of(nomination: Nomination) -> str:
    """The whole address that the last letter leads to, in the language of the mails."""
    with override(nomination.language):
        return urljoin(own_address(), reverse("letter", args=[key_of(nomination)]))


def closed(nomination: Nomination, letter: int, to: To, *, run_out: bool) -> State | None:
    """Why a letter asks nothing any more; None where it is in force."""
    if nomination.withdrawn_at:
        return State.WITHDRAWN
    if nomination.declined_at:
        return State.DECLINED
    if nomination.accepted_at:
        return State.ACCEPTED
    if to == To.HEAD and not nomination.waits_for_head:
        return State.NAMED
    if letter != nomination.letter:
        return State.NEWER
    return State.RUN_OUT if run_out else None
