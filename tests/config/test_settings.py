"""Production starts when it has what it needs, and else says in a sentence what to set."""

import json
import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.addresses import public_address
from tests.config.starting import COMPLETE, manage, serve


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
        ({"EMAIL_FROM": ""}, "Set EMAIL_FROM in the environment, for example"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS names the site's own hosts, not *"),
        ({"BASE_URL": "http://eu.example.org"}, "could be read on the way: write https://eu."),
        (
            {"DATABASE_URL": "sqlite:////{folder}/away/site.sqlite3"},
            "away, which does not exist: make the folder",
        ),
        ({"MEDIA_ROOT": "{folder}/away"}, "away, which does not exist: make the folder"),
        ({"CACHE_URL": "filecache://{folder}/a-file/cache"}, "a-file, which is no folder"),
        ({"OIDC_ISSUER": "https://login.example.org"}, "set OIDC_CLIENT_ID in the environment"),
    ],
)
def test_what_is_missing_stops_the_start_with_a_sentence(
    tmp_path: Path, change: dict[str, str], sentence: str
) -> None:
    (tmp_path / "a-file").touch()
    done = manage(tmp_path, COMPLETE | change, "check")
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.long
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"BASE_URL": ""}, "Set BASE_URL in the environment, for example"),
        ({"MEDIA_ROOT": "{folder}/away"}, "away, which does not exist: make the folder"),
        ({"DJANGO_SETTINGS_MODULE": "config.settings.prod"}, "there are no such settings"),
    ],
)
def test_gunicorn_says_it_too_and_does_not_try_again(
    tmp_path: Path, change: dict[str, str], sentence: str
) -> None:
    done = serve(tmp_path, COMPLETE | change)
    assert done.returncode == 3
    assert done.stderr.count(sentence) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "url",
    [
        "eu.example.org",
        "https://",
        "ftp://eu.example.org",
        "https://eu.example.org/omvarld",
        "https://eu.example.org?page",
        "https://user@eu.example.org",
        "https://eu.example.org:port",
        "http://10.0.0.8:8000",
        "http://localhost.example.org",
    ],
)
def test_an_address_that_is_none_or_not_safe_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="BASE_URL"):
        public_address(url)


@pytest.mark.parametrize(
    "url",
    ["https://eu.example.org:8443", "http://127.0.0.1:8000", "http://[::1]", "http://localhost"],
)
def test_without_tls_it_is_this_machine_alone(url: str) -> None:
    assert public_address(url).geturl() == url


WRITE = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
connection.ensure_connection()
default_storage.save("below/a.txt", ContentFile(b"text"))
"""


def test_what_production_writes_nobody_else_can_read(tmp_path: Path) -> None:
    media = tmp_path / "media"
    media.mkdir()
    values = COMPLETE | {"MEDIA_ROOT": str(media)}
    done = manage(tmp_path, values, "shell", "--no-imports", "-c", WRITE)
    assert done.returncode == 0, done.stderr
    written = [tmp_path / "site.sqlite3", media / "below", media / "below" / "a.txt"]
    modes = [stat.S_IMODE(path.stat().st_mode) for path in written]
    assert modes == [0o600, 0o700, 0o600]


def test_what_others_can_read_is_named_by_the_check() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # pytest's own are closed, with all that is in them
        (folder / "site.sqlite3").touch(0o644)
        done = manage(folder, COMPLETE, "check", "--deploy", "--fail-level", "WARNING")
        assert f"Every user of this machine can read {folder}/site.sqlite3" in done.stderr
        assert f"chmod -R go= {folder}/site.sqlite3" in done.stderr
        (folder / "site.sqlite3").chmod(0o600)
        done = manage(folder, COMPLETE, "check", "--deploy", "--fail-level", "WARNING")
        assert done.returncode == 0, done.stderr


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


def test_production_writes_its_log_as_json(tmp_path: Path) -> None:
    code = "import logging; logging.getLogger('trial').warning('Å %s', 'a.b@example.org')"
    done = manage(tmp_path, COMPLETE, "shell", "--no-imports", "-c", code)
    assert done.returncode == 0, done.stderr
    line = json.loads(done.stderr)
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "WARNING", "logger": "trial", "message": "Å [e-mail]"}
