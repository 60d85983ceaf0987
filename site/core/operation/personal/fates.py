"""What becomes of each row that has to do with a person, if they are forgotten: read first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.operation.personal.erasing import ANSWERED
from core.operation.personal.finding import AUDIT, Link, about, links, mentions
from core.operation.personal.names import Names
from core.operation.personal.sorts import called


class Fate(models.TextChoices):
    GOES = "goes", _("Is deleted")
    STAYS = "stays", _("Stays, by a former colleague")
    MARKED = "marked", _("Stays, the name is replaced")
    NUMBERED = "numbered", _("Stays, with the number alone")


@dataclass(frozen=True)
class Line:
    """How many rows of one sort meet the same fate."""

    name: str
    fate: Fate
    number: int


def fates(person: User) -> Sequence[Line]:
    """By fate and name."""
    keys: dict[tuple[type[models.Model], Fate], set[object]] = defaultdict(set)
    for link in links(person):
        keys[link.model, _of(link)].update(link.keys)
    for rows in about(person):
        logged = rows.model._meta.label_lower == AUDIT
        keys[rows.model, Fate.NUMBERED if logged else Fate.GOES].update(
            rows.values_list("pk", flat=True)
        )
    for mention in mentions(Names.of(person)):
        if mention.model is not User and mention.key not in keys[mention.model, Fate.GOES]:
            keys[mention.model, Fate.MARKED].add(mention.key)
    order = list(Fate)
    lines = [
        Line(called(model), fate, len(found)) for (model, fate), found in keys.items() if found
    ]
    return sorted(lines, key=lambda line: (order.index(line.fate), line.name))


def _of(link: Link) -> Fate:
    label = link.model._meta.label_lower
    if label == AUDIT:
        return Fate.NUMBERED
    return Fate.STAYS if link.field.null or label in ANSWERED else Fate.GOES
