"""SEARCH_URL is understood, or a sentence says what to write."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from core.search.engines import cluster
from core.search.engines.elastic.address import Address, parse


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
def test_what_is_not_understood_is_said(settings, url: str, why: str) -> None:
    settings.SEARCH_URL = url
    with pytest.raises(ImproperlyConfigured, match=why) as raised:
        cluster()
    assert "SEARCH_URL=opensearch://host:9200" in str(raised.value)
    (message,) = (m for m in run_checks(tags=["core"]) if m.id == "core.E005")
    assert message.msg == str(raised.value)


def test_a_password_is_not_repeated(settings) -> None:
    settings.SEARCH_URL = "opensearch://user:secret@host:port"
    (message,) = (m for m in run_checks(tags=["core"]) if m.id == "core.E005")
    assert "secret" not in message.msg


def test_without_an_address_there_is_no_cluster(settings) -> None:
    settings.SEARCH_URL = ""
    assert cluster() is None
    assert not [m for m in run_checks(tags=["core"]) if m.id == "core.E005"]
