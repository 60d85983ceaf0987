"""A part that a machine lacks is said, and under CI it is a failure."""

import pytest

from tests.parts import require


@pytest.mark.parametrize("value", ["", "false"])
def test_a_missing_part_skips_with_its_reason(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CI", value)
    with pytest.raises(pytest.skip.Exception, match="A browser is missing: install it"):
        require("A browser", False, "install it")


def test_under_ci_a_missing_part_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="A browser is missing: install it"):
        require("A browser", False, "install it")


def test_a_part_that_is_there_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    require("A browser", True, "install it")
