"""How the one search sees a call."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.search.kinds import Document, Group, Kind, kinds, standing
from core.words.plain_text import plain_text
from opportunities.models import Call
from opportunities.querysets import CallQuerySet

KIND = "call"
LONG = ("description", "conditions", "keywords", "types_of_action")  # no line shows them


def sentences(markup: str) -> str:
    """The text of HTML; what stands on its own, as a list's items do, ends in a point."""
    lines = plain_text(markup).splitlines()
    return " ".join(line if line[-1] in ".,:;?!" else f"{line}." for line in lines)


def document(call: Call) -> Document:
    """What the index keeps of a call."""
    deadlines = [d.at for d in call.deadline_list]
    programme = call.programme
    areas = call.areas
    audiences = [link.audience for link in call.audience_links.all() if not link.rejected]
    keywords = [call.identifier, call.call_identifier, call.call_title, *call.keywords]
    # What we call things ourselves, in both languages: whoever writes them finds the call.
    if programme:
        keywords += [programme.short, programme.name_sv, programme.name_en]
    for area in areas:
        keywords += [area.name_sv, area.name_en]
    for audience in audiences:
        keywords += [audience.name_sv, audience.name_en]
    return Document(
        object_id=call.pk,
        language="sv" if call.language == "sv" else "en",
        title=call.title,
        keywords=" · ".join(dict.fromkeys(filter(None, keywords))),
        text=sentences(f"{call.description} {call.conditions}"),
        readers=call.readers,
        facets={
            **standing(KIND),
            "priority": [area.slug for area in areas],
            "programme": [programme.slug] if programme else [],
            "audience": [audience.slug for audience in audiences],
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
    return Call.objects.listed().prefetch_related("audience_links__audience")


def load(ids: Iterable[int], user: Any) -> Mapping[int, Call]:
    """Calls with everything a line in a list shows, and nothing more."""
    readable = Call.objects.visible_to(user).listed()
    return readable.defer(*LONG).in_bulk(list(ids))


def register() -> None:
    """Make calls known to the one search."""
    groups = [Group(KIND, _("Calls"))]
    kinds.register(KIND, Kind(rows, document, load, groups=lambda: groups))
