"""How the one search sees a twin town: its name, country, areas, and what is said of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils.translation import gettext_lazy as _

from core.search.index import index, remove
from core.search.kinds import Document, Group, Kind, kinds, standing
from core.words.countries import names_in_all_languages
from network.cooperation.models import TwinTown

KIND = "town"


def document(town: TwinTown) -> Document:
    """What the index keeps of a town, in both languages."""
    keywords = [*names_in_all_languages(town.country), "vänort", "twin town"]
    for area in town.areas.all():
        keywords += [area.name_sv, area.name_en]
    return Document(
        object_id=town.pk,
        language="sv",
        title=town.name,
        keywords=" · ".join(dict.fromkeys(keywords)),
        text="\n".join(filter(None, (town.note_sv, town.note_en))),
        readers=town.readers,
        facets=standing(KIND),
    )


def rows() -> QuerySet[TwinTown]:
    """Towns with what a document needs."""
    return TwinTown.objects.prefetch_related("areas")


def load(ids: Iterable[int], user: Any) -> Mapping[int, TwinTown]:
    """Those that `user` may read."""
    return TwinTown.objects.visible_to(user).in_bulk(list(ids))


def register() -> None:
    """Make towns known to the one search."""
    groups = [Group(KIND, _("Twin towns"))]
    kinds.register(KIND, Kind(rows, document, load, groups=lambda: groups))


def connect() -> None:
    """Listen to towns and their areas."""
    post_save.connect(_saved, sender=TwinTown, dispatch_uid="towns saved")
    post_delete.connect(_deleted, sender=TwinTown, dispatch_uid="towns deleted")
    m2m_changed.connect(_areas, sender=TwinTown.areas.through, dispatch_uid="towns' areas")


def _saved(instance: TwinTown, raw: bool = False, **signal: Any) -> None:
    if not raw:
        index(kind=KIND, ids=[instance.pk])


def _deleted(instance: TwinTown, **signal: Any) -> None:
    remove(kind=KIND, ids=[instance.pk])


def _areas(instance: Any, action: str, **signal: Any) -> None:
    if action.startswith("post_") and isinstance(instance, TwinTown):
        index(kind=KIND, ids=[instance.pk])
