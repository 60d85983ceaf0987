"""What pages ask of the database, asked in this process under a site's settings."""

import json
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.calls import PATH
from core.models import User
from opportunities.models import Call


def captured(queries: Mapping[str, str]) -> str:
    """As JSON, milliseconds and SQL of the second of two requests per named query string."""
    client = Client(headers={"host": "127.0.0.1"})
    statements: dict[str, Sequence[tuple[float, str]]] = {}
    for name, query in queries.items():
        client.get(f"{PATH}?{query}")
        with CaptureQueriesContext(connection) as context:
            client.get(f"{PATH}?{query}")
        statements[name] = [(float(q["time"]) * 1000, q["sql"]) for q in context.captured_queries]
    return json.dumps(statements)


def counted(paths: Mapping[str, str], session: str = "") -> str:
    """As JSON, how many queries the second of two requests costs, per named path."""
    client = Client(headers={"host": "127.0.0.1"})
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    counts = {}
    for name, path in paths.items():
        client.get(path)
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).status_code == 200, path
        counts[name] = len(context)
    return json.dumps(counts)


def log_in() -> str:
    """The key of a session of somebody who is logged in and has no rights."""
    user, _new = User.objects.get_or_create(username="reader")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client.session.session_key or ""


def calls_apart(number: int) -> str:
    """As JSON, the addresses of so many calls' pages by reference, as far apart as there are."""
    calls = list(Call.objects.order_by("pk").only("reference"))
    chosen = calls[:: max(1, len(calls) // number)][:number]
    return json.dumps({call.reference: call.get_absolute_url() for call in chosen})
