"""What is forgotten with a person; what they have written stays, without a name."""

from core.models import User
from network.intranet.comments.models import Thanks


def forget_what_was_clicked(person: User) -> None:
    """Whom they have thanked."""
    Thanks.objects.filter(person=person).delete()
