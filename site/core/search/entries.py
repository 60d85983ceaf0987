"""From a record's document to its rows in the index, and from the rows to what a cluster takes."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from core.models import SearchDate, SearchEntry, SearchSignature, SearchText
from core.models.search import LONG_ENDED, NEVER_ENDS, OPENS_SOME_DAY
from core.search import analysis
from core.search.engines import IndexEntry, Terms, database
from core.search.engines.base import Record
from core.search.kinds import Document, joined
from core.search.ranking import levels
from core.search.ranking.tokens import token
from core.search.results import OTHER_LANGUAGE

# To raise when documents are read differently: every entry is then out of date.
REVISION = 4


def digest(document: Document) -> str:
    """The same for two documents only if nothing about them differs."""
    plain = {**vars(document), "readers": sorted(document.readers), "revision": REVISION}
    return _hash(json.dumps(plain, default=str, sort_keys=True))


def delete(ids: Iterable[int]) -> None:
    """Delete these entries with all that belongs to them."""
    if ids := list(ids):
        database().remove(ids)
        SearchEntry.objects.filter(pk__in=ids).delete()


def create(*, kind: str, documents: Sequence[Document]) -> list[SearchEntry]:
    """Write the entries of documents that have none."""
    signatures = _signatures(kind, documents)
    entries = SearchEntry.objects.bulk_create(
        _entry(kind, document, signature)
        for document, signature in zip(documents, signatures, strict=True)
    )
    read = [levels.read(document) for document in documents]
    texts = [_text(*each) for each in zip(entries, documents, read, strict=True)]
    SearchText.objects.bulk_create(texts)
    SearchDate.objects.bulk_create(
        SearchDate(entry=entry, at=at)
        for entry, document in zip(entries, documents, strict=True)
        if len(document.dates) > 1
        for at in document.dates
    )
    database().add(
        [
            Terms(entry.pk, levels.tokens(document, fields))
            for entry, document, fields in zip(entries, documents, read, strict=True)
        ]
    )
    return entries


def version(entry: int) -> int:
    """The version of a record's state from its entry's id; the next one up is its removal's."""
    return entry * 2


def load(ids: Iterable[int]) -> list[IndexEntry]:
    """The entries with these ids, as a cluster takes them, without those deleted meanwhile."""
    return _load(Q(pk__in=list(ids)))


def present(records: Iterable[Record]) -> list[IndexEntry]:
    """The present entries of those records that have one.

    In one query: an entry is replaced by another, and between two queries it would be neither.
    """
    by_kind: dict[str, list[int]] = {}
    for kind, object_id in records:
        by_kind.setdefault(kind, []).append(object_id)
    wanted = Q()
    for kind, ids in by_kind.items():
        wanted |= Q(kind=kind, object_id__in=ids)
    return _load(wanted) if wanted else []


def _load(wanted: Q) -> list[IndexEntry]:
    found = SearchEntry.objects.filter(wanted).order_by("pk")
    rows = list(found.select_related("signature", "texts").prefetch_related("dates"))
    terms = database().terms([row.pk for row in rows])
    return [_exported(row, terms.get(row.pk, "")) for row in rows]


def _exported(row: SearchEntry, terms: str) -> IndexEntry:
    dates = sorted(date.at for date in row.dates.all())
    if not dates and row.last_date:
        dates = [row.last_date]
    return IndexEntry(
        kind=row.kind,
        object_id=row.object_id,
        version=version(row.pk),
        terms=terms,
        words=row.texts.words,
        readers=row.signature.readers.split(),
        facets=json.loads(row.signature.facets),
        dates=dates,
        opens_at=row.opens_at,
        ends_at=row.ends_at,
        published_at=row.published_at,
        amount_min=row.amount_min,
        amount_max=row.amount_max,
        budget=row.budget,
        rate=row.rate,
    )


def _entry(kind: str, document: Document, signature: int) -> SearchEntry:
    last = max(document.dates, default=None)
    return SearchEntry(
        kind=kind,
        object_id=document.object_id,
        language=document.language,
        signature_id=signature,
        opens_at=OPENS_SOME_DAY if document.opens_some_day else document.opens_at,
        first_date=min(document.dates, default=None),
        last_date=last,
        ends_at=_end(document),
        published_at=document.published_at,
        amount_min=document.amount_min,
        amount_max=document.amount_max,
        budget=document.budget,
        rate=document.rate,
        digest=digest(document),
    )


def _end(document: Document) -> datetime:
    """The last moment at which it is forthcoming or open."""
    end = _end_by_dates(document)
    return min(end, document.closed_at - timedelta.resolution) if document.closed_at else end


def _end_by_dates(document: Document) -> datetime:
    """The same but for what closes it whatever its dates say."""
    if document.endless:
        return NEVER_ENDS
    if document.opens_some_day:
        return max(document.dates, default=NEVER_ENDS)
    until_open = document.opens_at - timedelta.resolution if document.opens_at else LONG_ENDED
    if document.dates:
        return max(*document.dates, until_open)
    return until_open if document.closed else NEVER_ENDS


def _facets(document: Document) -> str:
    facets = {name: sorted(set(values)) for name, values in document.facets.items() if values}
    return json.dumps(facets, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _signatures(kind: str, documents: Sequence[Document]) -> list[int]:
    """The id of each document's combination of kind, readers and facets; new ones are created."""
    signatures = {}
    for document in documents:
        parts = (kind, f" {' '.join(sorted(document.readers))} ", _facets(document))
        signatures[document.object_id] = (_hash("\n".join(parts)), parts)
    wanted = dict(signatures.values())
    ids = dict(SearchSignature.objects.filter(digest__in=wanted).values_list("digest", "pk"))
    new = SearchSignature.objects.bulk_create(
        SearchSignature(digest=digest, kind=parts[0], readers=parts[1], facets=parts[2])
        for digest, parts in wanted.items()
        if digest not in ids
    )
    ids |= {signature.digest: signature.pk for signature in new}
    return [ids[signatures[document.object_id][0]] for document in documents]


def _text(entry: SearchEntry, document: Document, read: levels.Fields) -> SearchText:
    """The texts as written, with the words that their tokens stand for."""
    forms: dict[str, str] = {}
    for pieces in read.values():
        for language, words in pieces:
            for word, terms in dict.fromkeys(words):
                for term in terms:
                    if term != word:
                        forms.setdefault(token(term, language), word)
    other = document.other
    keywords = joined((document.keywords, other.title, other.keywords))
    text = document.text.replace(OTHER_LANGUAGE, " ")
    if other.text:
        text = f"{text}\n{OTHER_LANGUAGE}\n{other.text}"
    texts = (document.title, keywords, text, document.conditions)
    return SearchText(
        entry=entry,
        title=document.title,
        keywords=keywords,
        text=text,
        conditions=document.conditions,
        forms=forms,
        words=" | ".join(("", *(" ".join(analysis.words(text)) for text in texts), "")),
    )
