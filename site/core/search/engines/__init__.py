"""The engines behind the one search, and which of them answers."""

from core.search.engines.base import Answer, Asked, Engine, Hit, Terms
from core.search.engines.sqlite import SqliteEngine

__all__ = ["Answer", "Asked", "Engine", "Hit", "Terms", "engine"]


def engine() -> Engine:
    """The engine that is configured: the embedded one."""
    return SqliteEngine()
