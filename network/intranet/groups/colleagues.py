"""Finding somebody among all who have an account, also those whom no directory has yet."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Collate

from core.models import User
from core.search.find import search
from core.search.query import Query
from core.words.sorting import SWEDISH
from network.people.search import KIND

MOST = 12
MOST_WORDS = 6


def colleagues(text: str, user: User, *, at: datetime) -> Sequence[User]:
    """Whose name or address has all the words, then whom the search finds by what they do."""
    named = User.objects.filter(is_active=True)
    for word in text.split()[:MOST_WORDS]:
        named = named.filter(_has(word))
    named = named.order_by(Collate("first_name", SWEDISH), Collate("last_name", SWEDISH), "pk")
    known = search(Query(text=text, kinds=(KIND,), page_size=MOST), user=user, at=at).results
    return list(dict.fromkeys([*named[:MOST], *(each.record for each in known)]))[:MOST]


def _has(word: str) -> Q:
    """The word in any of the fields; SQLite knows no other case of å, ä and ö."""
    wanted = Q()
    for field in ("first_name", "last_name", "email"):
        for written in {word, word.lower(), word.capitalize()}:
            wanted |= Q(**{f"{field}__icontains": written})
    return wanted
