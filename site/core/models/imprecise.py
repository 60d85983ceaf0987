"""A field for dates as a source states them (core.words.imprecise)."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from core.words.imprecise import ImpreciseDate, Precision, parse

HELP = {
    Precision.YEAR: _("A day, a month or a year: 2016-12-15, 2016-12 or 2016."),
    Precision.DECADE: _(
        "A day (1989-10-12), a month (1989-10), a year (1989), a decade (1980s, late 1980s) "
        "or from one to another (1988/1991)."
    ),
}
LONGEST = {Precision.YEAR: 10, Precision.DECADE: 60}  # characters that somebody types


class _Attribute(DeferredAttribute):
    """Text that is assigned to it becomes an ImpreciseDate; the field validates it."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        text = value is None or isinstance(value, str)
        instance.__dict__[self.field.attname] = ImpreciseDate(value or "") if text else value


class ImpreciseDateField(models.CharField):
    """An ImpreciseDate. Its first day is stored before the text, so that a database sorts by it."""

    descriptor_class = _Attribute
    # What django-stubs reads for the type of the attribute.
    _pyi_private_set_type: ImpreciseDate | str
    _pyi_private_get_type: ImpreciseDate

    def __init__(self, *args: Any, precision: Precision = Precision.DECADE, **kwargs: Any) -> None:
        self.precision = Precision(precision)
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", HELP[self.precision])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """The precision too, where it is not the usual one."""
        name, path, args, kwargs = super().deconstruct()
        if self.precision != Precision.DECADE:
            kwargs["precision"] = self.precision.value
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_args: object) -> ImpreciseDate:
        """Without the day it is sorted by."""
        return ImpreciseDate((value or "").partition(" ")[2])

    def to_python(self, value: Any) -> ImpreciseDate:
        """Raises ValidationError where it is no date."""
        text = super().to_python(value) or ""
        return parse(text, self.precision) if text.strip() else ImpreciseDate("")

    def get_prep_value(self, value: Any) -> str:
        """The first day in front."""
        when = self.to_python(value)
        return f"{when.first_day.isoformat()} {when}" if when else ""

    def formfield(self, **kwargs: Any) -> Any:
        """As long as what somebody types, without the day in front."""
        return super().formfield(**{"max_length": LONGEST[self.precision], **kwargs})
