"""An identity provider on the loopback interface: a real one, of the package oidc-provider-mock."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.servers.processes import free_port, start, stop, wait_until

SECONDS = 60  # for an answer of it on a machine that is busy with other things


@dataclass
class IdentityProvider:
    """Knows people by their `sub`, and says of each the claims that it was told."""

    url: str
    process: "Popen[bytes]"
    log: Path

    def knows(self, sub: str, **claims: Any) -> None:
        """From now on it says so of this person."""
        self._told("PUT", f"users/{sub}", claims)

    def forgets(self, sub: str) -> None:
        """The person is taken away there: no token of theirs is good for anything."""
        self._told("POST", f"users/{sub}/revoke-tokens")

    def _told(self, method: str, path: str, claims: dict[str, Any] | None = None) -> None:
        answer = requests.request(method, f"{self.url}/{path}", json=claims, timeout=SECONDS)
        answer.raise_for_status()

    def answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/.well-known/openid-configuration", timeout=SECONDS).ok
        except requests.RequestException:
            return False

    def stop(self) -> None:
        """It is away, as long as the test lasts."""
        stop(self.process)


@contextmanager
def identity_provider(folder: Path, *options: str) -> Iterator[IdentityProvider]:
    """A running provider, gone afterwards; `options` are those of its command line."""
    port, log = free_port(), folder / "identity-provider.log"
    command = [sys.executable, "-m", "oidc_provider_mock", f"--port={port}", *options]
    process = start(command, log=log)
    provider = IdentityProvider(f"http://127.0.0.1:{port}", process, log)
    try:
        wait_until(provider.answers, process, log=log)
        yield provider
    finally:
        stop(process)


def asks_to_log_in(client: Client) -> str:
    """Where the site sends somebody who chooses the log-in at their own organisation."""
    answer = client.get(reverse("openid_connect_login", args=["oidc"]))
    assert answer.status_code == 302
    return answer["Location"]


def proves_who(address: str, sub: str) -> str:
    """What a person does at the provider: the way back to the site."""
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/accounts/oidc/oidc/login/callback/"]
    answer = requests.post(address, {"sub": sub}, timeout=SECONDS, allow_redirects=False)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].removeprefix("http://testserver")


def log_in_there(client: Client, sub: str) -> HttpResponse:
    """Log in as `sub`, from our log-in page over the provider and back, to where that leads."""
    back = proves_who(asks_to_log_in(client), sub)
    return client.get(back, follow=True)  # type: ignore[return-value]
