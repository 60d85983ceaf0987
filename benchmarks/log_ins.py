"""Log-ins that fail and new passwords, asked for within a site, and what each took."""

import json
import logging
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.test import Client
from django.urls import reverse

from core.models import User

KINDS: dict[str, dict[str, object]] = {
    "known": {},
    "inactive": {"is_active": False},
    "without password": {"password": UNUSABLE_PASSWORD_PREFIX},
}
UNKNOWN = "unknown"


def tried(tries: int) -> str:
    """Within the site: so many tries of each, mixed, and as JSON what they took."""
    settings.ACCOUNT_RATE_LIMITS = False
    logging.disable(logging.WARNING)  # each failure is a line
    for kind, values in KINDS.items():
        user = User.objects.create_user(_name(kind), _address(kind), "a long enough password")
        User.objects.filter(pk=user.pk).update(**values)
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    questions, shuffled = list(_questions()), random.Random(0)
    for number in range(tries + 1):
        shuffled.shuffle(questions)  # what went before makes a request slower or faster
        for what, who, ask in questions:
            start = time.perf_counter()
            ask()
            if number:  # the first warms up
                times[what, who].append((time.perf_counter() - start) * 1000)
    return json.dumps([_row(*question, taken) for question, taken in times.items()])


def _questions() -> Iterator[tuple[str, str, Callable[[], object]]]:
    client = Client(headers={"host": "127.0.0.1"})
    log_in, reset = reverse("account_login"), reverse("account_reset_password")
    for who in [*KINDS, UNKNOWN]:
        for what, login in (("log-in by name", _name(who)), ("log-in by address", _address(who))):
            data = {"login": login, "password": "not the password"}
            yield what, who, lambda data=data: client.post(log_in, data)  # type: ignore[misc]
        address = {"email": _address(who)}
        yield "new password", who, lambda data=address: client.post(reset, data)  # type: ignore[misc]


def _name(kind: str) -> str:
    return kind.replace(" ", "-")


def _address(kind: str) -> str:
    return f"{_name(kind)}@example.org"


def _row(what: str, who: str, taken: list[float]) -> tuple[str, ...]:
    figures = (
        statistics.median(taken),
        statistics.quantiles(taken, n=20, method="inclusive")[-1],
        max(taken),
    )
    return what, who, *(f"{figure:.1f}" for figure in figures)
