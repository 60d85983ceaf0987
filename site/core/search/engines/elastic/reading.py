"""The cluster's answers as ours; the texts of the hits come from our database."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from core.models import SearchEntry
from core.search.engines.base import Asked, EngineAnswer, EngineError, Hit, Record
from core.search.engines.elastic.client import Failure, whole
from core.search.engines.elastic.documents import record
from core.search.engines.elastic.queries import (
    ALL_WORDS,
    FACETS,
    FORTHCOMING,
    HITS,
    LIVING,
    chosen,
    total_part,
    without,
)
from core.search.engines.facets import STATUS
from core.search.query import Sort, Window
from core.search.ranking.levels import FIELDS

MOST = 2**31 - 1  # documents in an index
COLUMNS = tuple(f"texts__{name}" for name in FIELDS)
Counts = dict[str, dict[str, int]]


def check(answers: Any, number: int) -> None:
    """Raise EngineError unless these are so many answers, none of which left something out."""
    with whole():
        if len(answers["responses"]) != number:
            raise EngineError(f"{number} searches, {len(answers['responses'])} answers")
        for answer in answers["responses"]:
            if "error" in answer:
                raise Failure(f"{answer['status']} {answer['error']}", answer["status"])
            if answer["timed_out"] is not False or answer["_shards"]["failed"] != 0:
                raise Failure(f"only a part was searched: {answer['_shards']}", 503)


def answer(answers: Mapping[str, Any], asked: Asked) -> EngineAnswer:
    """Read the answers to queries.parts."""
    with whole():
        facets = {**_values(answers[HITS]), **_windows(answers[HITS])}
        for name in chosen(asked.query):
            counted = answers[without(name)]
            left = _windows(counted) if name == STATUS else _values(counted)
            facets[name] = left.get(name, {})
        scores = {record(hit["_id"]): _score(hit, asked) for hit in answers[HITS]["hits"]["hits"]}
        count, total = _number(answers[HITS]), _number(answers[total_part(asked)])
        with_all = _with_all(answers[HITS], count)
    facets = {name: counts for name, counts in facets.items() if counts}
    return EngineAnswer(_hits(scores), count, with_all, total, facets)


def _count(number: Any) -> int:
    if type(number) is not int or not 0 <= number <= MOST:
        raise ValueError(f"{number!r} is no count")
    return number


def _number(answer: Any) -> int:
    return _count(answer["hits"]["total"]["value"])


def _score(hit: Any, asked: Asked) -> int:
    """The sum of its points, which are whole and far below what a float holds exactly."""
    if asked.query.sort != Sort.RELEVANCE or not asked.question.words:
        return 0
    return _count(int(hit["sort"][0]))


def _with_all(answer: Any, count: int) -> int:
    """How many have all the words; each one where there are no demands."""
    counted = answer.get("aggregations", {}).get(ALL_WORDS)
    return count if counted is None else _count(counted["doc_count"])


def _values(answer: Any) -> Counts:
    counted = answer["aggregations"][FACETS]
    if counted["sum_other_doc_count"]:
        raise EngineError("the facets have more values than are counted")
    counts: Counts = {}
    for bucket in counted["buckets"]:
        name, _is, value = bucket["key"].partition("=")
        counts.setdefault(name, {})[value] = _count(bucket["doc_count"])
    return counts


def _windows(answer: Any) -> Counts:
    """The windows that are not empty, where they were counted."""
    if STATUS not in answer["aggregations"]:
        return {}
    buckets = answer["aggregations"][STATUS]["buckets"]
    living, forthcoming = buckets[LIVING]["doc_count"], buckets[FORTHCOMING]["doc_count"]
    windows = {
        Window.FORTHCOMING: forthcoming,
        Window.OPEN: living - forthcoming,
        Window.CLOSED: _number(answer) - living,
    }
    return {STATUS: {window.value: _count(number) for window, number in windows.items() if number}}


def _hits(scores: Mapping[Record, int]) -> list[Hit]:
    """The records' texts, in their order; what our database no longer has is left out."""
    if not scores:
        return []
    by_kind: dict[str, list[int]] = {}
    for kind, object_id in scores:
        by_kind.setdefault(kind, []).append(object_id)
    wanted = Q()
    for kind, ids in by_kind.items():
        wanted |= Q(kind=kind, object_id__in=ids)
    rows = (
        SearchEntry.objects.filter(wanted)
        .annotate(forms=Cast("texts__forms", TextField()))
        .values_list("kind", "object_id", "language", "forms", *COLUMNS)
    )
    texts = {(row[0], row[1]): row[2:] for row in rows}
    return [_hit(each, scores[each], *texts[each]) for each in scores if each in texts]


def _hit(record: Record, score: int, language: str, forms: str, *texts: str) -> Hit:
    return Hit(*record, language, dict(zip(FIELDS, texts, strict=True)), forms, score)
