"""The index of the one search, as tables. The terms themselves are the engine's."""

from django.db import models


class SearchSignature(models.Model):
    """One combination of facet values that at least one record has.

    Thousands of records share a few hundred combinations, so counting per combination in one
    query is enough to know every facet, each without its own selection.
    """

    facets = models.CharField(max_length=1000, unique=True)  # canonical JSON {facet: [value, …]}

    def __str__(self) -> str:
        return self.facets


class SearchEntry(models.Model):
    """One record of any kind, as the search sees it. Times are aware, money is whole EUR."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=2)
    readers = models.CharField(max_length=300)  # visibility tokens, each between spaces
    signature = models.ForeignKey(SearchSignature, models.PROTECT, related_name="entries")
    opens_at = models.DateTimeField(null=True)
    first_date = models.DateTimeField(null=True)
    last_date = models.DateTimeField(null=True)
    closed = models.BooleanField(default=False)  # said by the source where there are no dates
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

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchText(models.Model):
    """The texts of an entry as written, and which written words its terms stand for."""

    entry = models.OneToOneField(
        SearchEntry, models.CASCADE, primary_key=True, related_name="texts"
    )
    title = models.TextField()
    keywords = models.TextField()
    text = models.TextField()
    forms = models.JSONField(default=dict)  # {term: written word} where they differ

    def __str__(self) -> str:
        return self.title


class SearchDate(models.Model):
    """A deadline of an entry that has several; the next one depends on the clock."""

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="dates")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("entry", "at"), name="search_date")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
