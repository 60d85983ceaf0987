"""Who is appointed to a seat, or belongs to a unit or a group, has other rights: it is noted."""

from django.db.models.signals import post_delete, post_save

from core.accounts.receivers import note_rights
from network.organisation.models import Appointment, GroupMember, UnitMember


def connect_signals() -> None:
    """Called once, when the apps are ready."""
    for model in (Appointment, UnitMember, GroupMember):
        post_save.connect(_changed, sender=model)
        post_delete.connect(_changed, sender=model)


def _changed(instance: Appointment | UnitMember | GroupMember, **signal: object) -> None:
    if instance.person is not None:
        note_rights(instance.person)
