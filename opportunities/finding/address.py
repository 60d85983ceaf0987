"""Every search is an address."""

from django.conf import settings

from core.search.query import RANGES, Sort, Window
from core.web.facets import Address, Pair
from opportunities.finding.parameters import ALL, Parameters


def address_of(read: Parameters) -> Address:
    """The address of what was understood of the parameters.

    Without a state in time calls in every state are asked for: the silent default is the open ones.
    """
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
    return Address(pairs, none={"status": ALL})
