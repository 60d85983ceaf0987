"""Long work is seen: a bar in a terminal, lines in the log elsewhere, and nothing on stdout."""

import io
import json
import logging
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from core.operation import progress
from core.search import index
from tests.factories.calls import call
from tests.factories.opportunities import feed, result, write


class Terminal(io.StringIO):
    """Standard error as somebody sees it."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A screen in the place of standard error; called by the test, since pytest sets its own."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    return screen


@pytest.mark.django_db
def test_an_import_shows_each_of_its_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    terminal = watched(monkeypatch)
    out, path = io.StringIO(), tmp_path / "feed.json"
    write(path, feed(*(result(f"TOPIC-{number}") for number in range(3))))
    call_command("import_calls", "eu-portal", "--file", str(path), stdout=out)
    for part in ("calls sorted: 100%", "call indexed: 100%"):
        assert part in terminal.getvalue()
    assert json.loads(out.getvalue())["created"] == 3


@pytest.mark.django_db
def test_a_rebuild_counts_records_and_not_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        call(f"Water {number}")
    monkeypatch.setattr(index, "CHUNK", 2)
    out, terminal = io.StringIO(), watched(monkeypatch)
    call_command("rebuild_search", stdout=out)
    assert "3/3" in terminal.getvalue()
    assert "call: 3 indexed" in out.getvalue()


def test_where_nobody_watches_the_log_has_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(progress, "EVERY", 0)
    with caplog.at_level(logging.INFO, logger="core.operation.progress"):
        assert list(progress.shown("abc", what="letters", total=3)) == ["a", "b", "c"]
    lines = [record.getMessage() for record in caplog.records]
    assert lines == [
        "letters: 1 of 3",
        "letters: 2 of 3",
        "letters: 3 of 3",
        "letters: 3 in 0 seconds",
    ]


def test_what_is_soon_done_leaves_no_line(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="core.operation.progress"):
        list(progress.shown(range(10), what="numbers"))
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")
