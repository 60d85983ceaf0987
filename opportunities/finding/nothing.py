"""What is said where no call fits, and what there is instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.search.query import RANGES, Query, Window
from core.search.results import Results
from core.web.facets import Address, Facet
from opportunities.finding import parameters

SHOWN = 40  # characters of a text that was searched for


@dataclass(frozen=True)
class Way:
    """A link to another search, how many calls that leaves, and whether these are closed."""

    label: str
    url: str
    count: int
    closed: bool = False


def nothing_found(
    results: Results, call_facets: Mapping[str, Facet], address: Address
) -> dict[str, Any]:
    """A sentence, the same search in other states of calls, and each filter to drop."""
    others = _other_states(results, address)
    return {
        "sentence": _sentence(results.query),
        "other_states": others,
        "closed_fit": any(way.closed for way in others),
        "drops": _drops(results, call_facets, address),
    }


def _sentence(query: Query) -> str:
    """As much as was asked: neither "open" nor the text where it was not."""
    if any(query.facets.values()) or any(getattr(query, name) is not None for name in RANGES):
        return _("No call fits everything you chose.")
    if query.text:
        return _without_text(query.windows) % {"q": _shortened(query.text)}
    match list(query.windows):
        case [Window.OPEN]:
            return _("No call is open now.")
        case [Window.FORTHCOMING]:
            return _("No call is known that opens later.")
        case [Window.CLOSED]:
            return _("No call has closed.")
    return _("There is no call here.")


def _without_text(windows: Sequence[Window]) -> str:
    match list(windows):
        case [Window.OPEN]:
            return _("No open call has “%(q)s”.")
        case [Window.FORTHCOMING]:
            return _("No call that opens later has “%(q)s”.")
        case [Window.CLOSED]:
            return _("No closed call has “%(q)s”.")
        case []:
            return _("No call has “%(q)s”, neither open, forthcoming nor closed.")
    return _("No call in the states you chose has “%(q)s”.")


def _other_states(results: Results, address: Address) -> list[Way]:
    """Calls that fit but for their state: those that open later before those that are closed."""
    values = results.facets.get("status", ()) if results.query.windows else ()
    counts = {value.value: value.count for value in values if not value.selected}
    ways = []
    others = [pair for pair in address.pairs if pair[0] != "status"]
    for window in Window:
        if count := counts.get(window.value, 0):
            url = replace(address, pairs=[*others, ("status", window.value)]).url()
            ways.append(Way(_state(window, count), url, count, window == Window.CLOSED))
    return ways


def _state(window: Window, n: int) -> str:
    """How many calls there are in a state, as a link to them."""
    match window:
        case Window.OPEN:
            text = ngettext("%(n)d call that is open", "%(n)d calls that are open", n)
        case Window.FORTHCOMING:
            text = ngettext("%(n)d call that opens later", "%(n)d calls that open later", n)
        case Window.CLOSED:
            text = ngettext("%(n)d call that is closed", "%(n)d calls that are closed", n)
    return text % {"n": n}


def _drops(results: Results, call_facets: Mapping[str, Facet], address: Address) -> list[Way]:
    """Each filter that somebody chose, and what is left without it, most first."""
    labels = {name: facet.label for name, facet in call_facets.items()}
    labels |= {**parameters.range_labels(), "q": _shortened(results.query.text)}
    drops = sorted(results.without.items(), key=lambda item: -item[1])
    return [
        Way(
            _("Without “%(filter)s”") % {"filter": labels[name]},
            address.without(name).url(),
            count,
        )
        for name, count in drops
        if name != "status"  # the other states are offered by themselves
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]} …"
