"""What is done by the clock: who was asked is not kept for ever."""

from datetime import datetime, timedelta

from network.organisation.models import Nomination

KEPT = timedelta(days=90)


def forget_who_was_asked(at: datetime) -> None:
    """That a seat was asked for stays; names and addresses go, KEPT after the answer."""
    Nomination.objects.answered_before(at - KEPT).update(name="", email="", head_email="")
