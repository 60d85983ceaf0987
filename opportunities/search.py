"""How the one search sees a call."""

import html
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from core.search.kinds import Document, Kind, kinds
from opportunities.models import Call
from opportunities.querysets import CallQuerySet

KIND = "call"
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|tr|div|dt|dd)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


def plain(markup: str) -> str:
    """The text of sanitised HTML; what stands on its own, as a list's items do, ends in a point."""
    blocks = html.unescape(_TAG.sub(" ", _BLOCK_END.sub("\n", markup))).splitlines()
    lines = (_SPACE.sub(" ", block).strip() for block in blocks)
    return " ".join(line if line[-1] in ".,:;?!" else f"{line}." for line in lines if line)


def document(call: Call) -> Document:
    """What the index keeps of a call."""
    deadlines = [d.at for d in call.deadlines.all()]
    programme = call.programme
    named = [programme.short, programme.name_sv, programme.name_en] if programme else []
    keywords = [call.identifier, call.call_identifier, call.call_title, *call.keywords, *named]
    return Document(
        object_id=call.pk,
        language="sv" if call.language == "sv" else "en",
        title=call.title,
        keywords=" · ".join(dict.fromkeys(filter(None, keywords))),
        text=plain(f"{call.description} {call.conditions}"),
        readers=call.readers,
        facets={
            "priority": [link.area.slug for link in call.priority_links.all() if not link.rejected],
            "programme": [programme.slug] if programme else [],
            "audience": [
                link.audience.slug for link in call.audience_links.all() if not link.rejected
            ],
            "type": [call.type],
        },
        opens_at=call.opens_at,
        dates=deadlines,
        closed=not deadlines and not call.source_open,
        published_at=call.published_at or call.first_seen,
        amount_min=_whole(call.grant_min),
        amount_max=_whole(call.grant_max),
        budget=_whole(call.budget),
        rate=None if call.rate is None else float(call.rate),
    )


def _whole(euros: Decimal | None) -> int | None:
    return None if euros is None else int(euros)


def rows() -> CallQuerySet:
    """Calls with everything a document needs."""
    return Call.objects.select_related("programme").prefetch_related(
        "deadlines", "priority_links__area", "audience_links__audience"
    )


def load(ids: Iterable[int]) -> Mapping[int, Call]:
    """Calls with everything a line in a list shows, and not the long texts."""
    return Call.objects.listed().defer("description", "conditions").in_bulk(list(ids))


def register() -> None:
    """Make calls known to the one search."""
    kinds.register(KIND, Kind(queryset=rows, document=document, load=load))
