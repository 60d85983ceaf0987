"""How often Python looks for circles of objects that nothing else refers to."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 50_000  # that are made between two looks


@contextmanager
def collected_rarely() -> Iterator[None]:
    """For work that makes many objects and few circles: looking takes a twentieth of an import."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
