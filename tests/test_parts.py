"""A part that a machine lacks is said, and under CI it is a failure."""

from collections.abc import Callable

import pytest

from tests.parts import elasticsearch_url, opensearch_url, postgresql_url, require, shared


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


def test_a_test_that_reads_the_samples_says_so() -> None:
    with pytest.raises(AssertionError, match="mark the test with `shared`"):
        shared("data")


@pytest.mark.parametrize(
    ("url", "variable"),
    [
        (postgresql_url, "TEST_POSTGRES_URL"),
        (opensearch_url, "TEST_OPENSEARCH_URL"),
        (elasticsearch_url, "TEST_ELASTICSEARCH_URL"),
    ],
)
def test_a_server_is_where_the_environment_says_or_the_test_stops(
    monkeypatch: pytest.MonkeyPatch, url: Callable[[], str], variable: str
) -> None:
    monkeypatch.setenv("CI", "")
    monkeypatch.setenv(variable, "scheme://127.0.0.1:1")
    assert url() == "scheme://127.0.0.1:1"
    monkeypatch.delenv(variable)
    with pytest.raises(pytest.skip.Exception, match=f"{variable} is not set"):
        url()
