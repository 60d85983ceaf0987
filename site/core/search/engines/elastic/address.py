"""SEARCH_URL: which product, on which hosts, as whom, under which name."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, unquote

from django.core.exceptions import ImproperlyConfigured

PORT = 9200
PREFIX = "omvarld"
HINT = (
    "Write for example SEARCH_URL=opensearch://host:9200,host2:9200 or"
    " SEARCH_URL=elasticsearch+https://user:password@host/prefix?ca_certs=/path/ca.pem,"
    " or leave SEARCH_URL out to search in the database."
)
NO_CLIENT = (
    "SEARCH_URL asks for OpenSearch, whose client is not installed: it is an extra,"
    " pip install --require-hashes -r requirements-opensearch.lock"
)
_URL = re.compile(
    r"(?P<product>elasticsearch|opensearch)(?:\+(?P<scheme>https?))?://"
    r"(?:(?P<user>[^:@/?#]+):(?P<password>[^@/?#]+)@)?"
    r"(?P<hosts>[^@/?#]+)"
    r"(?:/(?P<prefix>[^/?#]*)/?)?"
    r"(?:\?(?P<options>[^#]*))?"
)
_HOST = re.compile(r"(?P<name>[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?")
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True)
class Address:
    """Where the cluster is. `prefix` begins the name of everything that is ours there.

    `login` is a user and a password; `ca_certs` a file with the authorities to trust.
    """

    product: str
    hosts: tuple[tuple[str, int], ...]
    tls: bool = False
    login: tuple[str, str] | None = None
    prefix: str = PREFIX
    ca_certs: str | None = None

    @property
    def urls(self) -> list[str]:
        """Each host as an URL."""
        scheme = "https" if self.tls else "http"
        return [f"{scheme}://{name}:{port}" for name, port in self.hosts]


@lru_cache(maxsize=16)
def parse(url: str) -> Address:
    """Read SEARCH_URL. Raises ImproperlyConfigured with a sentence without the password.

    It raises too where OpenSearch is asked for and its client, an extra, is not installed.
    """
    match = _URL.fullmatch(url.strip())
    if match is None:
        raise _wrong(
            "It begins with elasticsearch://, elasticsearch+https://, opensearch:// or"
            " opensearch+https:// and names a host; in a user's name or password, write"
            " anything but letters and digits as %XX."
        )
    if match["product"] == "opensearch" and find_spec("opensearchpy") is None:
        raise ImproperlyConfigured(NO_CLIENT)
    tls = match["scheme"] == "https"
    return Address(
        product=match["product"],
        hosts=tuple(_host(host) for host in match["hosts"].split(",")),
        tls=tls,
        login=(unquote(match["user"]), unquote(match["password"])) if match["user"] else None,
        prefix=_prefix(match["prefix"] or PREFIX),
        ca_certs=_ca_certs(match["options"] or "", tls=tls),
    )


def _wrong(why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"SEARCH_URL is not understood. {why} {HINT}")


def _host(text: str) -> tuple[str, int]:
    match = _HOST.fullmatch(text.strip())
    port = int(match["port"] or PORT) if match else 0
    if match is None or not 0 < port < 65_536:
        raise _wrong("Hosts are HOST or HOST:PORT, with commas between.")
    return match["name"], port


def _prefix(text: str) -> str:
    if not _PREFIX.fullmatch(text):
        raise _wrong("The prefix is small letters a to z, digits, - and _, at most 100.")
    return text


def _ca_certs(options: str, *, tls: bool) -> str | None:
    """The only option there is."""
    values = parse_qs(options, keep_blank_values=True)
    paths = values.pop("ca_certs", [])
    if values or len(paths) > 1:
        raise _wrong("The one option is ca_certs=PATH.")
    if not paths:
        return None
    if not tls:
        raise _wrong("ca_certs is for +https.")
    if not Path(paths[0]).is_file():
        raise _wrong(f"There is no file {paths[0] or 'without a name'} for ca_certs.")
    return paths[0]
