"""`load_vocabulary`: what a file brings, what it leaves, and what is no file of words."""

import gzip
import json
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.models import AuditEvent, VocabularyConcept
from core.search.vocabulary.lines import NoVocabulary, parse
from core.search.vocabulary.lookup import equivalents
from core.web import content_version
from tests.factories.words import forget_words
from tests.parts import shared

pytestmark = pytest.mark.django_db
HEADER = "sv\tsv_nonpreferred\ten\ten_nonpreferred\tsee_also"
SKYFALL = "skyfall\tstörtregn|extremt regn\tcloudburst\textreme rainfall\tflood risk"
GREEN = "takträdgård\t\troof garden\t\t"
Rows = Callable[..., dict[str, list[tuple]]]


@pytest.fixture(autouse=True)
def _no_words(db: None) -> None:
    """Only what the test loads."""
    forget_words()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "words.tsv"


def load(path: Path) -> tuple[dict[str, object], str, int]:
    """The JSON object that ends stdout, what stands on stderr, and the exit code."""
    out, err, code = StringIO(), StringIO(), 0
    with translation.override("en"):
        try:
            call_command("load_vocabulary", str(path), stdout=out, stderr=OutputWrapper(err))
        except CommandError as error:
            err.write(str(error))
            code = error.returncode
    return json.loads(out.getvalue().splitlines()[-1]), err.getvalue(), code


def counts(counted: dict[str, object]) -> list[object]:
    names = ("terms", "added", "changed", "unchanged", "refused")
    assert set(counted) == {"file", *names}
    return [counted[name] for name in names]


def english(key: str) -> list[str]:
    """The English words that a Swedish one leads to."""
    found = equivalents({"sv": [key]}).get(("sv", key), ())
    return [other.text for other in found if other.language == "en"]


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return path


def test_a_file_is_taken_over_as_it_is_now(path: Path, table_rows: Rows) -> None:
    earlier = list(AuditEvent.objects.values_list("pk", flat=True))
    counted, _err, code = load(written(path, SKYFALL, GREEN))
    assert (counts(counted), code) == ([2, 2, 0, 0, 0], 0)
    assert counted["file"] == "words.tsv"
    assert english("skyfall") == ["cloudburst", "extreme rainfall", "flood risk"]
    events = AuditEvent.objects.exclude(pk__in=earlier)
    assert [event.action for event in events] == ["core.load_vocabulary"]

    before, version = table_rows(), content_version.current()
    assert counts(load(path)[0]) == [2, 0, 0, 2, 0]
    assert table_rows() == before

    packed = path.with_name("words.tsv.gz")
    packed.write_bytes(gzip.compress(path.read_bytes().replace(b"\n", b"\r\n")))
    assert counts(load(packed)[0]) == [2, 0, 0, 2, 0]
    assert content_version.current() == version

    new = "solskydd\t\tsunshade\t\t"
    counted, _err, _code = load(written(path, SKYFALL.replace("cloudburst", "torrent"), new))
    assert counts(counted) == [2, 1, 1, 0, 0]
    assert english("skyfall") == ["extreme rainfall", "torrent", "flood risk"]
    assert english("solskydd") == ["sunshade"]
    assert english("takträdgård") == []


def test_a_file_touches_no_other_file_and_no_editor(path: Path) -> None:
    load(written(path, SKYFALL, GREEN))
    load(written(path.with_name("others.tsv"), "skyfall\t\tdownpour\t\t"))
    VocabularyConcept.objects.filter(name="takträdgård").update(edited=True)
    counted, _err, _code = load(written(path, GREEN.replace("roof", "rooftop")))
    assert counts(counted) == [1, 0, 0, 1, 0]
    assert english("takträdgård") == ["roof garden"]
    assert english("skyfall") == ["downpour"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('"skyfall"\t""\t"cloudburst ""big"""\t\t', ['cloudburst "big"']),
        ('sky"fall\t\tcloudburst\t\t', []),
        ("skyfall (väder)\t\tcloudburst (weather)\t\t", ["cloudburst (weather)"]),
        ("skyfall\t\tcloudburst", ["cloudburst"]),
        (" skyfall \t| |\t cloud \u00a0 burst ||\t\t", ["cloud burst"]),
        ("skyfallen\t\tcloudbursts\t\t", ["cloudbursts"]),
    ],
)
def test_words_are_read_as_they_are_meant(path: Path, line: str, found: list[str]) -> None:
    counted, _err, _code = load(written(path, line))
    assert counts(counted) == [1, 1, 0, 0, 0]
    assert english("skyfall") == found


def test_a_qualifier_is_no_part_of_what_is_looked_for(path: Path) -> None:
    load(written(path, "Århus (amt)\t\tAarhus (county)\t\t"))
    (other,) = equivalents({"sv": ["århus"]})["sv", "århus"]
    assert (other.text, other.key) == ("Aarhus (county)", "aarhus")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("\t\tcloudburst\t\t", "its column “sv” is empty"),
        ("skyfall\t\t\textreme rainfall\t", "its column “en” is empty"),
        (f"{SKYFALL}\tmore\tand more", "it has 7 columns and not 5"),
        ("sky\x07fall\t\tcloudburst\t\t", "it has characters that are no text"),
        ("sk\ufffdfall\t\tcloudburst\t\t", "it has characters that are no text"),
        ("–\t\tcloudburst\t\t", "“–” has no word in it"),
        (f"{'skyfall ' * 30}\t\tcloudburst\t\t", " …” is longer than 200 characters"),
        (GREEN, "there is a line of “takträdgård” above"),
    ],
)
def test_a_damaged_line_is_refused_alone(path: Path, line: str, why: str) -> None:
    other = "takträdgård\t\troof park\t\t"
    counted, err, code = load(written(path, GREEN, other, "", line, SKYFALL))
    assert (counts(counted), code) == ([4, 3, 0, 0, 1], 0)
    assert err.startswith("Line 5 is refused: ")
    assert why in err


def test_the_first_ten_refused_lines_are_named(path: Path) -> None:
    counted, err, _code = load(written(path, GREEN, *["\t\tx\t\t"] * 30))
    assert counts(counted) == [31, 1, 0, 0, 30]
    assert len(err.splitlines()) == 10


def test_bytes_that_are_no_text_spoil_only_their_line(path: Path) -> None:
    path.write_bytes(
        b"\xef\xbb\xbf"
        + f"{HEADER}\r\n{GREEN}\r\n".encode()
        + "mår\t\twell\t\t\r\n".encode("latin-1")
    )
    counted, err, _code = load(path)
    assert counts(counted) == [2, 1, 0, 0, 1]
    assert "it is not in UTF-8" in err


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "It cannot be read"),
        (b"", "does not name one column “sv”"),
        (b"sv;en\nskyfall;cloudburst\n", "does not name one column “sv”"),
        (b"sv\tfi\nskyfall\trankkasade\n", "does not name one column “en”"),
        (b"sv\ten\ten\nskyfall\tcloudburst\train\n", "does not name one column “en”"),
        (f"{HEADER}\n".encode(), "It has no line that can be used."),
        (f"{HEADER}\n{SKYFALL}\n".encode("utf-16"), "It is no text in UTF-8."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "It is no text in UTF-8."),
        (b"\xe5\tsv\ten\n", "It is no text in UTF-8."),
        (gzip.compress(f"{HEADER}\n{SKYFALL}\n".encode() * 50)[:-20], "damaged or cut off"),
        (b"\x1f\x8bnothing of the sort", "damaged or cut off"),
    ],
)
def test_what_is_no_file_of_words_changes_nothing(
    path: Path, table_rows: Rows, content: bytes | None, why: str
) -> None:
    load(written(path, SKYFALL))
    before = table_rows()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    counted, err, code = load(path)
    assert (counts(counted), code) == ([0, 0, 0, 0, 0], 1)
    assert err.startswith("words.tsv was not loaded and nothing was changed.")
    assert why in err
    assert table_rows() == before


@given(st.one_of(st.binary(), st.text().map(lambda text: f"{HEADER}\n{text}".encode())))
def test_any_file_is_read_or_refused_with_a_sentence(content: bytes) -> None:
    with suppress(NoVocabulary):
        for line in parse(content).lines:
            assert all(term.text.strip() == term.text != "" for term in line.terms)


@pytest.mark.long
@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "number", "origin", "word", "found"),
    [
        ("eurovoc_sv_en.tsv.gz", 7382, "eurovoc", "detaljhandel", "retail dealer"),
        ("yso_sv_en.tsv.gz", 32424, "yso", "konserthus", "concert houses"),
    ],
)
def test_a_thesaurus_is_loaded_whole(
    name: str, number: int, origin: str, word: str, found: str
) -> None:
    path = shared(f"data/{name}")
    counted, err, _code = load(path)
    assert (counts(counted), err) == ([number, number, 0, 0, 0], "")
    assert found in english(word)
    assert set(VocabularyConcept.objects.values_list("origin", flat=True)) == {origin}
    assert counts(load(path)[0]) == [number, 0, 0, number, 0]
