"""Every text of the interface is there in Swedish, and the catalogue has nothing else."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib

from config.apps import APPS
from tests.parts import ROOT, require

CATALOGUE = "site/locale/sv/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def test_every_text_is_translated() -> None:
    catalogue = polib.pofile(str(ROOT / CATALOGUE))
    assert [e.msgid for e in catalogue if not e.translated() or e.fuzzy or e.obsolete] == []


def test_a_translation_has_the_places_of_its_text() -> None:
    for entry in polib.pofile(str(ROOT / CATALOGUE)):
        for translation in entry.msgstr_plural.values() or [entry.msgstr]:
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            # A singular may leave the number out.
            assert set(PLACEHOLDER.findall(translation)) <= wanted, entry.msgid
            if not entry.msgid_plural:
                assert set(PLACEHOLDER.findall(translation)) == wanted, entry.msgid


def test_the_catalogue_is_what_the_sources_say(tmp_path: Path) -> None:
    require("xgettext", bool(shutil.which("xgettext")), "install it with `apt-get install gettext`")
    at_root = [app for app in APPS if (ROOT / app).is_dir()]
    for part in ("site", *at_root, "templates", "manage.py"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, tmp_path / part)
    before = {(e.msgctxt, e.msgid) for e in polib.pofile(str(tmp_path / CATALOGUE))}
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "sv", "--no-obsolete"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "config.settings.test"},
    )
    after = {(e.msgctxt, e.msgid) for e in polib.pofile(str(tmp_path / CATALOGUE))}
    assert sorted(after - before) == [], "run `make messages` and translate these"
    assert sorted(before - after) == [], "run `make messages`: these are used no more"
