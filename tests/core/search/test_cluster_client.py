"""A request goes to a host that answers, within its time, and to nobody but who it is meant for."""

import json
import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from core.search.engines.elastic import client as client_module
from core.search.engines.elastic.address import Address
from core.search.engines.elastic.client import Client, Failure, client
from core.search.engines.elastic.engine import ElasticEngine
from core.search.engines.elastic.products import PRODUCTS
from tests.core.search.clusters import URLS, entry, place
from tests.servers.processes import free_port

LOCAL = "127.0.0.1"


@pytest.fixture(params=list(URLS))
def address(request: pytest.FixtureRequest) -> Iterator[Address]:
    with place(request.param) as found:
        ElasticEngine(found).build([[entry(1)]])
        yield found


def test_a_host_that_is_off_is_not_missed(address: Address) -> None:
    off = (LOCAL, free_port())
    with_one_off = replace(address, hosts=(off, *address.hosts, (LOCAL, free_port())))
    for _ in range(6):
        ElasticEngine(with_one_off).trial()


def test_a_host_that_hangs_is_asked_once_and_then_left_out(
    address: Address, settings: Settings
) -> None:
    settings.SEARCH_TIMEOUT = 3.0
    with socket.create_server((LOCAL, 0)) as hanging:
        several = replace(address, hosts=(hanging.getsockname(), *address.hosts))
        for _ in range(6):
            ElasticEngine(several).trial()
        hanging.settimeout(0)
        hanging.accept()[0].close()
        with pytest.raises(BlockingIOError):
            hanging.accept()


@pytest.mark.parametrize("product", list(PRODUCTS))
@pytest.mark.parametrize("hosts", [1, 2, 3, 5])
def test_all_tries_together_take_no_longer_than_they_may(
    monkeypatch: pytest.MonkeyPatch, product: str, hosts: int
) -> None:
    now, shares = [100.0], list[float]()

    def hang(*arguments: Any) -> None:
        shares.append(arguments[-1])
        now[0] += shares[-1]
        raise TimeoutError

    monkeypatch.setattr(client_module, "monotonic", lambda: now[0])
    monkeypatch.setitem(PRODUCTS, product, lambda address: hang)
    asked = Client(Address(product, tuple((f"h{n}", 9200) for n in range(hosts))))
    with pytest.raises(Failure):
        asked.request("GET", "/", seconds=2.0)
    assert sum(shares) == 2.0
    assert len(shares) == min(hosts, 3)


def test_a_forked_process_has_connections_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    address = Address("opensearch", (("host", 9200),))
    ours = client(address)
    assert client(address) is ours
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert client(address) is not ours


class Cluster(BaseHTTPRequestHandler):
    """Says who asks it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = json.dumps({"as": self.headers.get("Authorization")}).encode()
        self.send_response(200)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


def certificate(folder: Path, name: x509.GeneralName) -> tuple[Path, Path]:
    """A certificate for `name` that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([name]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    return paths


@contextmanager
def behind_tls(folder: Path, name: x509.GeneralName) -> Iterator[tuple[int, str]]:
    """A server with a certificate for `name`: its port, and a file with its authority."""
    path, key = certificate(folder, name)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, key)
    with ThreadingHTTPServer((LOCAL, 0), Cluster) as server:
        server.daemon_threads = True
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port, str(path)
        finally:
            server.shutdown()


@pytest.mark.parametrize("product", list(PRODUCTS))
def test_a_certificate_is_checked_and_the_log_in_is_sent(tmp_path: Path, product: str) -> None:
    with behind_tls(tmp_path, x509.IPAddress(ip_address(LOCAL))) as (port, authority):
        unknown = Address(product, ((LOCAL, port),), tls=True, login=("user", "pass:word"))
        with pytest.raises(Failure, match=r"(?i)certificate"):
            client(unknown).request("GET", "/", seconds=10)
        known = replace(unknown, ca_certs=authority)
        answer = client(known).request("GET", "/", seconds=10)
    assert answer == {"as": "Basic dXNlcjpwYXNzOndvcmQ="}


@pytest.mark.parametrize("product", list(PRODUCTS))
def test_a_certificate_for_another_host_is_no_good(tmp_path: Path, product: str) -> None:
    with behind_tls(tmp_path, x509.DNSName("elsewhere.example")) as (port, authority):
        address = Address(product, ((LOCAL, port),), tls=True, ca_certs=authority)
        with pytest.raises(Failure, match=r"(?i)certificate|hostname|match"):
            client(address).request("GET", "/", seconds=10)
