"""What follows from a programme that is saved or deleted: the search knows it by its names."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_migrate, post_save

from core.operation.health import unapplied
from opportunities.models import Programme
from opportunities.programmes.names import forget_names, keep_names


def connect_signals() -> None:
    """Of migrations, and of programmes that are saved or deleted."""
    post_migrate.connect(_migrated, sender=apps.get_app_config("opportunities"))
    post_save.connect(_saved, sender=Programme)
    post_delete.connect(_deleted, sender=Programme)


def _migrated(**signal: object) -> None:
    """A new release may know more names. Where only some migrations run, tables may be missing."""
    if not unapplied():
        keep_names(Programme.objects.all())


def _saved(instance: Programme, *, raw: bool = False, **signal: Any) -> None:
    if not raw:
        keep_names([instance])


def _deleted(instance: Programme, **signal: Any) -> None:
    forget_names(instance)
