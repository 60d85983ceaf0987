"""The question that a record itself would ask."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from core.access.visibility import Visibility
from core.search.find import hits
from core.search.query import Query
from core.search.ranking.alike import own_question
from core.search.ranking.rarity import count
from tests.factories.calls import call, programme

pytestmark = pytest.mark.django_db


def words(made: Any, *names: str) -> set[str]:
    return {word.written for word in own_question("call", made.pk, names=names).question.words}


def test_it_is_made_of_words_that_others_have_and_of_no_names_or_numbers() -> None:
    life = programme("life")
    life.name_sv = life.name_en = "Meadows for life"
    life.save()
    made = call("Wetlands and meadows of D3-2027", programme_slug="life", identifier="LIFE-2027-D3")
    call("Wetlands and meadows of D3-2027", programme_slug="life", identifier="LIFE-2027-D4")
    call("Nobody else has peatlands")
    assert words(made) == set()  # nobody has counted yet
    count()
    assert words(made) >= {"en_wetland", "en_meadow", "en_life"}
    assert words(made, "Meadows for life") == {"en_wetland"}


def test_what_nobody_may_read_is_neither_found_nor_counted() -> None:
    made = call("Wetlands and meadows")
    for number in range(3):
        call(f"Wetlands {number}", visibility=Visibility.NETWORK)
    count()
    assert words(made) == set()
    call("Wetlands for all")
    count()
    own = own_question("call", made.pk)
    found = hits(Query(kinds=("call",)), own.question, user=AnonymousUser(), at=timezone.now())
    assert {hit.object_id for hit in found} == {made.pk, made.pk + 4}


def test_a_record_that_is_not_indexed_asks_nothing() -> None:
    own = own_question("call", 0)
    assert not own.question
    assert own.least == 0
