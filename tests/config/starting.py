"""The site started in a process of its own, with nothing in the environment but what is given."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.parts import ROOT

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "eu.example.org",
    "BASE_URL": "https://eu.example.org",
    "DATABASE_URL": "sqlite:///{folder}/site.sqlite3",
    "EMAIL_URL": "memorymail://",
    "EMAIL_FROM": "Omvärld <omvarld@example.org>",
}


def run(
    command: Sequence[str], folder: Path, values: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Python with these arguments in `folder`; warnings of the start are errors."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {name: value.format(folder=folder) for name, value in values.items()}
    return subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", *command],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def manage(
    folder: Path, values: Mapping[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    """`manage.py` with these arguments."""
    return run([str(ROOT / "manage.py"), *arguments], folder, values)


def serve(folder: Path, values: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """gunicorn, for a start that is refused."""
    site = ["--pythonpath", str(ROOT / "site"), "--bind", "127.0.0.1:0", "config.wsgi"]
    return run(["-m", "gunicorn", "--chdir", str(ROOT), *site], folder, values)
