"""The token of a calendar's address: told once, and kept as a digest."""

import hashlib
import secrets

BYTES = 32  # chance enough that nobody guesses one: a plain digest will do


def new_token() -> str:
    """One that nobody has."""
    return secrets.token_urlsafe(BYTES)


def digest_of(token: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
