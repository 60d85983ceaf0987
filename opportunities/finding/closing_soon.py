"""What closes soon for somebody, for the start page of the intranet."""

from collections.abc import Sequence
from itertools import islice

from django.utils.translation import ngettext

from core.models import PriorityArea
from core.words.dates import local
from network.intranet.links.models import PostLink
from network.intranet.posts.models import Post
from network.intranet.start.parts import Line, Somebody
from opportunities.finding.open_now import call_lines, open_now
from opportunities.finding.search import KIND, areas_of_calls

LINES = 3


def closing_soon(somebody: Somebody) -> Sequence[Line]:
    """Open calls of their areas, or of any where they have chosen none, that close first.

    Each with how many posts of colleagues there are about it.
    """
    areas = {area.slug for area in areas_of_calls() if _concerns(area, somebody)}
    calls = open_now(somebody.user, at=somebody.at)
    ours = (c for c in calls if c.next_date and not areas.isdisjoint(c.facets.get("priority", ())))
    first = list(islice(ours, LINES))
    lines = call_lines([call.object_id for call in first], somebody.user, at=somebody.at)
    posted = _posted(list(lines), somebody)
    return [
        Line(
            title=lines[call.object_id].title,
            url=lines[call.object_id].url,
            text=_colleagues(posted.count(call.object_id)),
            day=local(call.next_date).date() if call.next_date else None,
        )
        for call in first
        if call.object_id in lines
    ]


def _concerns(area: PriorityArea, somebody: Somebody) -> bool:
    return area.pk in somebody.areas or not somebody.areas


def _posted(calls: Sequence[int], somebody: Somebody) -> list[int]:
    """The call of each post about one of them that they may read."""
    posts = Post.objects.visible_to(somebody.user)
    links = PostLink.objects.filter(kind=KIND, object_id__in=calls, post__in=posts)
    return list(links.values_list("object_id", flat=True))


def _colleagues(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(n)d post of a colleague about it", "%(n)d posts of colleagues about it", number
    ) % {"n": number}
