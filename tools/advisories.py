"""`python tools/advisories.py`: which dependencies have advisories, asked of the package index.

Fails on those that advisories.txt lists, with `--any` on any, and then also where it could not be
told. Else a machine without network is told so in a line, and is no fault.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTED = Path(__file__).with_suffix(".txt")
LOCK = ROOT / "requirements-dev.lock"  # has all that the two others have
SECONDS = 60  # in all
AUDIT = [sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--timeout", "10"]
AUDIT += ["--format", "json", "--require-hashes", "--disable-pip", "--requirement", str(LOCK)]


class Untold(Exception):
    """Nothing could be asked; the sentence says why."""


@dataclass(frozen=True)
class Advisory:
    """One of a package; `names` are all that it goes by (PYSEC, CVE, GHSA)."""

    package: str
    names: frozenset[str]
    mended_in: tuple[str, ...]

    def __str__(self) -> str:
        mended = f"mended in {', '.join(self.mended_in)}" if self.mended_in else "not mended yet"
        return f"{self.package}: {', '.join(sorted(self.names))}; {mended}"


def asked(command: Sequence[str], seconds: float = SECONDS) -> list[Advisory]:
    """What the index knows of the locked versions. Raises Untold."""
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Untold(f"the index took longer than {seconds:.0f} seconds") from error
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError) as error:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise Untold(f"the index cannot be reached: {said[-1]}") from error
    if skipped := [package["name"] for package in packages if "skip_reason" in package]:
        raise Untold(f"the index knows nothing of {len(skipped)} of {len(packages)} packages")
    return [
        Advisory(
            package=f"{package['name']} {package['version']}",
            names=frozenset({found["id"], *found["aliases"]}),
            mended_in=tuple(found["fix_versions"]),
        )
        for package in packages
        for found in package["vulns"]
    ]


def listed(file: Path) -> set[str]:
    """The advisories that are to be acted on."""
    lines = (line.split() for line in file.read_text().splitlines())
    return {words[0] for words in lines if words and not words[0].startswith("#")}


def main(arguments: Sequence[str] = (), command: Sequence[str] = AUDIT, file: Path = LISTED) -> int:
    """Print what is known; 1 where it is to be acted on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--any", action="store_true", help="fail on any, and where nothing is told")
    strict = parser.parse_args(arguments).any
    try:
        found = asked(command)
    except Untold as reason:
        print(f"Advisories: not looked up, {reason}")  # noqa: T201
        return int(strict)
    urgent = [each for each in found if strict or each.names & listed(file)]
    print(f"Advisories: {len(found)} of the dependencies, {len(urgent)} to be acted on")  # noqa: T201
    for each in found:
        print(f"  {'!' if each in urgent else ' '} {each}")  # noqa: T201
    return int(bool(urgent))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
