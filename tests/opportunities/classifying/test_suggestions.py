"""Which areas and audiences a call points to, and why."""

from typing import Any

import pytest

from core.models import Audience, PriorityArea, VocabularyWord
from core.search.index import check
from opportunities.classifying.suggestions import Matcher, suggest, suggest_all
from opportunities.models import AudienceWord, Call, CallAudience, CallPriority, Origin
from tests.factories.calls import area, call

AREA = (CallPriority, 1)
OTHER = (CallPriority, 2)
WHO = (CallAudience, 1)


def targets(words: Any, *, language: str = "en", target: Any = AREA, **texts: Any) -> Any:
    return Matcher((target, "en", word) for word in words).targets(texts, language)


def found(words: Any, **texts: Any) -> list[Any]:
    return [r["word"] for r in targets(words, **texts).get(AREA, [])]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"title": "Treating wastewater"}, ["wastewater"]),
        ({"keywords": "sludge · Wastewater"}, ["wastewater"]),
        ({"title": "WETLANDS"}, ["wetland"]),
        ({"title": "A wetland's birds"}, ["wetland"]),
        ({"title": "Green-infrastructure"}, ["green infrastructure"]),
        ({"title": "green and other infrastructures"}, []),
        ({"title": "wasteland waters"}, []),
        ({"text": "Some wastewater."}, []),
        ({"text": "Some wastewater and more wastewater."}, ["wastewater"]),
        ({"text": "Some wastewater in a wetland."}, ["wastewater", "wetland"]),
        ({"text": "wastewater", "conditions": "wetlands"}, []),
        ({}, []),
    ],
)
def test_one_find_in_title_or_keywords_is_enough_and_two_in_the_text(
    texts: Any, expected: Any
) -> None:
    assert found(["wastewater", "wetland", "green infrastructure"], **texts) == expected


def test_a_phrase_and_a_word_inside_it_are_one_find() -> None:
    words = ["affordable housing", "housing"]
    assert found(words, text="On affordable housing.") == []
    assert found(words, text="On affordable housing and social housing.") == words


def test_the_reason_is_the_word_with_the_weightiest_field_it_stands_in() -> None:
    reasons = targets(["flood", "drought"], title="Floods", text="Flood, drought, drought.")[AREA]
    assert reasons == [
        {"word": "flood", "language": "en", "field": "title"},
        {"word": "drought", "language": "en", "field": "text"},
    ]


def test_an_acronym_is_only_found_in_capitals() -> None:
    assert found(["IT"], title="Why it matters") == []
    assert found(["IT"], title="Better IT for towns") == ["IT"]


def test_words_of_the_other_language_are_not_looked_for() -> None:
    assert targets(["bad"], language="sv", title="Ett bad i sjön") == {}
    swedish = Matcher([(AREA, "sv", "våtmark")])
    assert AREA in swedish.targets({"title": "Restaurera våtmarker"}, "sv")
    assert swedish.targets({"title": "Restore våtmarker"}, "en") == {}


def test_conditions_say_who_may_apply() -> None:
    texts = {"text": "", "conditions": "A local authority, or several local authorities, apply."}
    assert WHO in targets(["local authority"], target=WHO, **texts)
    assert targets(["local authority"], target=AREA, **texts) == {}


def test_areas_are_told_apart() -> None:
    matcher = Matcher([(AREA, "en", "flood"), (OTHER, "en", "school"), (OTHER, "en", "flood")])
    assert set(matcher.targets({"title": "Floods"}, "en")) == {AREA, OTHER}
    assert set(matcher.targets({"title": "Schools"}, "en")) == {OTHER}


@pytest.mark.parametrize("word", ["", " ", "—", "!"])
def test_a_word_of_nothing_is_found_nowhere(word: str) -> None:
    assert targets([word], title="— ! anything") == {}


# In the database ---------------------------------------------------------------------------------


@pytest.fixture
def water(db: None) -> PriorityArea:
    place = area("water")
    add(place, "wastewater")
    return place


def add(place: Any, word: Any) -> None:
    VocabularyWord.objects.create(area=place, language="en", word=word)


def links(made: Any) -> list[Any]:
    found = CallPriority.objects.filter(call=made)
    return list(found.values_list("area__slug", "origin", "rejected"))


def test_links_follow_the_vocabulary(water: PriorityArea) -> None:
    made, other = call("Wastewater for all"), call("Schools")
    assert suggest([made.pk, other.pk]) == {made.pk}
    assert links(made) == [("water", "rule", False)]
    assert suggest([made.pk, other.pk]) == set()
    add(water, "school")
    assert suggest_all() == {other.pk}
    VocabularyWord.objects.filter(word="wastewater").delete()
    assert suggest_all() == {made.pk}
    assert links(made) == []
    assert not check(kind="call")


def test_the_words_are_renewed(water: PriorityArea) -> None:
    made = call("Wastewater in wetlands")
    suggest_all()
    add(water, "wetland")
    assert suggest_all() == {made.pk}
    assert [r["word"] for r in CallPriority.objects.get(call=made).words] == [
        "wastewater",
        "wetland",
    ]


@pytest.mark.parametrize("rejected", [True, False])
@pytest.mark.parametrize("title", ["Wastewater", "Schools"])
def test_what_an_editor_decided_stays(water: PriorityArea, title: str, rejected: bool) -> None:
    made = call(title)
    link = CallPriority.objects.create(
        call=made, area=water, origin=Origin.EDITOR, rejected=rejected, words=["mine"]
    )
    assert suggest_all() == set()
    link.refresh_from_db()
    assert (link.origin, link.rejected, link.words) == (Origin.EDITOR, rejected, ["mine"])


def test_an_area_of_a_scheme_that_no_longer_sorts_calls_is_taken_away(water: PriorityArea) -> None:
    made = call("Wastewater")
    suggest_all()
    water.scheme.classifies_calls = False
    water.scheme.save()
    assert suggest_all() == {made.pk}
    assert links(made) == []


@pytest.mark.django_db
def test_audiences_are_suggested_by_the_same_rule() -> None:
    made = call("Town-Twinning", keywords=["Local authorities"])
    town = Audience.objects.create(slug="town", name_sv="Kommun", name_en="Municipality")
    AudienceWord.objects.create(audience=town, language="en", word="local authority")
    assert suggest_all() == {made.pk}
    link = CallAudience.objects.get(call=made)
    assert (link.audience, link.origin) == (town, Origin.RULE)
    assert link.words == [{"word": "local authority", "language": "en", "field": "keywords"}]


@pytest.mark.django_db
def test_no_vocabulary_no_suggestions() -> None:
    call("Wastewater")
    assert suggest_all() == set()
    assert Call.objects.filter(priority_links=None).count() == 1
