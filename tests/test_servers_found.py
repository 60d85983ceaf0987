"""What the servers of the tests run on is found, fetched once, or said to be missing."""

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers import java, postgresql
from tests.servers.opensearch import POM
from tests.servers.processes import Missing


def jdk(folder: Path, version: str, *, compiler: bool = True) -> Path:
    """A folder that looks like a Java."""
    (folder / "bin").mkdir(parents=True)
    (folder / "release").write_text(f'IMPLEMENTOR="Someone"\nJAVA_VERSION="{version}"\n')
    if compiler:
        (folder / "bin" / "javac").touch()
    return folder


@pytest.fixture
def no_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of installed Javas, with none in it."""
    monkeypatch.setattr(java, "INSTALLED", tmp_path / "jvm")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return tmp_path / "jvm"


def test_the_newest_java_is_taken(no_java: Path) -> None:
    jdk(no_java / "a", "9.0.4")
    jdk(no_java / "b", "21.0.2")
    newest = jdk(no_java / "c", "25")
    jdk(no_java / "d", "17.0.15")
    jdk(no_java / "e", "26.0.1", compiler=False)
    assert java.java() == newest / "bin" / "java"


@pytest.mark.parametrize(("chosen", "taken"), [("21.0.2", "chosen"), ("17.0.15", "jvm/newest")])
def test_java_home_wins_where_it_is_new_enough(
    no_java: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, taken: str
) -> None:
    jdk(no_java / "newest", "25.0.3")
    monkeypatch.setenv("JAVA_HOME", str(jdk(no_java.parent / "chosen", chosen)))
    assert java.java() == no_java.parent / taken / "bin" / "java"


@pytest.mark.parametrize("version", [None, "1.8.0_442", "20.0.1"])
def test_without_a_java_that_will_do_the_message_says_what_is_needed(
    no_java: Path, version: str | None
) -> None:
    if version:
        jdk(no_java / "old", version)
    with pytest.raises(Missing, match=r"needs a full Java \(JDK\) 21 or newer"):
        java.java()


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts an `mvn` with the given last line first in PATH; gives the file of its calls."""
    monkeypatch.setattr(java, "KEPT", tmp_path / "kept")
    calls = tmp_path / "calls"

    def put(last: str) -> Path:
        program = tmp_path / "bin" / "mvn"
        program.parent.mkdir()
        program.write_text(
            "#!/bin/sh\n"
            f'echo called >> "{calls}"\n'
            'for argument; do case "$argument" in\n'
            '  -DoutputDirectory=*) folder="${argument#*=}"; mkdir "$folder";;\n'
            f"esac; done\n{last}\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
        return calls

    return put


def test_jars_are_fetched_once_also_by_two_at_once(maven: Callable[[str], Path]) -> None:
    calls = maven('echo jar > "$folder/a.jar"')
    found: list[Path] = []
    both = [threading.Thread(target=lambda: found.append(java.jars(POM))) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert [(folder / "a.jar").read_text() for folder in found] == ["jar\n", "jar\n"]
    assert java.jars(POM) == found[0] == found[1]
    assert calls.read_text() == "called\n"


def test_jars_that_cannot_be_fetched_are_a_missing_part_and_asked_for_again(
    maven: Callable[[str], Path],
) -> None:
    calls = maven("echo '[ERROR] No route to the repository'; exit 1")
    for _ in range(2):
        with pytest.raises(Missing, match=r"could not fetch .* No route to the repository"):
            java.jars(POM)
    assert calls.read_text() == "called\ncalled\n"


def test_without_maven_or_postgresql_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(java, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(postgresql, "INSTALLED", tmp_path)
    with pytest.raises(Missing, match="apt-get install maven"):
        java.jars(POM)
    with pytest.raises(Missing, match="apt-get install postgresql"):
        postgresql.programs()
