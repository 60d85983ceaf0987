"""Words that were searched for and not known."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.models import SearchedWord, VocabularyConcept
from core.search.vocabulary import unknown
from core.search.vocabulary.actions import save_concept
from core.search.vocabulary.unknown import listed, note_unknown, prune
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 9, tzinfo=UTC)


def note(*words: str, times: int = 1, at: datetime = AT) -> None:
    """Each time in another hour."""
    for _time in range(times):
        cache.clear()
        note_unknown(words, at=at)


def counted() -> dict[str, int]:
    return dict(SearchedWord.objects.values_list("word", "times"))


def test_a_word_is_listed_once_it_has_been_searched_for_several_times() -> None:
    note("Fossilfri", times=2)
    assert counted() == {"fossilfri": 2}
    assert not listed().exists()
    note("fossilfri", at=AT + timedelta(days=1))
    assert str(listed().get().last_on) == "2026-12-01"


def test_of_all_that_is_searched_for_only_single_words_are_kept() -> None:
    UserFactory.create(first_name="Siv", last_name="Ek-Lundgren")
    for words in (("två ord",), ("anna@",), ("070",), ("k2",), ("x" * 41,), ("ab",), ("Lundgren",)):
        note(*words)
    assert counted() == {}
    note("alfa", "beta", "gamma", "delta")
    assert set(counted()) == {"alfa", "beta", "gamma"}


def test_many_searches_write_little(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_unknown(["fossilfri"], at=AT)
    with django_assert_num_queries(0):
        note_unknown(["fossilfri"], at=AT)
    for number in range(60):
        note_unknown([f"ord{chr(97 + number // 26)}{chr(97 + number % 26)}"], at=AT)
    assert len(counted()) == unknown.A_MINUTE
    monkeypatch.setattr(unknown, "MOST", unknown.A_MINUTE)
    note("nytt")
    assert "nytt" not in counted()
    note("fossilfri")
    assert counted()["fossilfri"] == 2


def test_what_is_old_rare_or_known_by_now_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    note("qvanlig", times=3, at=AT - timedelta(days=100))
    note("gammal", times=9, at=AT - timedelta(days=200))
    note("sällsynt", at=AT - timedelta(days=40))
    note("nyligen", at=AT - timedelta(days=1))
    prune(at=AT)
    assert counted() == {"qvanlig": 3, "nyligen": 1}
    monkeypatch.setattr(unknown, "MOST", 2)
    prune(at=AT)
    assert counted() == {"qvanlig": 3}


def test_a_word_that_is_added_is_unknown_no_more() -> None:
    note("solskydden", "laddstolpen", times=3)
    texts = {"sv": ["solskydd"], "en": ["sunshade"], "sv_nonpreferred": ["laddstolpen"]}
    save_concept(concept=VocabularyConcept(), texts=texts, in_use=True, by=None, at=timezone.now())
    assert set(counted()) == {"solskydden"}
    prune(at=AT)
    assert counted() == {}
