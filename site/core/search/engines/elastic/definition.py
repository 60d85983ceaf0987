"""What the index is made of: one definition for both products."""

import hashlib
import json
from functools import cache
from typing import Any

from elasticsearch.dsl import Double, Index, Keyword, Long, Mapping, Nested, Text

WINDOW = 10_000_000  # hits that can be paged through
# To raise when the content of a field changes; new fields change the digest by themselves.
REVISION = 2
REFRESH = {"refresh_interval": "1s", "auto_expand_replicas": "0-1"}
BUILDING = {"refresh_interval": "-1", "auto_expand_replicas": "false", "number_of_replicas": 0}


def _fields() -> Mapping:
    fields = Mapping()
    fields.meta("dynamic", "strict")
    fields.meta("_source", enabled=False)  # the texts are in our database
    fields.meta("_meta", revision=REVISION)
    fields.field("terms", Text(analyzer="whitespace", index_options="docs", norms=False))
    fields.field("words", Text(analyzer="whitespace", index_options="positions", norms=False))
    fields.field("readers", Keyword(doc_values=False))
    fields.field("facets", Keyword(eager_global_ordinals=True))  # facet=value
    fields.field("kind", Keyword())
    fields.field("object_id", Long(index=False))
    # Times are microseconds since 1970: exact, and without an end in 2262.
    for name in ("dates", "last_date", "opens_at", "ends_at"):
        fields.field(name, Long())
    fields.field("published_at", Long(index=False))
    # Nested, to be sorted by the first one that is not past, and without those after `ends_at`.
    fields.field("deadlines", Nested(properties={"at": Long()}))
    for name in ("grant_low", "grant_high"):
        fields.field(name, Long())
    fields.field("budget", Long(index=False))
    fields.field("rate", Double())
    return fields


@cache
def definition() -> dict[str, Any]:
    """The body that makes an index which is to be filled."""
    index = Index("any")
    index.settings(
        number_of_shards=1,
        max_result_window=WINDOW,
        gc_deletes="10m",  # so long a late write of an older version is recognised
        **BUILDING,
    )
    index.mapping(_fields())
    return index.to_dict()


@cache
def digest() -> str:
    """The same for two definitions only if nothing about them differs."""
    text = json.dumps(definition(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
