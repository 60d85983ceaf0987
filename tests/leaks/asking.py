"""Asking for an address as somebody, and what the answer tells."""

import zipfile
from io import BytesIO
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.leaks.marks import found
from tests.leaks.own import Address
from tests.leaks.readers import who
from tests.leaks.table import Canary

OK = 200
MOVED = (301, 302)


def as_reader(reader: str) -> Client:
    """Their browser, logged in if they may be."""
    client = Client(raise_request_exception=False)
    user = who(reader)
    if user and user.is_active:
        client.force_login(user)
    elif user:  # was logged in before
        type(user).objects.filter(pk=user.pk).update(is_active=True)
        client.force_login(user)
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    return client


def whole(answer: Any) -> str:
    """All that an answer says, in its headers too, and inside an XLSX file. Once for each."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    if answer.get("Content-Type", "").startswith("text/calendar"):
        content = content.replace(b"\r\n ", b"")  # a line goes on there (RFC 5545, 3.1)
    return f"{answer.status_code} {dict(answer.items())}" + content.decode("utf-8", "replace")


def told(answer: Any, address: str) -> set[Canary]:
    """The canaries of an answer, without those that stood in the question."""
    return found(whole(answer)) - found(address)


def is_log_in(answer: Any) -> bool:
    """Whether the answer sends to log in."""
    return answer.get("Location", "").startswith(reverse("account_login"))


def shows(answer: Any, own: Address, tells: set[Canary]) -> bool:
    """Whether the answer, which tells of these, is what the address is of, or leads there."""
    if answer.status_code in MOVED:
        return own.canary in found(answer["Location"]) - found(own.address)
    named = own.canary in found(own.address) or not answer.get("Content-Type", "").startswith(
        "text/html"
    )
    return bool(answer.status_code == OK and (named or own.canary in tells))


def may_be_kept(answer: Any) -> bool:
    """Whether a cache may keep it."""
    return "no-store" not in answer.get("Cache-Control", "")
