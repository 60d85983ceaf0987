"""What follows when the tables are migrated: the words that come with the software are loaded."""

from django.apps import apps
from django.db.models.signals import post_migrate
from django.utils import timezone

from core.operation.health import unapplied
from core.search.vocabulary import own


def load_own_words(**signal: object) -> None:
    """A new release has new words. Where only some migrations are run, tables may be missing."""
    if not unapplied():
        own.refresh(at=timezone.now())


def connect_signals() -> None:
    """Of migrations."""
    post_migrate.connect(load_own_words, sender=apps.get_app_config("core"))
