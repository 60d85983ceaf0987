"""The sums of a year as a table that opens in a spreadsheet."""

import csv
from collections.abc import Sequence
from io import StringIO

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from network.intranet.competence.querysets import Amount, UnitYear

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"  # by which spreadsheets know that it is UTF-8


def as_csv(lines: Sequence[UnitYear], year: int) -> str:
    """A line for each unit, and the last for all; none begins with what would be worked out."""
    file = StringIO()
    rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
    columns = (_("Participants"), _("Occasions"), _("Hours"))
    done, planned = pgettext("training", "done"), pgettext("training", "planned")
    rows.writerow(
        [
            _("Year"),
            _("Department or company"),
            *(f"{column}, {done}" for column in columns),
            *(f"{column}, {planned}" for column in columns),
        ]
    )
    for place, line in enumerate(lines):
        rows.writerow([year, plain(name_of(lines, place)), *_of(line.done), *_of(line.planned)])
    return MARK + file.getvalue()


def name_of(lines: Sequence[UnitYear], place: int) -> str:
    """What a line is called: the last is of all, and one without a unit of those who have none."""
    unit = lines[place].unit
    if place == len(lines) - 1:
        return _("In all")
    return str(unit.name) if unit else _("No department or company")


def plain(text: str) -> str:
    """With a mark in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def _of(amount: Amount) -> list[str | int]:
    hours = amount.hours.normalize()
    return [amount.people, amount.number, number_format(hours, use_l10n=True) if hours else 0]
