"""Which settings the site runs with, wherever it starts.

DJANGO_SETTINGS_MODULE from the environment, else from the file `.env`; where neither says it, those
of production, which refuse to start without what they need.
"""

import os
from importlib.util import find_spec
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = "DJANGO_SETTINGS_MODULE"
SAFE = "config.settings.production"


def choose_settings() -> None:
    """Put the choice into the environment, where Django looks for it.

    Raises ImproperlyConfigured with a sentence where there are no such settings.
    """
    environ.Env.read_env(ROOT / ".env")  # what is in the environment stays
    chosen = os.environ[VARIABLE] = os.environ.get(VARIABLE) or SAFE
    if not _exists(chosen):
        raise ImproperlyConfigured(
            f"{VARIABLE} names {chosen}, and there are no such settings: write {SAFE}, or "
            "config.settings.dev for development."
        )


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):  # what it would be in is not there, or no name of a module
        return False
