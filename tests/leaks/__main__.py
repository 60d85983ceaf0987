"""`python -m tests.leaks`: print the matrix into docs/leak-matrix.md."""

import os
import sys

import django

sys.path.insert(0, "site")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from tests.leaks.printed import DOCUMENT, printed  # noqa: E402 (Django comes first)

DOCUMENT.write_text(printed())
