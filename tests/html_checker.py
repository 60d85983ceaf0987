"""The Nu Html Checker (vnu), where the machine has it: what it says about a page."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest


def command() -> list[str]:
    """How vnu is started: $VNU_JAR with a Java, or a program called vnu; else the test stops."""
    jar, java, program = os.environ.get("VNU_JAR", ""), shutil.which("java"), shutil.which("vnu")
    if jar and java and Path(jar).is_file():
        return [java, "-Xss4m", "-jar", jar]
    if not program:
        pytest.skip("the Nu Html Checker is missing: set VNU_JAR to vnu.jar (npm: vnu-jar)")
    return [program]


def errors(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Every error in these pages, with the address of the page."""
    start = command()
    names = {}
    for number, (address, markup) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(markup, encoding="utf-8")
        names[file.name] = address
    ran = subprocess.run(
        [*start, "--errors-only", "--format", "json", *map(str, folder.glob("*.html"))],
        capture_output=True,
        text=True,
        check=False,
    )
    said = json.loads(ran.stderr)["messages"]
    return [f"{names[Path(m['url']).name]}: {m['message']} ({m.get('extract', '')})" for m in said]
