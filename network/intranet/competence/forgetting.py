"""What becomes of a training log when somebody is forgotten, or their unit is merged."""

from datetime import date
from uuid import uuid4

from core.models import User
from network.intranet.competence.models import Training
from network.organisation.models import Unit


def forget_log(person: User) -> None:
    """Every word goes. How many learnt for how many hours stays in the sums of unit and year."""
    theirs = Training.objects.filter(person=person)
    Training.areas.through.objects.filter(training__in=theirs).delete()
    theirs.update(person=None, former=uuid4(), title="", gave="", event=None)


def pass_log(unit: Unit, successor: Unit, _on: date) -> None:
    """Who answers for the successor reads it."""
    Training.objects.filter(unit=unit).update(unit=successor)
