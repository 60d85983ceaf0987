"""Which words a word may be misspelt for."""

import pytest
from django.utils import timezone

from core.models import SearchFrequency, VocabularyConcept, VocabularyFile
from core.search.vocabulary.actions import delete_concept, load_file, save_concept
from core.search.vocabulary.lines import Origin, merged, parse
from core.search.vocabulary.spelling import is_known, is_slip, near

pytestmark = pytest.mark.django_db
PAIRS = """sv	en
skyfall	cloudburst
vatten	water
vapen	weapon
klimat	climate
biologisk mångfald	biodiversity
fritidsgård	youth centre
hållbar	sustainable
kollektivtrafik	public transport
ungdom	young person
invasiv art	invasive species"""
RECORDS = {"en_erasmus": 40, "en_energy": 300, "en_enemy": 2, "sv_energi": 9, "en_l33t": 50}


@pytest.fixture(autouse=True)
def _words(db: None) -> None:
    VocabularyFile.objects.all().delete()
    sheet = merged([parse(PAIRS.encode())], Origin.OWN)
    load_file(name="own.tsv", sheet=sheet, by=None, at=timezone.now())
    SearchFrequency.objects.all().delete()
    SearchFrequency.objects.bulk_create(
        SearchFrequency(token=token, records=number) for token, number in RECORDS.items()
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("skyfal", ["skyfall"]),  # a letter too few
        ("skyfalll", ["skyfall"]),  # one too many
        ("skufall", ["skyfall"]),  # another
        ("sykfall", ["skyfall"]),  # two that have changed places count as one
        ("slyfal", ["skyfall"]),  # two slips in a long word
        ("vaten", ["vatten"]),  # a doubled letter is likelier than another
        ("vapten", ["vapen", "vatten"]),
        ("klimt", ["klimat"]),
        ("vtaten", ["vatten"]),
        ("biolgoisk", ["biologisk"]),
        ("hålbalr", ["hållbar"]),  # two that have changed places, and one too few
        ("kilma", []),  # two slips in a short word would be anything
        ("klmat", ["klimat"]),
        ("erasmuss", ["erasmus"]),  # of records alone
        ("biodiversty", ["biodiversity"]),
        ("fritidsgard", ["fritidsgård"]),  # without dots
        ("hallbar", ["hållbar"]),
        ("enegry", ["energy"]),  # the nearest only
        ("enemgy", ["energy", "enemy"]),  # as near: the more frequent first
        ("ungdommar", ["ungdom"]),  # an inflected form
        ("kollektivtrafikken", ["kollektivtrafik"]),
        ("klimater", ["klimat", "climate"]),
        ("vatten", ["vatten"]),
        ("leet", []),
        ("l33s", []),  # no word
        ("kli", []),
        ("qwertyzxcv", []),
        ("k" * 200, []),
        ("100%_öre", []),
    ],
)
def test_a_slip_leads_to_the_words_that_are_nearest(written: str, meant: list[str]) -> None:
    assert [other.word for other in near(written)] == meant


def test_what_is_out_of_use_is_not_offered_and_records_are_told_from_the_vocabulary() -> None:
    assert {other.word: other.in_vocabulary for other in near("klimatt") + near("erasmuss")} == {
        "klimat": True,
        "erasmus": False,
    }
    VocabularyConcept.objects.filter(name="klimat").update(in_use=False)
    assert near("klimatt") == []


def test_a_word_of_a_phrase_is_known_and_a_rare_word_is_a_slip() -> None:
    assert [word for word in ("invasiv", "species", "vatten", "vat") if is_known(word)] == [
        "invasiv",
        "species",
        "vatten",
    ]
    assert [word for word in ("skyfal", "kanot", "klimt") if is_slip(word)] == [
        "skyfal",
        "klimt",
    ]


def test_a_word_is_near_from_the_moment_it_is_known_until_it_is_not() -> None:
    assert near("snörojning") == near("biografr") == []
    new = save_concept(
        concept=VocabularyConcept(),
        texts={"sv": ["snöröjning"], "en": ["snow clearance"]},
        in_use=True,
        by=None,
        at=timezone.now(),
    )
    counted = SearchFrequency.objects.create(token="sv_biograf", records=2)
    assert [other.word for other in near("snörojning") + near("biografr")] == [
        "snöröjning",
        "biograf",
    ]
    delete_concept(concept=new, by=None, at=timezone.now())
    counted.delete()
    assert near("snörojning") == near("biografr") == []
