"""Keeping the index: a record's document is written in the transaction that wrote the record."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from core.models import SearchDate, SearchEntry, SearchSignature, SearchText
from core.search import analysis
from core.search.engines import Terms, engine
from core.search.kinds import Document, kinds

CHUNK = 500


@dataclass(frozen=True)
class Difference:
    """What a check of the index found, as ids of records of one kind."""

    missing: list[int]
    stale: list[int]
    orphaned: list[int]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.orphaned)


@transaction.atomic
def index(*, kind: str, ids: Iterable[int]) -> int:
    """Bring these records' entries up to date, also by removing them; returns how many changed."""
    ids = list(ids)
    changed = 0
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        documents = _documents(kind, chunk)
        gone = set(chunk) - {d.object_id for d in documents}
        changed += remove(kind=kind, ids=gone) + _write(kind, documents)
    return changed


@transaction.atomic
def remove(*, kind: str, ids: Iterable[int]) -> int:
    """Take these records out of the index."""
    entries = list(
        SearchEntry.objects.filter(kind=kind, object_id__in=list(ids)).values_list("pk", flat=True)
    )
    if entries:
        engine().remove(entries)
        SearchEntry.objects.filter(pk__in=entries).delete()
    return len(entries)


@transaction.atomic
def rebuild(*, kind: str) -> int:
    """Write every record of a kind anew; returns how many there are."""
    remove(kind=kind, ids=_ids_in_index(kind))
    ids = list(kinds[kind].queryset().order_by("pk").values_list("pk", flat=True))
    index(kind=kind, ids=ids)
    SearchSignature.objects.filter(entries=None).delete()
    engine().settle()
    return len(ids)


def check(*, kind: str) -> Difference:
    """Compare every record with its entry."""
    digests = dict(SearchEntry.objects.filter(kind=kind).values_list("object_id", "digest"))
    ids = list(kinds[kind].queryset().values_list("pk", flat=True))
    missing, stale = [], []
    for start in range(0, len(ids), CHUNK):
        for document in _documents(kind, ids[start : start + CHUNK]):
            digest = digests.pop(document.object_id, None)
            if digest is None:
                missing.append(document.object_id)
            elif digest != _digest(document):
                stale.append(document.object_id)
    return Difference(missing, stale, sorted(digests))


def _ids_in_index(kind: str) -> list[int]:
    return list(SearchEntry.objects.filter(kind=kind).values_list("object_id", flat=True))


def _documents(kind: str, ids: Sequence[int]) -> list[Document]:
    found = kinds[kind]
    return [found.document(record) for record in found.queryset().filter(pk__in=ids)]


def _digest(document: Document) -> str:
    plain = {**vars(document), "readers": sorted(document.readers)}
    return hashlib.sha256(json.dumps(plain, default=str, sort_keys=True).encode()).hexdigest()


def _write(kind: str, documents: Sequence[Document]) -> int:
    digests = {d.object_id: _digest(d) for d in documents}
    known = {
        object_id: (pk, digest)
        for pk, object_id, digest in SearchEntry.objects.filter(
            kind=kind, object_id__in=digests
        ).values_list("pk", "object_id", "digest")
    }
    changed = [d for d in documents if known.get(d.object_id, (0, ""))[1] != digests[d.object_id]]
    if not changed:
        return 0
    old = [known[d.object_id][0] for d in changed if d.object_id in known]
    if old:
        engine().remove(old)
        SearchEntry.objects.filter(pk__in=old).delete()
    signatures = _signatures(changed)
    entries = SearchEntry.objects.bulk_create(
        _entry(kind, d, signatures[_signature(d)], digests[d.object_id]) for d in changed
    )
    pairs = list(zip(entries, changed, strict=True))
    terms, texts = zip(*(_terms(entry.pk, document) for entry, document in pairs), strict=True)
    SearchText.objects.bulk_create(texts)
    SearchDate.objects.bulk_create(
        SearchDate(entry=entry, at=at) for entry, d in pairs if len(d.dates) > 1 for at in d.dates
    )
    engine().add(terms)
    return len(changed)


def _signature(document: Document) -> str:
    facets = {name: sorted(set(values)) for name, values in document.facets.items() if values}
    return json.dumps(facets, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _signatures(documents: Sequence[Document]) -> dict[str, int]:
    """The id of each combination of facet values, made where it is new."""
    wanted = {_signature(d) for d in documents}
    SearchSignature.objects.bulk_create(
        [SearchSignature(facets=facets) for facets in sorted(wanted)], ignore_conflicts=True
    )
    found = SearchSignature.objects.filter(facets__in=wanted)
    return dict(found.values_list("facets", "pk"))


def _entry(kind: str, document: Document, signature: int, digest: str) -> SearchEntry:
    return SearchEntry(
        kind=kind,
        object_id=document.object_id,
        language=document.language,
        readers=f" {' '.join(sorted(document.readers))} ",
        signature_id=signature,
        opens_at=document.opens_at,
        first_date=min(document.dates, default=None),
        last_date=max(document.dates, default=None),
        closed=document.closed,
        published_at=document.published_at,
        amount_min=document.amount_min,
        amount_max=document.amount_max,
        budget=document.budget,
        rate=document.rate,
        digest=digest,
    )


def _terms(entry: int, document: Document) -> tuple[Terms, SearchText]:
    """A document's terms for the engine, and its texts with the words the terms stand for."""
    forms: dict[str, str] = {}
    fields = {}
    for name in ("title", "keywords", "text"):
        fields[name] = " ".join(_analyse(getattr(document, name), document.language, forms))
    texts = SearchText(
        entry_id=entry,
        title=document.title,
        keywords=document.keywords,
        text=document.text,
        forms=forms,
    )
    return Terms(entry, **fields), texts


def _analyse(text: str, language: str, forms: dict[str, str]) -> Iterator[str]:
    for word, found in analysis.analysed(text, language):
        for term in found:
            if term != word:
                forms.setdefault(term, word)
            yield term
