"""`python -m tests.upgrading NAME`: keep a database of today's release with rows of every model."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
ENGINES = {"sqlite": "", "postgresql": os.environ.get("TEST_POSTGRES_URL", "")}


def keep(release: str) -> None:
    """Write the file for the engine that DATABASE_URL names."""
    import django  # which reads the settings

    django.setup()
    # They need the settings.
    from django.core.management import call_command

    from tests.database_engines import database_used, new_database
    from tests.upgrading.content import fill
    from tests.upgrading.dumps import dump

    with (
        tempfile.TemporaryDirectory() as folder,
        new_database(Path(folder)) as name,
        database_used(name),
    ):
        call_command("migrate", verbosity=0)
        fill()
        dump(release)


def main() -> int:
    """One process for each engine, since Django has one setting of it."""
    if len(sys.argv) == 3:
        keep(sys.argv[1])
        return 0
    for engine, url in ENGINES.items():
        if engine == "sqlite" or url:
            command = [sys.executable, "-m", "tests.upgrading", sys.argv[1], engine]
            subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
