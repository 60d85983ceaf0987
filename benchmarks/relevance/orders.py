"""The orders that are compared, within the site that is asked: its own and the textbook's."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from benchmarks.relevance.filling import AT, COLLECTIONS, fill
from benchmarks.relevance.samples import SAMPLES, Question
from benchmarks.relevance.textbook import BM25, BM25F, Fields, Ranking
from benchmarks.relevance.vocabularies import learn
from core.search import analysis
from core.search.asking import ask
from core.search.find import search
from core.search.query import Query
from opportunities.finding.search import KIND, CallKind, sentences
from opportunities.models import Call

SITE = "the site"
RESULTS = 50  # of each question
Orders = Mapping[str, Mapping[str, list[str]]]  # identifiers, by order and by question


def answers(vocabulary: str, *, textbook: bool) -> str:
    """What a site with that vocabulary answers: JSON, by sample and language.

    The textbook answers in the language of the calls.
    """
    learn(vocabulary)
    found = {}
    for collection in COLLECTIONS:
        fill(collection)
        rankings = textbooks() if textbook else {}
        for sample in (s for s in SAMPLES if s.collection == collection):
            questions = sample.read()
            for language in sorted({language for q in questions for language in q.texts}):
                orders = {SITE: site_orders(questions, language)}
                if language == "en":
                    orders |= {name: _each(questions, r) for name, r in rankings.items()}
                sought = {q.key: looked_for(q.texts[language]) for q in questions}
                found[f"{sample.title}/{language}"] = {"orders": orders, "looked for": sought}
    return json.dumps(found)


def site_orders(questions: Iterable[Question], language: str) -> dict[str, list[str]]:
    """What the site answers a stranger who reads it in that language, whatever a call's dates."""
    with translation.override(language):
        return {q.key: site_order(q.texts[language]) for q in questions if language in q.texts}


def site_order(text: str) -> list[str]:
    """Identifiers of the site's first results."""
    query = Query(text=text, kinds=(KIND,), page_size=RESULTS)
    results = search(query, user=AnonymousUser(), at=AT).results
    return [result.record.identifier for result in results]


def textbooks() -> dict[str, Callable[[str], list[str]]]:
    """What orders all calls for an English text, by the model's name."""
    records = {call.identifier: _fields(call) for call in CallKind().queryset()}
    return {model.name: _ordering(Ranking(records, model)) for model in (BM25, BM25F)}


def looked_for(text: str) -> str:
    """The words of a question, each with the terms that stand for it."""
    return "; ".join(
        f"{word.written}: {' | '.join(' + '.join(a.tokens) for a in word.alternatives)}"
        for word in ask(text).words
    )


def _ordering(ranking: Ranking) -> Callable[[str], list[str]]:
    return lambda text: ranking.order(_terms(text))


def _each(questions: Sequence[Question], order: Callable[[str], list[str]]) -> dict[str, list[str]]:
    return {q.key: order(q.texts["en"])[:RESULTS] for q in questions}


def _fields(call: Call) -> Fields:
    """The same texts that the site indexes, conditions by themselves."""
    texts = {
        "title": call.title,
        "keywords": CallKind().document(call).keywords,
        "text": sentences(call.description),
        "conditions": sentences(call.conditions),
    }
    return {name: _terms(text) for name, text in texts.items()}


def _terms(text: str) -> list[str]:
    return analysis.terms(text, "en")
