"""A value of SQLite as the text that PostgreSQL writes for it, and back, by the column's type."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

Value = str | None
Row = list[Value]


def written(value: Any, declared: str) -> Value:
    """What stands in the archive for what SQLite has."""
    if value is None:
        return None
    return WRITE.get(declared.lower(), _plain)(value)


def read(text: Value, declared: str) -> Any:
    """What SQLite is given for what stands in the archive; numbers are read by the column."""
    if text is None:
        return None
    return READ.get(declared.lower(), str)(text)


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    return repr(value) if isinstance(value, float) else str(value)


def _moment(text: str) -> str:
    """Django compares moments as text, so that there is one way to write one."""
    return str(datetime.fromisoformat(text).replace(tzinfo=None))


WRITE: dict[str, Callable[[Any], str]] = {
    "bool": lambda value: "t" if value else "f",
    "datetime": lambda value: f"{value}+00",
    "char(32)": lambda value: str(UUID(value)),
}
READ: dict[str, Callable[[str], Any]] = {
    "bool": lambda text: int(text == "t"),
    "datetime": _moment,
    "char(32)": lambda text: UUID(text).hex,
    "blob": lambda text: bytes.fromhex(text.removeprefix("\\x")),
}
