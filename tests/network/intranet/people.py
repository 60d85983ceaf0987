"""Who uses the intranet in the tests, and what they have written."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.test import Client

from core.models import User
from network.models import Comment, Post
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
CANARY = "Kanariefågel"
_numbers = count(1)


def somebody(kind: str = "", **facts: Any) -> User:
    """Who holds a seat of the kind, in a unit of their own unless said."""
    user = UserFactory.create()
    appointed(user, kind, **facts)
    return user


def as_somebody(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def post(author: User, **facts: Any) -> Post:
    facts = {"title": CANARY, "text": CANARY, "published_at": AT, **facts}
    return Post.objects.create(profile=municipality(), author=author, **facts)


def comment(on: Post, author: User, text: str = CANARY, **facts: Any) -> Comment:
    facts = {"written_at": AT, "sent_key": f"key-{next(_numbers)}", **facts}
    return Comment.objects.create(post=on, author=author, text=text, **facts)
