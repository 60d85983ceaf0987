"""What somebody who leaves has open, and who takes it over: each app registers its part.

What they wrote stays theirs, with their name.
"""

from collections.abc import Callable

from core.models import User
from core.registry import Registry
from network.organisation.models import Nomination

# A part gives what its app has open of the first to the second, in a transaction with the others.
handovers: Registry[Callable[[User, User], None]] = Registry("part of a handover")


def hand_over_questions(leaving: User, following: User) -> None:
    """Answers to open questions for seats go to who follows."""
    Nomination.objects.open().filter(asked_by=leaving).update(asked_by=following)
