"""An identity provider on the loopback interface, as far as OpenID Connect needs one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class IdentityProvider:
    """Vouches for `person` (the claims of userinfo); `broken` makes it answer with errors."""

    url: str
    person: dict[str, Any] = field(default_factory=dict)
    broken: bool = False

    def answer(self, path: str) -> dict[str, Any] | None:
        """What it says at `path`; None where there is nothing."""
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
            },
            "/token": {"access_token": "t", "token_type": "Bearer"},
            "/userinfo": {"sub": "42", **self.person},
        }.get(path)


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """A running provider, gone afterwards."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = provider.answer(self.path)
            broken = provider.broken and self.path == "/token"
            found = HTTPStatus.OK if known is not None else HTTPStatus.NOT_FOUND
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(HTTPStatus.INTERNAL_SERVER_ERROR if broken else found)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps({} if broken else known or {}).encode())

        do_POST = do_GET

        def log_message(self, *args: object) -> None:
            """Nothing: the tests' output is theirs."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = IdentityProvider(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
