"""Counting facets from combinations: how many records have each set of facet values."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

STATUS = "status"
Pair = tuple[str, str]  # facet and value

# A row: the signature's id, its facet values as JSON, the window of time, how many records, and
# how many of them have all the words.
Combination = tuple[int, str, str, int, int]


@dataclass
class Tally:
    """The count with every selection, the signatures that pass, and the counts per facet.

    `windows` are the windows of time of what passes; the facet's leave out its own selection.
    """

    count: int = 0
    count_all_words: int = 0
    total: int = 0
    passing: set[int] = field(default_factory=set)
    everything_passes: bool = True
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    windows: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@lru_cache(maxsize=50_000)
def values(facets: str) -> Mapping[str, Sequence[str]]:
    """The facet values of a signature; whoever has the same signature has the same ones."""
    by_name: dict[str, list[str]] = json.loads(facets)
    return by_name


@lru_cache(maxsize=50_000)
def _pairs(facets: str, window: str) -> tuple[Pair, ...]:
    pairs = ((name, value) for name, of_it in values(facets).items() for value in of_it)
    return (*pairs, (STATUS, window))


def tally(combinations: Iterable[Combination], chosen: Mapping[str, Sequence[str]]) -> Tally:
    """Count; a facet's own selection is left out of its own counts.

    A combination that fails one facet alone still counts for that facet.
    """
    result = Tally()
    counts: dict[Pair, int] = defaultdict(int)
    wanted = {name: {(name, v) for v in values} for name, values in chosen.items() if values}
    for signature, facets, window, number, with_all in combinations:
        pairs = _pairs(facets, window)
        result.total += number
        failed = [name for name, accepted in wanted.items() if accepted.isdisjoint(pairs)]
        if not failed:
            result.count += number
            result.count_all_words += with_all
            result.windows[window] += number
            result.passing.add(signature)
            for pair in pairs:
                counts[pair] += number
            continue
        if failed != [STATUS]:
            result.everything_passes = False
        if len(failed) == 1:
            for pair in pairs:
                if pair[0] == failed[0]:
                    counts[pair] += number
    result.facets = _by_facet(counts)
    return result


def _by_facet(counts: Mapping[Pair, int]) -> Mapping[str, Mapping[str, int]]:
    facets: dict[str, dict[str, int]] = {}
    for (name, value), count in counts.items():
        facets.setdefault(name, {})[value] = count
    return facets
