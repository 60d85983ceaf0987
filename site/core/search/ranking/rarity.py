"""How much a word says: the fewer records have it, the more.

Counted over what everybody may read, so that nothing shows through of what somebody may not, and
kept until it is counted anew (`rebuild_search`, a large import, the nightly check): the same
question has the same order on every engine, also while records come and go.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

from django.db import transaction

from core.models import SearchFrequency
from core.search.engines import database
from core.web import content_version

RARITY = 3  # what a word gains each time its records become fewer by a factor of e
ALL = ""  # the token of all records
GROWN = 0.1  # of the records: when more have been written it is time to count anew


@dataclass(frozen=True)
class Frequencies:
    """In how many of `total` records each token stands; one that is not there stands in one."""

    total: int
    records: Mapping[str, int]

    def of(self, alternatives: Iterable[Collection[str]]) -> int:
        """In about how many records one of the alternatives is, all the tokens of which must be.

        What tokens have in common is not known: no alternative is in more records than its rarest
        token, and no two in the same.
        """
        several = (min(self.records.get(t, 1) for t in tokens) for tokens in alternatives)
        return min(max(1, self.total), sum(several))

    def rarity(self, alternatives: Iterable[Collection[str]]) -> int:
        """How much a word weighs that is looked for under the alternatives; at least 1."""
        records = self.of(alternatives)
        return max(1, round(RARITY * log(1 + (self.total - records + 0.5) / (records + 0.5))))


def frequencies(tokens: Iterable[str]) -> Frequencies:
    """Those of the tokens, in one query."""
    rows = SearchFrequency.objects.filter(token__in={ALL, *tokens})
    records = dict(rows.values_list("token", "records"))
    return Frequencies(records.pop(ALL, 0), records)


@transaction.atomic
def count() -> None:
    """Count anew, over an index put in order. Kept pages end where a number has changed.

    It follows much writing, after which searches would read the terms from many pieces: with
    5,000 calls just imported three words took a quarter longer.
    """
    database().settle()
    before = _counted()
    SearchFrequency.objects.all().delete()
    database().count()
    if _counted() != before:
        content_version.change()


def _counted() -> dict[str, int]:
    return dict(SearchFrequency.objects.values_list("token", "records"))


def count_if_grown(written: int) -> None:
    """Count anew where so many records have been written that it may matter."""
    if written > GROWN * frequencies(()).total:
        count()
