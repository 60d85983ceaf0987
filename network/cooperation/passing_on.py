"""What a unit has entered passes to the one after it, and drafts of it wait on the start page."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.words.imprecise import ImpreciseDate
from network.cooperation.models import Exchange, NetworkMembership
from network.intranet.start.parts import Somebody, Task
from network.organisation.models import Unit

MOST = 3


def pass_what_was_entered(unit: Unit, successor: Unit, _on: date) -> None:
    """Exchanges and memberships are the successor's to change and to answer for."""
    for model in (Exchange, NetworkMembership):
        for record in model._default_manager.filter(unit=unit):
            record.unit = successor
            record.save()


def begun(somebody: Somebody) -> Iterator[Task]:
    """Drafts that were written when it was ticked who came: of the units that somebody is in."""
    drafts = Exchange.objects.visible_to(somebody.user).filter(
        state=Exchange.State.DRAFT, unit__in=somebody.units, profile=somebody.profile
    )
    for draft in drafts[:MOST]:
        yield Task(
            title=_("What did it give?"),
            text=draft.title,
            url=reverse("change_exchange", args=[draft.pk]),
            action=_("Say it, and send it"),
            day=_day(draft.when),
        )


def _day(when: ImpreciseDate) -> date | None:
    return when.first_day if when else None
