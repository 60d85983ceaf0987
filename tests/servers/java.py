"""A Java, and the jars of what runs on it: OpenSearch, the Nu Html Checker. Fetched once, kept."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.parts import ROOT
from tests.servers.processes import Missing

OLDEST = 21
INSTALLED = Path("/usr/lib/jvm")
KEPT = ROOT / ".servers"
# For what lives for seconds or minutes: no time is well spent on compiling it well.
BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def java() -> Path:
    """The program `java` of JAVA_HOME, else of the newest full Java under /usr/lib/jvm.

    Raises Missing where none is new enough; a JAVA_HOME that is too old is passed over.
    """
    chosen = [Path(named)] if (named := os.environ.get("JAVA_HOME")) else []
    installed = sorted(INSTALLED.glob("*"), key=_version, reverse=True)
    for home in chosen + installed:
        if _version(home) >= OLDEST:
            return home / "bin" / "java"
    raise Missing(
        f"What runs on Java needs a full Java (JDK) {OLDEST} or newer, and there is none "
        f"in JAVA_HOME or under {INSTALLED}."
    )


def _version(home: Path) -> int:
    """The major version that a Java says it is; 0 where there is no compiler."""
    release = home / "release"
    if not (home / "bin" / "javac").exists() or not release.exists():
        return 0
    said = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
    return int(said[1]) if said else 0


def jars(pom: Path) -> Path:
    """The folder of the jars that `pom` names, fetched the first time. Raises Missing.

    Processes that ask at once wait for the one that fetches.
    """
    name = pom.parent.name
    folder = KEPT / f"{name}-{hashlib.sha256(pom.read_bytes()).hexdigest()[:16]}"
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in KEPT.glob(f"{name}-*"):
                shutil.rmtree(old)
            _fetch(pom, folder.with_suffix(".unfinished")).rename(folder)
    return folder


def _fetch(pom: Path, folder: Path) -> Path:
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing(f"Jars of {pom.parent.name} are fetched by Maven: `apt-get install maven`.")
    fetched = subprocess.run(
        [
            *(maven, "--batch-mode", "--quiet", "--file", pom),
            *("dependency:copy-dependencies", f"-DoutputDirectory={folder}"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if fetched.returncode:
        said = next((line for line in fetched.stdout.splitlines() if "[ERROR]" in line), "")
        raise Missing(f"Maven could not fetch the jars of {pom.parent.name}: {said}")
    return folder
