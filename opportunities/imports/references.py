"""The part of a call's address that is ours: unique over all sources, and never changed."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from opportunities.imports.rows import ParsedCall
from opportunities.models import Call

LENGTH = 120  # of Call.reference
SHORTEST = 8  # digits of the digest
CHUNK = 500


def references(calls: Sequence[ParsedCall], source: str) -> list[str]:
    """A reference for each new call: its slug, and a digest of its key where that is taken."""
    wanted = [call.slug[:LENGTH].strip("-_") or "call" for call in calls]
    taken = _in_use(wanted)
    names = []
    for call, slug in zip(calls, wanted, strict=True):
        name = slug
        if name in taken:
            others = _candidates(slug, call.key, source)
            name = next(n for n in others if n not in taken and not _in_use([n]))
        taken.add(name)
        names.append(name)
    return names


def _candidates(slug: str, key: str, source: str) -> Iterator[str]:
    digest = hashlib.sha256(f"{source} {key}".encode()).hexdigest()
    for end in range(SHORTEST, len(digest) + 1):
        yield f"{slug[: LENGTH - end - 1]}-{digest[:end]}"


def _in_use(names: Iterable[str]) -> set[str]:
    wanted = sorted(set(names))
    taken: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        chunk = Call.objects.filter(reference__in=wanted[start : start + CHUNK])
        taken.update(chunk.values_list("reference", flat=True))
    return taken
