"""The one search function: from a query, a reader, a language and a moment to results."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from threading import Thread
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import connections

from core.access.visibility import reads_all, tokens_of
from core.models import User
from core.search import breaker, engines, outbox
from core.search.asking import ask
from core.search.engines import (
    Asked,
    Cluster,
    Engine,
    EngineAnswer,
    EngineError,
    Hit,
    OpenEntry,
    QueryRefused,
)
from core.search.explain import Explainer
from core.search.kinds import kinds
from core.search.query import RANGES, Query, Sort
from core.search.question import Question
from core.search.results import FacetValue, Result, Results
from core.words.language import current

log = logging.getLogger(__name__)

T = TypeVar("T")


def search(
    query: Query, *, user: User | AnonymousUser, at: datetime, question: Question | None = None
) -> Results:
    """What `user` may read of what the query asks for, as of `at`; never raises for any text.

    `question` is the text's analysis, where it was asked for before. The cluster answers where one
    is configured and well, else the database.
    """
    asked = _asked(query, ask(query.text) if question is None else question, user, at)
    results, stand_in = _first_to_answer(lambda engine: _answered(asked, engine, user))
    return replace(results, stand_in=stand_in)


def hits(
    query: Query, question: Question, *, user: User | AnonymousUser, at: datetime
) -> Sequence[Hit]:
    """What `user` may read, for a question that is made of something else than a text.

    Whoever loads the records asks again who may read them: the index may not know yet.
    """
    asked = _asked(query, question, user, at)
    answer, _stand_in = _first_to_answer(lambda engine: engine.hits(asked))
    return answer


def open_now(kind: str, *, user: User | AnonymousUser, at: datetime) -> Sequence[OpenEntry]:
    """All of a kind that `user` may read and that is open, in the order it closes. One query.

    Of the index in the database, whichever engine searches: nothing is looked for.
    """
    return engines.database().open_now(_asked(Query(kinds=[kind]), Question(), user, at))


def _asked(query: Query, question: Question, user: User | AnonymousUser, at: datetime) -> Asked:
    tokens = None if reads_all(user) else tokens_of(user)
    return Asked(_ordered(query, question), question, tokens, at)


def _first_to_answer(ask_it: Callable[[Engine], T]) -> tuple[T, bool]:
    """What the cluster says or else the database, and whether that stands in for a cluster."""
    cluster = engines.cluster()
    if cluster is not None and _may_ask(cluster):
        try:
            return ask_it(cluster), False
        except EngineError as error:
            log.warning("%s does not answer, the database does: %s", cluster.name, error)
            if not isinstance(error, QueryRefused):
                breaker.searching.open()
    return ask_it(engines.database()), cluster is not None


def _may_ask(cluster: Cluster) -> bool:
    """Whether the cluster is well; if it was not, a thread tries it in the background."""
    if breaker.searching.closed():
        return True
    if breaker.searching.may_try():
        Thread(target=_try, args=(cluster,), name="search-trial", daemon=True).start()
    return False


def _try(cluster: Cluster) -> None:
    try:
        cluster.trial()
        outbox.deliver()  # what has changed meanwhile, before it answers again
    except EngineError as error:
        log.info("%s is still away: %s", cluster.name, error)
    else:
        log.info("%s answers again", cluster.name)
        breaker.searching.close()
    finally:
        connections.close_all()  # this thread's own


def _answered(asked: Asked, answering: Engine, user: User | AnonymousUser) -> Results:
    if asked.query.text.strip() and not asked.question:
        return _nothing(asked, answering)
    answer = answering.search(asked)
    return Results(
        query=asked.query,
        question=asked.question,
        count=answer.count,
        count_all_words=answer.count_all_words,
        results=list(_results(answer.hits, asked, user)),
        engine=answering.name,
        facets=_facets(answer, asked.query),
        without=_without(asked, answering) if asked.query.page_size and not answer.count else {},
    )


def _ordered(query: Query, question: Question) -> Query:
    """Without words nothing is more relevant than something else: what closes first comes first."""
    if query.sort == Sort.RELEVANCE and not question.words:
        return replace(query, sort=Sort.DEADLINE)
    return query


def _nothing(asked: Asked, answering: Engine) -> Results:
    """The text has no word to look for."""
    without = answering.search(replace(asked, query=replace(asked.query, page_size=1)))
    dropped = {"q": without.count}
    return Results(asked.query, 0, 0, [], answering.name, without=dropped, question=asked.question)


def _results(hits: Sequence[Hit], asked: Asked, user: User | AnonymousUser) -> Iterable[Result]:
    by_kind: dict[str, list[int]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit.object_id)
    records = {kind: kinds[kind].load(ids, user) for kind, ids in by_kind.items()}
    explainer = Explainer(asked.question, current())
    for hit in hits:
        record = records[hit.kind].get(hit.object_id)
        if record is not None:
            yield Result(record, hit.kind, hit.language, *explainer.explain(hit), hit.score)


def _facets(answer: EngineAnswer, query: Query) -> Mapping[str, Sequence[FacetValue]]:
    chosen = {**query.facets, "status": [w.value for w in query.windows]}
    result = {}
    for name in {**answer.facets, **chosen}:
        counts = answer.facets.get(name, {})
        selected = chosen.get(name, ())
        values = sorted({*counts, *selected})
        result[name] = [FacetValue(v, counts.get(v, 0), v in selected) for v in values]
    return result


def _without(asked: Asked, answering: Engine) -> Mapping[str, int]:
    """How many records match when one filter is left out, for each filter."""
    query = asked.query
    looser = {name: replace(query, facets=_dropped(query, name)) for name in query.facets}
    if query.windows:
        looser["status"] = replace(query, windows=())
    looser |= {name: _unbounded(query, name) for name in RANGES if getattr(query, name) is not None}
    counts = {}
    for name, alternative in looser.items():
        alternative = replace(alternative, page=1, page_size=1)
        counts[name] = answering.search(replace(asked, query=alternative)).count
    if asked.question:
        alternative = replace(query, sort=Sort.DEADLINE, page=1, page_size=1)
        wordless = replace(asked, query=alternative, question=Question())
        counts["q"] = answering.search(wordless).count
    return {name: count for name, count in counts.items() if count}


def _dropped(query: Query, name: str) -> Mapping[str, Sequence[str]]:
    return {other: values for other, values in query.facets.items() if other != name}


def _unbounded(query: Query, name: str) -> Query:
    bound: dict[str, Any] = {name: None}
    return replace(query, **bound)
