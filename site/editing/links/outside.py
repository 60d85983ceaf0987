"""Asking another site whether an address answers: briefly, and never one of a private network.

It is done in a process of its own (core.files.apart): no time-out of a library counts the look-up
of a name, headers that trickle and redirects together.
"""

import ipaddress
import socket
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import requests.certs
import urllib3
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Timeout, Url, parse_url

PATIENCE = Timeout(connect=5, read=10)
MOST_REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
GONE = (404, 410)
# Addresses of the older protocol inside ones of the newer, through which a private one is reached.
TRANSLATED = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")]


class NotAsked(Exception):
    """The address leads into a private network, or is none of the web's."""


class Silent(Exception):
    """There is no answer; the text says why."""


@dataclass(frozen=True)
class Asker:
    """Who asks, as it is told to the other site, and the hosts of their own network."""

    agent: str
    own_hosts: Collection[str] = ()


def problem(address: str, asker: Asker) -> str:
    """What is wrong with an address, in a few words; empty where it answers. Raises NotAsked.

    Who asks for a log-in or not so often, answers.
    """
    try:
        status = _status(address, asker)
    except Silent as error:
        return str(error)
    return str(status) if status in GONE or status >= 500 else ""


def _status(address: str, asker: Asker) -> int:
    """The status at the end of the redirects, each asked for as carefully as the first."""
    for _time in range(MOST_REDIRECTS):
        status, location = _ask("HEAD", address, asker)
        if status >= 400:  # many sites do not answer to HEAD
            status, location = _ask("GET", address, asker)
        if not (300 <= status < 400 and location):
            return status
        address = urljoin(address, location)
    raise Silent("too many redirects")


def _ask(method: str, address: str, asker: Asker) -> tuple[int, str]:
    try:
        url = parse_url(address)
    except LocationParseError as error:
        raise Silent("no address") from error
    with _pool(url, asker) as pool:
        try:
            response = pool.urlopen(
                method,
                url.request_uri,
                headers={"Host": url.netloc or "", "User-Agent": asker.agent},
                redirect=False,
                retries=False,
                assert_same_host=False,
                preload_content=False,
            )
        except (HTTPError, OSError) as error:
            raise Silent(type(error).__name__) from error
        response.close()
        return response.status, response.headers.get("Location", "")


def _pool(url: Url, asker: Asker) -> urllib3.HTTPConnectionPool:
    """To the very address that was looked at: a second look-up could give another one."""
    if url.scheme not in PORTS or not url.host or url.auth:
        raise NotAsked
    port = url.port or PORTS[url.scheme]
    number = _permitted(url.host, port, asker)
    if url.scheme == "http":
        return urllib3.HTTPConnectionPool(number, port, timeout=PATIENCE)
    return urllib3.HTTPSConnectionPool(
        number,
        port,
        timeout=PATIENCE,
        server_hostname=url.host,
        assert_hostname=url.host,
        cert_reqs="CERT_REQUIRED",
        ca_certs=requests.certs.where(),
    )


def _permitted(host: str, port: int, asker: Asker) -> str:
    """The numeric address of a host, all of whose addresses are public ones. Raises NotAsked."""
    name = host.strip("[]")
    numbers = list(_numeric(name, port))
    if name not in asker.own_hosts and (
        port not in PORTS.values() or not all(_is_public(number) for number in numbers)
    ):
        raise NotAsked
    return f"[{numbers[0]}]" if ":" in numbers[0] else numbers[0]


def _numeric(name: str, port: int) -> Iterator[str]:
    try:
        for *_kind, address in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM):
            yield str(address[0])
    except (OSError, UnicodeError) as error:
        raise Silent("no such host") from error


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            address = address.ipv4_mapped
        elif any(address in net for net in TRANSLATED):
            return False
    return address.is_global and not address.is_multicast
