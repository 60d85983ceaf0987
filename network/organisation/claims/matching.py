"""Which rules hold for what a provider says."""

from collections.abc import Iterable, Mapping
from typing import Any

from network.organisation.claims.models import ClaimRule


def holding(rules: Iterable[ClaimRule], claims: Mapping[str, Any]) -> list[ClaimRule]:
    """The rules whose value is what the provider says, or among it where it says a list."""
    return [rule for rule in rules if rule.value in _said(claims, rule.claim)]


def _said(claims: Mapping[str, Any], name: str) -> set[str]:
    """What the claim says, as texts; a name with full stops leads into it where none is called so.

    Names of claims may be addresses, with full stops of their own.
    """
    if name in claims:
        return set(_texts(claims[name]))
    first, dot, rest = name.partition(".")
    inner = claims.get(first)
    return _said(inner, rest) if dot and isinstance(inner, Mapping) else set()


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, str | int):
        yield str(value)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
