"""The links from one page of a list to its others, as components/pagination.html shows them."""

from collections.abc import Callable
from typing import Any

NEIGHBOURS = 2  # pages shown on each side of the current one


def pagination(number: int, total: int, url: Callable[[int], str]) -> dict[str, Any]:
    """The first page, the last, and those around `number`; `url` is the address of a page."""
    near = range(max(1, number - NEIGHBOURS), min(total, number + NEIGHBOURS) + 1)
    shown = sorted({1, total, *near})
    numbers: list[dict[str, Any]] = []
    for index, page in enumerate(shown):
        if index and page - shown[index - 1] > 1:
            numbers.append({"gap": True})
        numbers.append({"number": page, "url": url(page), "current": page == number})
    return {
        "number": number,
        "total": total,
        "previous_url": url(number - 1) if number > 1 else None,
        "next_url": url(number + 1) if number < total else None,
        "numbers": numbers,
    }
