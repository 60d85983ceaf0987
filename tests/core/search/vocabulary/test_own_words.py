"""The words that come with the software."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.models import VocabularyConcept, VocabularyTerm
from core.search import analysis
from core.search.vocabulary import own
from core.search.vocabulary.lines import merged, parse
from core.search.vocabulary.lookup import equivalents
from tests.factories.words import forget_words

HEADER = "sv\tsv_nonpreferred\ten\ten_nonpreferred\tsee_also\n"


@pytest.fixture
def folder(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of words in the place of ours."""
    forget_words()
    monkeypatch.setattr(own, "FOLDER", tmp_path)
    (tmp_path / "rain.tsv").write_text(f"{HEADER}skyfall\t\tcloudburst\t\t\nled\t\ttrail\t\t\n")
    (tmp_path / "rights.tsv").write_text(
        f"{HEADER}led\t\tauthority\t\t\nskyfall\tregn\tcloudburst\tdeluge\t\n"
    )
    return tmp_path


def migrate(*words: str) -> None:
    call_command("migrate", *words, verbosity=0)


def english(word: str) -> list[str]:
    key = analysis.key(word, "sv")
    found = equivalents({"sv": [key]}).get(("sv", key), ())
    return [other.text for other in found if other.language == "en"]


def test_they_are_there_once_the_tables_are(folder: Path) -> None:
    migrate()
    assert english("skyfall") == ["cloudburst", "deluge"]
    assert english("regn") == ["cloudburst", "deluge"]
    assert english("led") == ["authority", "trail"]
    assert {concept.origin for concept in VocabularyConcept.objects.all()} == {"own"}


def test_a_new_release_brings_its_own_and_leaves_what_an_editor_changed(folder: Path) -> None:
    migrate()
    VocabularyConcept.objects.filter(source_key="led").update(edited=True)
    (folder / "rain.tsv").write_text(f"{HEADER}skyfall\t\tdownpour\t\t\nled\t\tpath\t\t\n")
    (folder / "rights.tsv").unlink()
    migrate()
    assert english("skyfall") == ["downpour"]
    assert english("led") == ["trail"]


def test_where_nothing_is_new_it_costs_one_query(
    folder: Path,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    migrate()
    with django_assert_num_queries(1):
        assert own.refresh(at=timezone.now()) is False


def test_a_release_that_makes_other_keys_renews_those_of_every_word(folder: Path) -> None:
    other = VocabularyConcept.objects.create(origin="editor", name="solskydd")
    for language, text in (("sv", "solskydden"), ("en", "sunshades")):
        VocabularyTerm.objects.create(concept=other, language=language, text=text, key="old")
    migrate()
    assert [term.key for term in other.terms.all()] == ["solskydd", "sunshade"]


def test_our_words_are_whole() -> None:
    assert merged([parse(file.read_bytes()) for file in own.files()], "own").refused == ()
