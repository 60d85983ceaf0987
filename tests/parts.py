"""Parts a test needs that a machine may lack: a browser, servers, the folder of sample data.

Where one is missing the test is skipped with the reason in the summary; under CI=true it fails,
so that a check which never ran cannot pass for one that did.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED: Path | None = ROOT.parent / "shared"
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def under_ci() -> bool:
    """Whether every part has to be there."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def require(part: str, present: bool, reason: str) -> None:
    """Go on only where `part` is present; else skip, or under CI=true fail, saying `reason`."""
    if present:
        return
    message = f"{part} is missing: {reason}"
    if under_ci():
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def postgresql_url() -> str:
    """A throw-away PostgreSQL, as DATABASE_URL takes it, or the test stops (see require)."""
    return _server("PostgreSQL", "TEST_POSTGRES_URL")


def opensearch_url() -> str:
    """A throw-away OpenSearch, as SEARCH_URL takes it, or the test stops (see require)."""
    return _server("OpenSearch", "TEST_OPENSEARCH_URL")


def elasticsearch_url() -> str:
    """The same OpenSearch, for the `elasticsearch` client, or the test stops (see require).

    It is OpenSearch behind a proxy (tests.servers.elasticsearch_proxy).
    """
    return _server("OpenSearch for the elasticsearch client", "TEST_ELASTICSEARCH_URL")


def _server(part: str, variable: str) -> str:
    url = os.environ.get(variable, "")
    require(part, bool(url), f"{variable} is not set; `make test` starts it where it can")
    return url


def shared(path: str) -> Path:
    """A file or folder of the sample data beside the project, or the test stops (see require).

    The test is marked with `shared`: for others SHARED is None (tests.conftest).
    """
    assert SHARED is not None, "mark the test with `shared`: it reads ../shared"
    found = SHARED / path
    part = f"../shared/{path}".rstrip("/")
    require(part, found.exists(), "the sample data lie beside the checkout")
    return found


def chromium() -> str:
    """The path of the browser, or the test stops (see require)."""
    require(str(CHROMIUM), CHROMIUM.exists(), "install it with `apt-get install chromium`")
    return str(CHROMIUM)
