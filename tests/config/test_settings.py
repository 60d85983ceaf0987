"""Production starts when it has what it needs, and else says in a sentence what to set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.parts import ROOT

COMPLETE = {
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "eu.example.org",
    "BASE_URL": "https://eu.example.org",
    "DATABASE_URL": "sqlite:///{folder}/site.sqlite3",
    "EMAIL_URL": "memorymail://",
}


def manage(folder: Path, values: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    """`manage.py` in production, with nothing in the environment but `values`."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
    environment |= {name: value.format(folder=folder) for name, value in values.items()}
    return subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", str(ROOT / "manage.py"), *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_has_nothing_to_warn_of(tmp_path: Path) -> None:
    done = manage(tmp_path, COMPLETE, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY in the environment, for example"),
        ({"ALLOWED_HOSTS": ""}, "Set ALLOWED_HOSTS in the environment, for example"),
        ({"BASE_URL": ""}, "Set BASE_URL in the environment, for example"),
        ({"DATABASE_URL": ""}, "Set DATABASE_URL in the environment, for example"),
        ({"EMAIL_URL": ""}, "Set EMAIL_URL in the environment, for example"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS names the site's own hosts, not *"),
        ({"OIDC_ISSUER": "https://login.example.org"}, "set OIDC_CLIENT_ID in the environment"),
    ],
)
def test_what_is_missing_stops_the_start_with_a_sentence(
    tmp_path: Path, change: dict[str, str], sentence: str
) -> None:
    done = manage(tmp_path, COMPLETE | change, "check")
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_proxies_are_counted_where_the_log_in_looks(tmp_path: Path) -> None:
    """allauth reads ALLAUTH_TRUSTED_PROXY_COUNT; with another name it would trust nobody."""
    script = (
        "from allauth import app_settings; from django.conf import settings; "
        "print(app_settings.TRUSTED_PROXY_COUNT, settings.SECURE_PROXY_SSL_HEADER)"
    )
    behind = manage(tmp_path, COMPLETE | {"TRUSTED_PROXY_COUNT": "2"}, "shell", "-c", script)
    assert "2 ('HTTP_X_FORWARDED_PROTO', 'https')" in behind.stdout
    alone = manage(tmp_path, COMPLETE, "shell", "-c", script)
    assert "0 None" in alone.stdout
