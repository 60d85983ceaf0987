"""Where people are on the intranet, and their roles in words."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from core.models import User


def person_url(person: User) -> str:
    """Their page in the directory."""
    return reverse("person", args=[person.pk])


def roles(person: Any) -> Sequence[str]:
    """Each seat, else each unit, of one who was loaded with the directory."""
    held = [
        f"{each.seat.role}, {each.seat.place.name}" if each.seat.place else str(each.seat.role)
        for each in person.held
    ]
    return held or [str(each.unit.name) for each in person.belongs_to]
