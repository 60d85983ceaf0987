"""What is forgotten with a person: what they have read."""

from core.models import User
from network.intranet.reading.models import ReadingConfirmed


def forget_readings(person: User) -> None:
    """That they have confirmed anything."""
    ReadingConfirmed.objects.filter(person=person).delete()
