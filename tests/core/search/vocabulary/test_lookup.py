"""What a question's words are called otherwise."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.models import VocabularyConcept
from core.search import analysis
from core.search.vocabulary.actions import load_file
from core.search.vocabulary.lines import Origin, merged, parse
from core.search.vocabulary.lookup import equivalents
from tests.factories.words import forget_words

pytestmark = pytest.mark.django_db
HEADER = "sv\tsv_nonpreferred\ten\ten_nonpreferred\tsee_also\tbroader"


@pytest.fixture(autouse=True)
def _no_words(db: None) -> None:
    forget_words()


def load(origin: str, *lines: str) -> None:
    sheet = merged([parse("\n".join((HEADER, *lines)).encode())], origin)
    load_file(name=f"{origin}.tsv", sheet=sheet, by=None, at=timezone.now())


def found(language: str, word: str) -> list[tuple[str, str, str]]:
    """Each equivalent's language, text and kind."""
    key = analysis.key(word, language)
    others = equivalents({language: [key]}).get((language, key), ())
    return [(other.language, other.text, other.kind) for other in others]


def test_all_of_a_question_is_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    load(Origin.OWN, "laddstolpe\tladdpunkt\tcharging point\tcharger", "el\t\telectricity")
    with django_assert_num_queries(1):
        every = equivalents({"sv": {"laddstolpe", "el", "okänd"}, "en": {"charger", "el"}})
    assert list(every) == [("en", "charger"), ("sv", "el"), ("sv", "laddstolpe")]
    with django_assert_num_queries(0):
        assert equivalents({"sv": [], "en": []}) == {}


def test_each_word_leads_to_the_others_of_its_meaning() -> None:
    load(Origin.OWN, "laddstolpe\tladdpunkt\tcharging point\t\telectromobility\tinfrastructure")
    same = [("en", "charging point", "same"), ("sv", "laddpunkt", "same")]
    wider = [("en", "infrastructure", "broader"), ("en", "electromobility", "see_also")]
    assert found("sv", "laddstolpe") == same + wider
    # What is close to it leads nowhere back.
    assert found("en", "electromobility") == []
    assert found("en", "infrastructure")[0] == ("en", "charging point", "narrower")
    assert found("sv", "electromobility") == []


def test_a_word_with_two_meanings_leads_to_both() -> None:
    load(Origin.OWN, "led\t\ttrail", "led\tmyndighet\tauthority")
    words = [("en", "authority", "same"), ("en", "trail", "same"), ("sv", "myndighet", "same")]
    assert found("sv", "led") == words


def test_our_own_words_come_before_a_thesaurus() -> None:
    load(Origin.YSO, "hemtjänst\t\thome services", "skogsvård\t\tsilviculture")
    load(Origin.OWN, "hemtjänst\t\thome care\t\tcare", "omsorg\t\tattention\t\tsilviculture")
    assert found("sv", "hemtjänst") == [("en", "home care", "same"), ("en", "care", "see_also")]
    assert found("sv", "skogsvård") == [("en", "silviculture", "same")]
    # Ours has it only as a word that is close to another.
    assert [text for _code, text, _kind in found("en", "silviculture")] == ["skogsvård"]


def test_what_is_not_in_use_or_no_word_of_a_question_is_left_out() -> None:
    load(Origin.OWN, "tacka\tfår\tsheep", "lamm\t\tlamb")
    assert found("en", "sheep") == [("sv", "tacka", "same")]
    VocabularyConcept.objects.filter(name="lamm").update(in_use=False)
    assert found("sv", "lamm") == []
