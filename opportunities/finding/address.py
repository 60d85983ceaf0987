"""Every search is an address: this one, and those that differ from it by one thing."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from core.search.query import RANGES, Sort, Window
from opportunities.finding.parameters import ALL, Parameters

Pair = tuple[str, str]


@dataclass(frozen=True)
class Address:
    """What a search asks for, in a fixed order and without what goes without saying."""

    pairs: tuple[Pair, ...]

    def url(self, *more: Pair) -> str:
        """A relative address of this search."""
        return "?" + urlencode([*self.pairs, *more])

    def page(self, number: int) -> str:
        """The address of one page of it."""
        return self.url(("page", str(number))) if number > 1 else self.url()

    def without(self, name: str, value: str | None = None) -> "Address":
        """The search without one value of a parameter, or without the parameter.

        Without the last state in time, calls in every state are asked for: the silent default is
        the open ones.
        """
        left = tuple(p for p in self.pairs if p[0] != name or (value and p[1] != value))
        if name == "status" and not any(p[0] == "status" for p in left):
            left = (*left, ("status", ALL))
        return Address(left)


def address_of(read: Parameters) -> Address:
    """The address of what was understood of the parameters."""
    query = read.query
    pairs: list[Pair] = [("q", query.text)] if query.text else []
    pairs += [(name, value) for name, values in query.facets.items() for value in values]
    if tuple(query.windows) != (Window.OPEN,):
        pairs += [("status", w.value) for w in query.windows] or [("status", ALL)]
    pairs += [(n, read.written[n]) for n in RANGES if getattr(query, n) is not None]
    if query.sort != Sort.RELEVANCE:
        pairs.append(("sort", query.sort.value))
    if query.page_size != settings.SEARCH_PAGE_SIZE:
        pairs.append(("page_size", str(query.page_size)))
    return Address(tuple(pairs))
