"""The engine of the database in use, as backups need it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from django.db import connection

from core.operation.backup import sqlite
from core.operation.backup.values import Row


class Snapshot(Protocol):
    """The database as of one moment."""

    def tables(self) -> list[str]: ...

    def columns(self, table: str) -> list[str]: ...

    def rows(self, table: str) -> Iterator[Row]: ...

    def sequences(self) -> dict[str, int]: ...


class NewDatabase(Protocol):
    """One that is made beside the database in use, and takes its place when it is complete."""

    def used(self) -> AbstractContextManager[None]: ...

    def filling(self) -> AbstractContextManager[None]: ...

    def columns(self, table: str) -> list[str]: ...

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None: ...

    def set_sequences(self, last: dict[str, int]) -> None: ...

    def take_place(self) -> None: ...


class Engine(Protocol):
    """One of the two modules."""

    def snapshot(self) -> AbstractContextManager[Snapshot]: ...

    def new_database(self) -> AbstractContextManager[NewDatabase]: ...

    def in_use(self) -> bool: ...

    def folder(self) -> Path | None: ...


def engine() -> Engine:
    """The one that the settings name."""
    if connection.vendor == "sqlite":
        return sqlite
    # Only where PostgreSQL is used, whose library takes a while to load.
    from core.operation.backup import postgresql

    return postgresql
