"""That something was passed on stays, without who did it."""

from core.models import User
from network.intranet.passing_on.models import PassedOn


def forget_who(person: User) -> None:
    """Their name goes from what they have passed on."""
    PassedOn.objects.filter(person=person).update(person=None)
