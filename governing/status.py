"""What a governing document is on a given day. Nothing here reads a clock or a database."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.words.imprecise import ImpreciseDate


class Decision(models.TextChoices):
    """How far the document has come, as its source states it."""

    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposal")
    ADOPTED = "adopted", _("adopted")
    NOT_STATED = "not_stated", _("not stated")


class Status(models.TextChoices):
    """What follows from the decision, the dates and the chain."""

    IN_FORCE = "in_force", pgettext_lazy("document", "In force")
    ADOPTED = "adopted", _("Adopted, not yet in force")
    PROPOSED = "proposed", pgettext_lazy("document", "Proposal")
    DRAFT = "draft", pgettext_lazy("document", "Draft")
    NOT_STATED = "not_stated", _("Adoption not stated")
    EXPIRED = "expired", pgettext_lazy("document", "Expired")
    REPLACED = "replaced", pgettext_lazy("document", "Replaced")
    REPEALED = "repealed", pgettext_lazy("document", "Repealed")


UNKNOWN = ImpreciseDate("")
OVER = frozenset({Status.EXPIRED, Status.REPLACED, Status.REPEALED})
NOT_DECIDED = {
    Decision.DRAFT: Status.DRAFT,
    Decision.PROPOSED: Status.PROPOSED,
    Decision.NOT_STATED: Status.NOT_STATED,
}


@dataclass(frozen=True)
class Facts:
    """What the status depends on. `valid_from` and `valid_to` may be a year or a month alone.

    `replaced_on` is the first day on which something else applies instead of the whole document.
    """

    decision: str
    decided_on: date | None = None
    valid_from: ImpreciseDate = UNKNOWN
    valid_to: ImpreciseDate = UNKNOWN
    repealed_on: date | None = None
    replaced_on: date | None = None

    @property
    def starts(self) -> date | None:
        """The first day in force: as stated, else that of the decision; None where unknown."""
        return self.valid_from.first_day if self.valid_from else self.decided_on


def status(facts: Facts, at: date) -> Status:
    """The status on the day `at`; of several ends the first one counts."""
    if facts.decision != Decision.ADOPTED:
        return NOT_DECIDED[Decision(facts.decision)]
    if facts.decided_on and at < facts.decided_on:
        return Status.PROPOSED
    if over := ended(facts, at):
        return over[1]
    if facts.starts and at < facts.starts:
        return Status.ADOPTED
    return Status.IN_FORCE


def ended(facts: Facts, at: date) -> tuple[date, Status] | None:
    """How an adopted document ended and the first day it was no longer in force, if it has."""
    ends: list[tuple[date, Status]] = []
    if facts.repealed_on:
        ends.append((facts.repealed_on, Status.REPEALED))
    if facts.replaced_on:
        ends.append((facts.replaced_on, Status.REPLACED))
    if facts.valid_to and (last := facts.valid_to.last_day) < at:
        ends.append((date.fromordinal(last.toordinal() + 1), Status.EXPIRED))
    past = [end for end in ends if end[0] <= at]
    return min(past, key=lambda end: end[0]) if past else None


def in_force(facts: Facts, at: date) -> bool:
    """Whether the document applied on the day `at`, as far as its source says."""
    return status(facts, at) == Status.IN_FORCE
