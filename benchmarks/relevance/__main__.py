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
from pathlib import Path

from benchmarks.relevance import places
from benchmarks.relevance.report import Answered, print_questions, print_table
from benchmarks.relevance.samples import SAMPLES, SHARED
from benchmarks.relevance.vocabularies import NONE, VOCABULARIES, has_vocabulary
from benchmarks.site import Site

PROCESSES = 2


def main() -> None:
    """Make the sites, ask them, print."""
    arguments = _arguments()
    vocabularies = [v for v in VOCABULARIES if v in arguments.vocabularies]
    if not has_vocabulary():
        print("This version has no vocabulary: the words of the question are all it knows.\n")
        vocabularies = [NONE]
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
    parser.add_argument("--vocabularies", nargs="+", choices=VOCABULARIES, default=VOCABULARIES)
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        parser.error(f"the sample data lie beside the checkout: there is no {SHARED}")
    return arguments


def _answered(folder: Path, vocabularies: Sequence[str]) -> list[Answered]:
    """What the site answers with every vocabulary; each in a process of its own."""
    empty = places.empty_site()
    with ThreadPoolExecutor(PROCESSES) as threads:
        # The textbook knows no vocabulary: it answers once.
        ask = partial(_ask, empty, folder, textbook=vocabularies[0])
        answers = zip(vocabularies, threads.map(ask, vocabularies), strict=True)
        found = [one for vocabulary, printed in answers for one in _read(printed, vocabulary)]
    place = {sample.title: number for number, sample in enumerate(SAMPLES)}
    return sorted(found, key=lambda one: (place[one.sample.title], one.language))


def _ask(empty: Site, folder: Path, vocabulary: str, *, textbook: str) -> str:
    site = places.copy(empty, folder / vocabulary)
    asked = f"answers({vocabulary!r}, textbook={vocabulary == textbook})"
    return site.call("benchmarks.relevance.orders", asked)


def _read(printed: str, vocabulary: str) -> Iterator[Answered]:
    answers = json.loads(printed.splitlines()[-1])
    for sample in SAMPLES:
        for language in ("sv", "en"):
            if found := answers.get(f"{sample.title}/{language}"):
                yield Answered(sample, language, vocabulary, found["orders"], found["looked for"])


if __name__ == "__main__":
    main()
