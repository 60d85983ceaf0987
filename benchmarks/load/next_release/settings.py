"""Those of production, with two migrations more."""

from config.settings.production import *  # noqa: F403 - settings

MIGRATION_MODULES = {"opportunities": "benchmarks.load.next_release.migrations"}
