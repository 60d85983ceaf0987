"""How the one search sees a programme, and how the index follows it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from core.access.visibility import Visibility
from core.search.index import index, remove
from core.search.kinds import Document, Group, Kind, kinds, standing
from opportunities.finding.search import sentences
from opportunities.models import Programme, ProgrammePeriod

KIND = "programme"


def document(programme: Programme) -> Document:
    """What the index keeps of a programme: its names and what it is for, in both languages."""
    periods = [period.label for period in programme.periods.all()]
    keywords = [programme.short, programme.name_en, programme.portal_code, *periods]
    texts = [programme.about_sv, programme.about_en]
    texts += [sentences(programme.guide_sv), sentences(programme.guide_en)]
    return Document(
        object_id=programme.pk,
        language="sv",
        title=programme.name_sv,
        keywords=" · ".join(dict.fromkeys(filter(None, keywords))),
        text="\n".join(filter(None, texts)),
        readers=frozenset({Visibility.PUBLIC.value}),
        facets=standing(KIND),
    )


def rows() -> QuerySet[Programme]:
    """Programmes with everything a document needs."""
    return Programme.objects.prefetch_related("periods")


def load(ids: Iterable[int], user: Any) -> Mapping[int, Programme]:
    """Programmes are for everybody."""
    return rows().in_bulk(list(ids))


def register() -> None:
    """Make programmes known to the one search."""
    groups = [Group(KIND, _("Programmes"))]
    kinds.register(KIND, Kind(rows, document, load, groups=lambda: groups))


def connect() -> None:
    """Listen to programmes and their periods."""
    for signal in (post_save, post_delete):
        signal.connect(_period_changed, sender=ProgrammePeriod, dispatch_uid="programme periods")
    post_save.connect(_saved, sender=Programme, dispatch_uid="programmes saved")
    post_delete.connect(_deleted, sender=Programme, dispatch_uid="programmes deleted")


def _saved(instance: Programme, raw: bool = False, **signal: Any) -> None:
    if not raw:
        index(kind=KIND, ids=[instance.pk])


def _deleted(instance: Programme, **signal: Any) -> None:
    remove(kind=KIND, ids=[instance.pk])


def _period_changed(instance: ProgrammePeriod, raw: bool = False, **signal: Any) -> None:
    if not raw:
        index(kind=KIND, ids=[instance.programme_id])
