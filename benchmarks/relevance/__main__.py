"""How well the search orders calls: nDCG@10, MRR and hits among the first ten, as a table.

Asked in Swedish and English, of a site that knows no other words than those of the question, one
with the project's own vocabulary, and one with the thesauri too; beside it what BM25 and BM25F
make of the same terms. --verbose prints every question.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product
from pathlib import Path

from benchmarks.relevance import places
from benchmarks.relevance.report import Answered, print_questions, print_table
from benchmarks.relevance.samples import SAMPLES, SHARED
from benchmarks.site import Site

PROCESSES = 2


def main() -> None:
    """Make the sites, ask them, print."""
    arguments = _arguments()
    vocabularies = [v for v in places.VOCABULARIES if v in arguments.vocabularies]
    if not places.has_vocabulary():
        print("This version has no vocabulary: the words of the question are all it knows.\n")
        vocabularies = [places.NONE]
    with tempfile.TemporaryDirectory(prefix="omvarld-bench-") as name:
        answered = _answered(Path(name), vocabularies)
    if arguments.verbose:
        print_questions(answered)
    print_table(answered)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.relevance",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--verbose", action="store_true", help="every question too")
    known = places.VOCABULARIES
    parser.add_argument("--vocabularies", nargs="+", choices=known, default=known)
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        parser.error(f"the sample data lie beside the checkout: there is no {SHARED}")
    return arguments


def _answered(folder: Path, vocabularies: Sequence[str]) -> list[Answered]:
    """What every collection answers with every vocabulary; each in a process of its own."""
    empty = places.empty_site()
    collections = sorted({sample.collection for sample in SAMPLES})
    with ThreadPoolExecutor(PROCESSES) as threads:
        made = threads.map(partial(places.with_vocabulary, empty, folder), vocabularies)
        sites = dict(zip(vocabularies, made, strict=True))
        asked = list(product(vocabularies, collections))
        printed = threads.map(lambda each: _ask(sites[each[0]], each[1], vocabularies), asked)
        found = [
            one
            for (vocabulary, _name), answers in zip(asked, printed, strict=True)
            for one in _read(answers, vocabulary)
        ]
    places_of = {sample.title: place for place, sample in enumerate(SAMPLES)}
    return sorted(found, key=lambda a: (places_of[a.sample.title], a.language))


def _ask(site: Site, collection: str, vocabularies: Sequence[str]) -> str:
    """The textbook knows no vocabulary: it answers once."""
    copied = places.copy(site, site.folder / collection)
    textbook = site.folder.name == vocabularies[0]
    asked = f"answers({collection!r}, textbook={textbook})"
    return copied.call("benchmarks.relevance.orders", asked)


def _read(printed: str, vocabulary: str) -> Iterator[Answered]:
    answers = json.loads(printed.splitlines()[-1])
    for sample in SAMPLES:
        for language in ("sv", "en"):
            if found := answers.get(f"{sample.title}/{language}"):
                yield Answered(sample, language, vocabulary, found["orders"], found["looked for"])


if __name__ == "__main__":
    main()
