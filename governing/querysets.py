"""Questions about governing documents, each with a name."""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.db.models import QuerySet

from governing.status import Decision


class ReplacementQuerySet(QuerySet):
    def of_whole(self, keys: Iterable[UUID]) -> Self:
        """What replaces all of the documents with these translation keys, by a decision.

        A proposal replaces nothing.
        """
        return self.filter(
            replaced__translation_key__in=list(keys),
            extent="whole",
            page__live=True,
            page__decision=Decision.ADOPTED,
        ).select_related("replaced", "page")
