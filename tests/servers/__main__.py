"""`python -m tests.servers [--postgresql] [--opensearch] [--html_checker] -- COMMAND`.

Starts what is asked for (everything, where nothing is), says where it is in TEST_POSTGRES_URL,
TEST_OPENSEARCH_URL, TEST_ELASTICSEARCH_URL and TEST_HTML_CHECKER, runs the command, stops all and
ends with the command's exit code. What the machine lacks is named and left out; with CI=true that
is a failure.
"""

import argparse
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from tests.parts import under_ci
from tests.servers import elasticsearch_proxy, html_checker, opensearch, postgresql
from tests.servers.processes import Missing, StartFailed

Urls = dict[str, str]


@contextmanager
def with_postgresql() -> Iterator[Urls]:
    """PostgreSQL for `make test`."""
    with postgresql.running() as server:
        yield {"TEST_POSTGRES_URL": server.url()}


@contextmanager
def with_opensearch() -> Iterator[Urls]:
    """One node of OpenSearch, as itself and behind the proxy."""
    with opensearch.running() as server, elasticsearch_proxy.running(server.nodes[0].host) as proxy:
        yield {"TEST_OPENSEARCH_URL": server.url, "TEST_ELASTICSEARCH_URL": proxy.url}


@contextmanager
def with_html_checker() -> Iterator[Urls]:
    """The Nu Html Checker, which is no server: a program that has to be fetched."""
    yield {"TEST_HTML_CHECKER": shlex.join(html_checker.command())}


PARTS: dict[str, tuple[Callable[[], AbstractContextManager[Urls]], str]] = {
    "postgresql": (with_postgresql, "the suite on PostgreSQL"),
    "opensearch": (
        with_opensearch,
        "search on OpenSearch and through the elasticsearch client",
    ),
    "html_checker": (with_html_checker, "whether the pages are valid HTML"),
}


def main() -> int:
    """The exit code of the command; 1 where a server is missing under CI or does not start."""
    parser = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    for name in PARTS:
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("command", nargs="+", metavar="COMMAND")
    arguments = parser.parse_args()
    wanted = [name for name in PARTS if getattr(arguments, name)] or list(PARTS)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with ExitStack() as servers:
        try:
            urls, left_out = start(wanted, servers)
        except StartFailed as failed:
            print(failed, file=sys.stderr)
            return 1
        print(*left_out, sep="\n", end="\n" * bool(left_out), flush=True)
        if left_out and under_ci():
            print("Under CI=true nothing may be left out.", flush=True)
            return 1
        code = run(arguments.command, urls)
    # Once more, where it is seen: below what the command printed.
    print(*left_out, sep="\n", end="\n" * bool(left_out), flush=True)
    return code


def start(names: list[str], servers: ExitStack) -> tuple[Urls, list[str]]:
    """Start what the machine has: where that is, and a sentence on each part it lacks."""
    urls: Urls = {}
    left_out = []
    for name in names:
        part, tests = PARTS[name]
        try:
            urls |= servers.enter_context(part())
        except Missing as missing:
            left_out.append(f"{missing} Left out: {tests}.")
    return urls, left_out


def run(command: list[str], urls: Urls) -> int:
    """Run the command to its end; Ctrl-C and SIGTERM are for the command first."""
    process = subprocess.Popen(command, env={**os.environ, **urls})
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: process.terminate())
    code = process.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
