"""What CI makes of advisories about dependencies, with a program in the place of pip-audit."""

import json
import sys
from pathlib import Path

import pytest

from tools.advisories import main

KNOWN = {
    "name": "django",
    "version": "5.2.1",
    "vulns": [{"id": "PYSEC-2026-7", "aliases": ["CVE-2026-7"], "fix_versions": ["5.2.2"]}],
}
WELL = {"name": "wagtail", "version": "8.0.1", "vulns": []}
SKIPPED = {"name": "wagtail", "skip_reason": "not found"}


def says(*packages: object, fails: int = 0) -> list[str]:
    """A program that prints what pip-audit would."""
    text = json.dumps({"dependencies": packages, "fixes": []})
    return [sys.executable, "-c", f"import sys; print({text!r}); sys.exit({fails})"]


@pytest.mark.parametrize(
    ("command", "urgent", "ordinary", "strict", "printed"),
    [
        (says(WELL), "", 0, 0, "0 of the dependencies"),
        (says(KNOWN, WELL, fails=1), "", 0, 1, "  django 5.2.1: CVE-2026-7, PYSEC-2026-7; mended"),
        (says(KNOWN, fails=1), "CVE-2026-7 lets strangers in", 1, 1, "! django 5.2.1"),
        (says(KNOWN, fails=1), "# CVE-2026-7\n\nCVE-2026-8 other", 0, 1, "0 to be acted on"),
        (says(SKIPPED, KNOWN), "", 0, 1, "not looked up, the index knows nothing of 1 of 2"),
        ([sys.executable, "-c", "raise OSError('no network')"], "", 0, 1, "OSError: no network"),
    ],
)
def test_ci_fails_on_what_is_listed_and_audit_on_any(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    command: list[str],
    urgent: str,
    ordinary: int,
    strict: int,
    printed: str,
) -> None:
    file = tmp_path / "advisories.txt"
    file.write_text(urgent)
    assert main([], command, file) == ordinary
    assert printed in capsys.readouterr().out
    assert main(["--any"], command, file) == strict
