#!/usr/bin/env python
"""Run a management command; `site/` is a folder on the import path, never a package."""

import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

from config.choice import choose_settings


def main() -> None:
    try:
        choose_settings()
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
