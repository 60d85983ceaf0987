"""What is done by the clock: units that have ended pass on what they have; names are forgotten."""

from datetime import datetime, timedelta

from core.words.dates import local
from network.organisation.actions import pass_on
from network.organisation.models import Nomination, Unit

KEPT = timedelta(days=90)


def forget_who_was_asked(at: datetime) -> None:
    """That a seat was asked for stays; names and addresses go, KEPT after the answer."""
    Nomination.objects.answered_before(at - KEPT).update(name="", email="", head_email="")


def pass_on_what_has_ended(at: datetime) -> None:
    """Wherever the last day and the successor were written: on the page or in the admin."""
    for unit in Unit.objects.passing_on(local(at).date()).order_by("ends", "pk"):
        pass_on(unit=unit, by=None, at=at)
