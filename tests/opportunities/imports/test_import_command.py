"""`import_calls` as it is typed: its exit codes, its last line, its sentences."""

import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from core.files.apart import MEGABYTE, Limits
from opportunities.imports import run
from opportunities.management.commands.import_calls import Command
from opportunities.models import Call, ImportRun, Quarantined, Source
from tests.factories.opportunities import JUNE, MAY, cascade, feed, result, write
from tests.fakes.portal import Answer, portal
from tests.parts import shared

NOTHING = {
    "source": "eu-portal",
    "received": 0,
    "created": 0,
    "updated": 0,
    "unchanged": 0,
    "duplicate": 0,
    "quarantined": 0,
}


def manage(*arguments: Any) -> Any:
    """Exit code, the JSON object that ends stdout, and the sentence for stderr."""
    out, code, sentence = StringIO(), 0, ""
    try:
        call_command("import_calls", "eu-portal", *map(str, arguments), stdout=out)
    except CommandError as error:
        code, sentence = error.returncode, str(error)
    return code, json.loads(out.getvalue().strip().splitlines()[-1]), sentence


def numbers(report: Any) -> dict[Any, Any]:
    return {k: v for k, v in report.items() if v and k != "source"}


@pytest.mark.shared
@pytest.mark.django_db
def test_the_june_sample_as_a_person_imports_it() -> None:
    path = shared(JUNE)
    code, report, sentence = manage("--file", path)
    assert (code, sentence) == (0, "")
    assert report == NOTHING | {"received": 166, "created": 129, "duplicate": 37}
    assert manage("--file", path)[1] == NOTHING | {
        "received": 166,
        "unchanged": 129,
        "duplicate": 37,
    }


@pytest.mark.shared
@pytest.mark.django_db
@pytest.mark.parametrize("packed", [True, False])
def test_a_folder_of_pages_is_one_feed(tmp_path: Path, packed: bool) -> None:
    for name, source in (("1.json", MAY), ("2.json", JUNE)):
        data = shared(source).read_bytes()
        if packed:
            (tmp_path / f"{name}.gz").write_bytes(gzip.compress(data))
        else:
            (tmp_path / name).write_bytes(data)
    (tmp_path / "notes.txt").write_text("not a page")
    (tmp_path / "folder.json").mkdir()
    code, report, _sentence = manage("--file", tmp_path)
    assert code == 0
    assert numbers(report) == {"received": 180, "created": 131, "duplicate": 49}


@pytest.mark.django_db
def test_pages_that_state_the_total_of_them_all(tmp_path: Path) -> None:
    for number in (1, 2, 10):
        page = feed(result(f"A-{number}"), totalResults=3, pageNumber=number)
        write(tmp_path / f"page-{number}.json", page)
    assert numbers(manage("--file", tmp_path)[1]) == {"received": 3, "created": 3}
    (tmp_path / "page-2.json").unlink()
    code, report, sentence = manage("--file", tmp_path)
    assert (code, report) == (1, NOTHING)
    assert "2" in sentence


@pytest.mark.django_db
def test_a_dry_run_prints_the_same_and_writes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.json", feed(result(), result(), cascade(1), "junk"))
    dry = manage("--file", path, "--dry-run")
    assert numbers(dry[1]) == {"received": 4, "created": 2, "duplicate": 1, "quarantined": 1}
    for model in (Call, ImportRun, Quarantined, Source):
        assert not model.objects.exists()
    assert manage("--file", path) == dry


def junk(path: Any) -> list[Any]:
    """Files that are no feed, by what is wrong with them."""
    good = json.dumps(feed(result()))
    path.joinpath("empty folder").mkdir()
    files = {
        "nothing.json": b"",
        "empty.json": json.dumps(feed()).encode(),
        "half.json": good[: len(good) // 2].encode(),
        "short.json": json.dumps(feed(result(), totalResults=2)).encode(),
        "binary.json": bytes(range(256)) * 40,
        "binary.json.gz": b"\x1f\x8b" + bytes(range(256)),
        "half.json.gz": gzip.compress(good.encode())[:-20],
        "list.json": b"[1, 2]",
        "number.json": b"3",
        "deep.json": b"[" * 200_000,
        "results.json": b'{"results": {"a": 1}}',
        "digits.json": b'{"results": [' + b"9" * 5000 + b"]}",
        "latin.json": '{"results": ["å"]}'.encode("latin-1"),
    }
    for name, data in files.items():
        path.joinpath(name).write_bytes(data)
    return [*files, "empty folder", "missing.json"]


@pytest.mark.django_db
def test_what_is_no_feed_changes_nothing_and_says_why(tmp_path: Path) -> None:
    manage("--file", write(tmp_path / "good", feed(result())))
    before = list(Call.objects.values())
    for name in junk(tmp_path):
        code, report, sentence = manage("--file", tmp_path / name)
        assert (code, report) == (1, NOTHING), name
        assert sentence.endswith("."), name
        assert "\n" not in sentence
        assert ImportRun.objects.order_by("-pk")[0].error == sentence
    assert list(Call.objects.values()) == before


@pytest.mark.django_db
def test_a_refused_dry_run_writes_nothing(tmp_path: Path) -> None:
    assert manage("--file", tmp_path / "missing.json", "--dry-run")[0] == 1
    assert not ImportRun.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.django_db
def test_junk_in_a_feed_is_no_failure(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.json", feed("junk", 3, None, {}, []))
    code, report, _sentence = manage("--file", path)
    assert (code, numbers(report)) == (0, {"received": 5, "quarantined": 5})


@pytest.mark.django_db
def test_live(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    pages = {1: feed(result(), cascade(1), totalResults=2)}
    with portal(lambda asked: Answer(pages.get(asked.page, feed()))) as server:
        assert numbers(manage("--url", server.url)[1]) == {"received": 2, "created": 2}
        # Without an address it is the source's own, which an editor may change.
        Source.objects.update(url=server.url)
        assert numbers(manage()[1]) == {"received": 2, "unchanged": 2}
    with portal(lambda _asked: Answer(status=404)) as server:
        code, report, sentence = manage("--url", server.url)
    assert (code, report) == (1, NOTHING)
    assert "404" in sentence


@pytest.mark.django_db
def test_the_moment_can_be_given(tmp_path: Path) -> None:
    manage("--file", write(tmp_path / "f", feed(result())), "--at", "2026-06-27T12:00:00+02:00")
    assert Call.objects.get().first_seen.isoformat() == "2026-06-27T10:00:00+00:00"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no-such-source"],
        ["eu-portal", "--file"],
        ["eu-portal", "--file", "a.json", "--url", "https://ec.europa.eu/"],
        ["eu-portal", "--url", "ec.europa.eu"],
        ["eu-portal", "--url", "file:///etc/passwd"],
        ["eu-portal", "--url", "http://[bad"],
        ["eu-portal", "--at", "yesterday"],
        ["eu-portal", "--no-such-option"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        Command().run_from_argv(["manage.py", "import_calls", *arguments])
    assert caught.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage:" in printed.err


def nested(levels: int) -> str:
    return f"{'[' * levels}{']' * levels}"


@pytest.mark.django_db
def test_a_row_that_is_nested_deeply_stops_no_other(tmp_path: Path) -> None:
    whole = json.dumps(feed(result(), "deep")).replace('"deep"', nested(800))
    path = tmp_path / "feed.json"
    path.write_text(whole)
    assert numbers(manage("--file", path)[1]) == {"received": 2, "created": 1, "quarantined": 1}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_unpacks_to_too_much_changes_nothing_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    bomb = tmp_path / "bomb.json.gz"
    # A hundred million spaces, in members of which each is a few kilobytes.
    bomb.write_bytes(gzip.compress(b" " * 10_000_000) * 10)
    for limits, words in (
        (Limits(memory=96 * MEGABYTE), {"sv": "för mycket minne", "en": "too much memory"}),
        (Limits(seconds=0), {"sv": "för lång tid", "en": "too long"}),
    ):
        monkeypatch.setattr(run, "LIMITS", limits)
        with override(language):
            code, report, sentence = manage("--file", bomb)
        assert (code, report) == (1, NOTHING)
        assert words[language] in sentence
        assert ImportRun.objects.order_by("-pk")[0].error == sentence
