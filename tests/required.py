"""What must be there for a test to go on."""

from typing import TypeVar

T = TypeVar("T")


def required(value: T | None) -> T:
    """The value itself; a test that looks for something and gets nothing stops here."""
    assert value is not None
    return value
