"""SEARCH_URL is understood, or a sentence says what to write."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from core.search.engines import cluster
from core.search.engines.elastic.address import Address, parse
from tests.parts import ROOT


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("opensearch://host", Address("opensearch", (("host", 9200),))),
        ("elasticsearch://a:1,b.c", Address("elasticsearch", (("a", 1), ("b.c", 9200)))),
        ("opensearch+http://host/", Address("opensearch", (("host", 9200),))),
        ("opensearch+https://host:443", Address("opensearch", (("host", 443),), tls=True)),
        ("opensearch://h/my-site/", Address("opensearch", (("h", 9200),), prefix="my-site")),
        (
            "elasticsearch+https://us%40er:p%2F%3A%40ss@[::1]:9201,h/p",
            Address(
                "elasticsearch", (("[::1]", 9201), ("h", 9200)), True, ("us@er", "p/:@ss"), "p"
            ),
        ),
    ],
)
def test_an_address_is_read(url: str, address: Address) -> None:
    assert parse(url) == address


def test_own_authorities_are_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    path.touch()
    assert parse(f"opensearch+https://h?ca_certs={path}").ca_certs == str(path)
    assert parse(f"opensearch+https://h/prefix?ca_certs={path}").ca_certs == str(path)
    path.unlink()
    parse.cache_clear()
    with pytest.raises(ImproperlyConfigured, match=f"no file {path}"):
        parse(f"opensearch+https://h?ca_certs={path}")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("localhost:9200", "begins with elasticsearch://"),
        ("http://host:9200", "begins with elasticsearch://"),
        ("solr://host", "begins with elasticsearch://"),
        ("opensearch+ftp://host", "begins with elasticsearch://"),
        ("opensearch://", "names a host"),
        ("opensearch://user:p@ss@host", "%XX"),
        ("opensearch://user:p/ss@host", "%XX|HOST:PORT"),
        ("opensearch://user@host", "%XX"),
        ("opensearch://host:port", "HOST:PORT"),
        ("opensearch://host:70000", "HOST:PORT"),
        ("opensearch://host:0", "HOST:PORT"),
        ("opensearch://a,,b", "HOST:PORT"),
        ("opensearch://::1", "HOST:PORT"),
        ("opensearch://host/Prefix", "small letters"),
        ("opensearch://host/a/b", "begins with|small letters"),
        ("opensearch://host/_p", "small letters"),
        ("opensearch+https://host?verify=no", "one option"),
        ("opensearch+https://host?ca_certs=", "no file"),
        ("opensearch://host?ca_certs=/etc/hosts", "for +https".replace("+", r"\+")),
    ],
)
def test_what_is_not_understood_is_said(settings: Settings, url: str, why: str) -> None:
    settings.SEARCH_URL = url
    with pytest.raises(ImproperlyConfigured, match=why) as raised:
        cluster()
    assert "SEARCH_URL=opensearch://host:9200" in str(raised.value)
    (message,) = (m for m in run_checks(tags=["core"]) if m.id == "core.E005")
    assert message.msg == str(raised.value)


def test_a_password_is_not_repeated(settings: Settings) -> None:
    settings.SEARCH_URL = "opensearch://user:secret@host:port"
    (message,) = (m for m in run_checks(tags=["core"]) if m.id == "core.E005")
    assert "secret" not in message.msg


def test_without_an_address_there_is_no_cluster(settings: Settings) -> None:
    settings.SEARCH_URL = ""
    assert cluster() is None
    assert not [m for m in run_checks(tags=["core"]) if m.id == "core.E005"]


CHECK = "sys.argv = ['manage.py', 'check']; runpy.run_path('manage.py', run_name='__main__')"
START = "sys.path.insert(0, 'site'); import config.wsgi"


def without_the_extra(code: str, url: str) -> subprocess.CompletedProcess[str]:
    """Run the code in a process of its own, in which OpenSearch's client cannot be imported."""
    code = f"import runpy, sys; sys.modules['opensearchpy'] = None; {code}"
    given = {"SEARCH_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **given},
        text=True,
        capture_output=True,
        check=False,
    )


@pytest.mark.long
@pytest.mark.parametrize(("code", "ends"), [(CHECK, 1), (START, 3)], ids=["check", "start"])
def test_without_its_client_opensearch_is_refused_with_a_sentence(code: str, ends: int) -> None:
    done = without_the_extra(code, "opensearch://host")
    assert done.returncode == ends
    assert "SEARCH_URL asks for OpenSearch, whose client is not installed" in done.stderr
    assert "requirements-opensearch.lock" in done.stderr


@pytest.mark.long
@pytest.mark.parametrize("code", [CHECK, START], ids=["check", "start"])
def test_elasticsearch_needs_no_client_of_opensearch(code: str) -> None:
    done = without_the_extra(code, "elasticsearch://127.0.0.1:1")
    assert (done.returncode, done.stderr) == (0, "")
