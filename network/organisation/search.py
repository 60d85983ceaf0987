"""How the one search sees a body or a role: what it is called and answers for, never a name."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from core.access.visibility import Visibility
from core.search.index import index, remove
from core.search.kinds import Document, Group, Kind, kinds, standing
from network.organisation.models import Body

KIND = "body"


def document(body: Body) -> Document:
    """What the index keeps of a body, in both languages."""
    return Document(
        object_id=body.pk,
        language="sv",
        title=body.name_sv,
        keywords=body.name_en,
        text="\n".join(filter(None, (body.responsibility_sv, body.responsibility_en))),
        readers=frozenset({Visibility.PUBLIC.value}),
        facets=standing(KIND),
    )


def rows() -> QuerySet[Body]:
    """Every body: the start page says what each answers for."""
    return Body.objects.all()


def load(ids: Iterable[int], user: Any) -> Mapping[int, Body]:
    """Bodies are for everybody."""
    return rows().in_bulk(list(ids))


def register() -> None:
    """Make bodies known to the one search."""
    groups = [Group(KIND, _("Organisation"))]
    kinds.register(KIND, Kind(rows, document, load, groups=lambda: groups))


def connect() -> None:
    """Listen to bodies."""
    post_save.connect(_saved, sender=Body, dispatch_uid="bodies saved")
    post_delete.connect(_deleted, sender=Body, dispatch_uid="bodies deleted")


def _saved(instance: Body, raw: bool = False, **signal: Any) -> None:
    if not raw:
        index(kind=KIND, ids=[instance.pk])


def _deleted(instance: Body, **signal: Any) -> None:
    remove(kind=KIND, ids=[instance.pk])
