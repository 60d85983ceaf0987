"""The index of the one search, as tables. The terms themselves are the engine's."""

from datetime import UTC, datetime

from django.db import models

NEVER_ENDS = datetime(9999, 1, 1, tzinfo=UTC)
LONG_ENDED = datetime(1970, 1, 1, tzinfo=UTC)
OPENS_SOME_DAY = NEVER_ENDS  # nobody says when: it has not opened yet, and is in no range of days


class SearchSignature(models.Model):
    """One combination of kind, readers and facet values that at least one record has.

    Thousands of records share a few hundred combinations, so counting per combination in one
    query is enough to count every facet, each without its own selection, and who may read is
    decided once for all of them. Two transactions that make the same one at once make two, which
    counts alike and keeps neither waiting.
    """

    shown_to_strangers = False

    kind = models.CharField(max_length=20)
    readers = models.TextField()  # visibility tokens, each between spaces
    facets = models.TextField()  # canonical JSON {facet: [value, …]}
    digest = models.CharField(max_length=64, db_index=True)  # of all three

    def __str__(self) -> str:
        return self.facets


class SearchEntry(models.Model):
    """One record of any kind, as the search sees it. Times are aware, money is whole EUR.

    An entry is never changed, only replaced: a newer one of the same record has a higher id.
    `ends_at` is the last moment at which the record is forthcoming or open; some of its dates may
    lie behind it. `opens_at` is OPENS_SOME_DAY where it opens at a time that is not stated.
    """

    shown_to_strangers = False

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=2)
    signature = models.ForeignKey(SearchSignature, models.PROTECT, related_name="entries")
    opens_at = models.DateTimeField(null=True)
    first_date = models.DateTimeField(null=True)
    last_date = models.DateTimeField(null=True)
    ends_at = models.DateTimeField()  # NEVER_ENDS and LONG_ENDED where no date says it
    published_at = models.DateTimeField(null=True)
    amount_min = models.BigIntegerField(null=True)
    amount_max = models.BigIntegerField(null=True)
    budget = models.BigIntegerField(null=True)
    rate = models.FloatField(null=True)
    digest = models.CharField(max_length=64)  # of the document: an equal one is not written again

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("kind", "object_id"), name="unique_search_entry")
        ]
        # Migration 0003 makes two more, whose nulls come last.
        indexes = [models.Index(fields=("-ends_at", "kind", "object_id"), name="search_ends")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchText(models.Model):
    """The texts of an entry as written, and which written words its terms stand for."""

    shown_to_strangers = False

    entry = models.OneToOneField(
        SearchEntry, models.CASCADE, primary_key=True, related_name="texts"
    )
    title = models.TextField()
    keywords = models.TextField()  # in both languages, where there are such
    text = models.TextField()
    conditions = models.TextField(default="")
    forms = models.JSONField(default=dict)  # {token: written word} where they differ
    words = models.TextField()  # every word as written, folded, in order: for phrases

    def __str__(self) -> str:
        return self.title


class SearchFrequency(models.Model):
    """In how many records that everybody may read a token stands, when it was last counted.

    A token that stands in one only has no row, and the row of the empty token is of all records.
    """

    shown_to_strangers = False

    token = models.CharField(max_length=100, primary_key=True)
    records = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.token} {self.records}"


class SearchDate(models.Model):
    """A deadline of an entry that has several; the next one depends on the clock."""

    shown_to_strangers = False

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="dates")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("entry", "at"), name="search_date")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class SearchNote(models.Model):
    """The outbox: a record whose entry has changed and has to be sent to the search cluster.

    Written in the transaction that wrote the entry, and deleted when the cluster has it.
    `version` is that of the change: higher for a later one of the same record.
    """

    shown_to_strangers = False

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    version = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
