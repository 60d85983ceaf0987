"""Raw pages of the portal's search API, and whether they are a whole feed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from opportunities.imports.errors import FeedError


@dataclass(frozen=True)
class Page:
    """`results` as they came; `total` is how many all pages have, where the page says so."""

    name: str
    results: list[Any]
    number: int = 1
    total: int | None = None
    is_demo: bool = False


def page(value: Any, name: str) -> Page:
    """A raw page of the answer called `name`. Raises FeedError where it has another shape."""
    results = value.get("results") if isinstance(value, dict) else None
    if not isinstance(results, list):
        raise FeedError(_("%(name)s is not a page of the EU portal's search.") % {"name": name})
    total, number = value.get("totalResults"), value.get("pageNumber")
    if total is not None and not _is_count(total):
        raise FeedError(
            _("%(name)s does not say how many results there are in all.") % {"name": name}
        )
    return Page(
        name=name,
        results=results,
        number=number if _is_count(number) else 1,
        total=total,
        is_demo=value.get("demo") is True,
    )


def whole(pages: Iterable[Page]) -> Sequence[Page]:
    """The pages if they are all of them. Raises FeedError where the feed is empty or cut short.

    What counts is the total that the last page with results states: it can change on the way.
    """
    filled = [p for p in pages if p.results]
    if not filled:
        raise FeedError(_("The feed is empty. Nothing was changed."))
    received = sum(len(p.results) for p in filled)
    stated = sorted(filled, key=lambda p: p.number)[-1].total
    if stated is not None and received < stated:
        raise FeedError(
            _(
                "The feed is cut short: it has %(received)d of %(stated)d results. "
                "Nothing was changed."
            )
            % {"received": received, "stated": stated}
        )
    return filled


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
