"""What somebody has added to what they write: theirs, though it leads to the text."""

from collections.abc import Iterable

from django.db.models import Q

from core.models import User
from network.intranet.files.models import PostFile


def files_of(person: User) -> Iterable[PostFile]:
    """Files of their posts and drafts."""
    return PostFile.objects.filter(Q(post__author=person) | Q(draft__author=person))
