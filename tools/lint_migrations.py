"""`python tools/lint_migrations.py`: whether the release before can go on while these are run.

Workers are restarted one by one after `migrate` (docs/operations.md), so that the code before meets
the tables after. django-migration-linter knows what it would stumble over: a column that is gone,
has another name, or has to be filled in by whoever does not know it (`db_default` fills it in).
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# The last of each app in the first release; what comes after is judged. Until then no site runs.
FIRST_RELEASE = {
    "core.0010",
    "editing.0001",
    "governing.0001",
    "home.0002",
    "network.0002",
    "opportunities.0006",
    "projects.0001",
}
# Rules of the linter that do not hold here, and why.
NOT_OURS = {
    "RUNPYTHON_REVERSIBLE": "nothing is migrated backwards: a backup is restored",
}
# Migrations that are right in spite of what it says, with the reason: "core.0042_name": "…".
ACCEPTED: dict[str, str] = {
    "core.0013_network_form": "db_default fills it in; it sees no such thing in SQLite's new table",
    "core.0014_contact_person_per_unit": "nobody runs a release that reads it (CHANGELOG.md)",
    "core.0016_log_out_everywhere": "the same",
    "network.0011_nominations": "db_default fills it in, as for core.0013_network_form",
    "network.0003_seats_and_who_holds_them": "no installation has a release that reads seat.person",
    "network.0006_comments": "db_default fills it in; it sees no such thing in SQLite's new table",
    "network.0008_drafts_and_links": "the new key may be empty; it misreads SQLite's new table",
    "network.0010_claims": "as core.0013_network_form",
    "network.0013_group_of_posts": "a post may have no group; it misreads SQLite's new table",
    "network.0014_post_files": "db_default fills it in; not seen in the new table of SQLite",
    "network.0018_events": "new tables, which SQLite makes again for their constraints",
    "network.0019_calendars": "as network.0014_post_files",
    "network.0020_entered_by_units": "db_default fills it in; not seen in the new table of SQLite",
    "network.0022_notifications": "nobody runs a release that follows a post by its column",
    "network.0023_reading_and_passing_on": "db_default fills it in; not seen in SQLite's new table",
    "network.0024_event_files": "a new table, and a default in code alone; misread as 0013",
}


def main() -> int:
    """Print what each migration after the first release would break; 1 where there is any."""
    from django_migration_linter import MigrationLinter  # which needs the settings

    from config.apps import APPS  # and the path

    linter = MigrationLinter(
        str(ROOT),
        no_cache=True,
        all_warnings_as_errors=True,
        exclude_migration_tests=list(NOT_OURS),
        quiet=["ok", "ignore"],
    )
    found = linter.migration_loader.disk_migrations
    until = {each.partition(".")[0]: tuple(each.split(".")) for each in FIRST_RELEASE}
    for (app, name), migration in sorted(found.items()):
        judged = app in APPS and (app, name[:4]) > until.get(app, ("", ""))
        if judged and f"{app}.{name}" not in ACCEPTED:
            linter.lint_migration(migration)
    if gone := [name for name in ACCEPTED if tuple(name.split(".")) not in found]:
        print(f"Accepted, and no migration: {', '.join(gone)}")  # noqa: T201
    return int(linter.has_errors or bool(gone))


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    import django  # which reads the settings

    django.setup()
    sys.exit(main())
