"""What the Nu Html Checker says about pages, where the machine has it."""

import json
import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path


def command() -> list[str]:
    """How it is started: as `make test` found it, or $VNU_JAR; empty where there is neither."""
    jar = os.environ.get("VNU_JAR", "")
    if not (found := os.environ.get("TEST_HTML_CHECKER", "")) and jar:
        found = shlex.join(["java", "-Xss8m", "-jar", jar])
    return shlex.split(found)


def errors(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Every error in these pages, with the address of the page; one process reads them all."""
    names = {}
    for number, (address, markup) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(markup, encoding="utf-8")
        names[file.name] = address
    ran = subprocess.run(
        [*command(), "--errors-only", "--format", "json", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    said = json.loads(ran.stderr)["messages"]
    return [
        f"{names[Path(m['url']).name]}: {m['message']} ({m.get('extract', '')})"
        if "url" in m
        else m["message"]
        for m in said
    ]
