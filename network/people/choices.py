"""What the directory is narrowed by: a form of four lists and a box, and what was chosen of them.

A list offers what somebody in the directory has, so that no choice leads to nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile, PriorityArea
from core.words.countries import country_name
from core.words.sorting import sort_key
from network.people.languages import language_name
from network.people.models import SpokenLanguage, StayAbroad
from network.people.querysets import Wanted

LONGEST = 100  # characters of the box
Option = tuple[str, str]


@dataclass(frozen=True)
class Choice:
    """A list of the form: its parameter, what it is called, what it offers and what is chosen."""

    name: str
    label: Any  # lazily translated
    options: Sequence[Option]
    value: str


class Choices:
    """What was asked for in the address; a value that is not offered is none."""

    def __init__(self, asked: Mapping[str, str], profile: MunicipalityProfile) -> None:
        self.text = asked.get("q", "").replace("\0", " ").strip()[:LONGEST]
        self.choices = [
            Choice("unit", _("Department or company"), _units(profile), asked.get("unit", "")),
            Choice("area", _("Priority area"), _areas(profile), asked.get("area", "")),
            Choice("language", _("Language"), _languages(), asked.get("language", "")),
            Choice("country", _("Has been in"), _countries(), asked.get("country", "")),
        ]

    def __bool__(self) -> bool:
        return bool(self.pairs)

    @cached_property
    def _chosen(self) -> dict[str, str]:
        return {
            choice.name: choice.value
            for choice in self.choices
            if choice.value in dict(choice.options)
        }

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address."""
        return [*([("q", self.text)] if self.text else []), *self._chosen.items()]

    @property
    def wanted(self) -> Wanted:
        """What people are narrowed by, but for the text."""
        chosen = self._chosen
        return Wanted(
            unit=int(chosen["unit"]) if "unit" in chosen else None,
            area=int(chosen["area"]) if "area" in chosen else None,
            language=chosen.get("language", ""),
            country=chosen.get("country", ""),
        )


def _units(profile: MunicipalityProfile) -> list[Option]:
    return [(str(unit.pk), unit.name) for unit in profile.units.all()]


def _areas(profile: MunicipalityProfile) -> list[Option]:
    areas = PriorityArea.objects.filter(scheme__profile=profile, cards__isnull=False).distinct()
    return [(str(area.pk), area.name) for area in areas]


def _languages() -> list[Option]:
    return _named(SpokenLanguage.objects.values_list("language", flat=True), language_name)


def _countries() -> list[Option]:
    return _named(StayAbroad.objects.values_list("country", flat=True), country_name)


def _named(codes: Iterable[str], name: Any) -> list[Option]:
    named = [(code, name(code)) for code in set(codes)]
    return sorted(named, key=lambda each: sort_key(each[1]))
