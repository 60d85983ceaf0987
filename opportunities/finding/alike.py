"""Calls like one call: by its own words, those of the same areas and programme a little earlier."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from core.models import User
from core.search.find import hits
from core.search.query import Query, Window
from core.search.ranking.alike import own_question
from opportunities.finding.search import KIND

ALIKE = 4
STILL_TO_COME = (Window.OPEN, Window.FORTHCOMING)


def alike(
    call: int, *, names: Iterable[str], user: User | AnonymousUser, at: datetime
) -> list[int]:
    """The ids of the few that can still be applied for, most like it first.

    `call` is the id of the one, `names` what its programme is called: words that are not its own.
    """
    own = own_question(KIND, call, names=names)
    if not own.question:
        return []
    # The call itself has all of its own words, and comes first where it can be applied for.
    query = Query(kinds=(KIND,), windows=STILL_TO_COME, page_size=ALIKE + 1)
    found = hits(query, own.question, user=user, at=at)
    like_it = [hit.object_id for hit in found if hit.score >= own.least]
    return [pk for pk in like_it if pk != call][:ALIKE]
