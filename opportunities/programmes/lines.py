"""A programme as a line and a guide: its period and law, its share, and whether it is for us.

A period that is only proposed is never the one a programme is shown by while another is in force.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from core.words.money import number
from opportunities.models import Programme, ProgrammePeriod, Reach


@dataclass(frozen=True)
class ProgrammeLine:
    """What a list shows of a programme; None and empty texts are not stated.

    `eligible`: whether somebody in the reader's county may apply.
    """

    programme: Programme
    period: ProgrammePeriod | None
    share: str
    eligible: bool | None
    open_calls: int

    @property
    def is_proposed(self) -> bool:
        """Whether the programme is nothing but a proposal."""
        return bool(self.period and self.period.is_proposed)

    @property
    def successor(self) -> Programme | None:
        return self.period.successor.programme if self.period and self.period.successor else None


def programme_line(
    programme: Programme, *, county: str, on: date, open_calls: int = 0
) -> ProgrammeLine:
    """`programme` as of a day, seen from a county. Reads prefetched periods only."""
    period = current(list(programme.periods.all()), on)
    return ProgrammeLine(programme, period, share(period), eligible(programme, county), open_calls)


def current(periods: Sequence[ProgrammePeriod], on: date) -> ProgrammePeriod | None:
    """The adopted period of the day, else the last adopted one, else a proposed one."""
    adopted = [period for period in periods if not period.is_proposed]
    running = [p for p in adopted if p.starts and p.ends and p.starts <= on <= p.ends]
    candidates = running or adopted[::-1] or periods
    return candidates[0] if candidates else None


def share(period: ProgrammePeriod | None) -> str:
    """ "up to 60%" or "40–100%"; empty where no source states a share."""
    if period is None or period.max_eu_rate is None:
        return ""
    high = number(period.max_eu_rate, 1)
    if period.min_eu_rate is None:
        return gettext("up to %(rate)s%%") % {"rate": high}
    low = number(period.min_eu_rate, 1)
    return gettext("%(low)s–%(high)s%%") % {"low": low, "high": high}


def eligible(programme: Programme, county: str) -> bool | None:
    """Whether an applicant in `county` may take part; None where no source says."""
    if programme.reach == Reach.COUNTIES:
        return county in programme.county_names if county and programme.counties else None
    return True if programme.reach else None
