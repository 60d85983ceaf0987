"""Programmes, calls, and where they come from."""

from opportunities.models.calls import Call, CallDeadline, CallType, Status
from opportunities.models.money import ExchangeRate
from opportunities.models.programmes import Programme, ProgrammePeriod, Reach
from opportunities.models.sources import CallChange, ImportRun, Quarantined, Source
from opportunities.models.suggestions import AudienceWord, CallAudience, CallPriority, Origin

__all__ = [
    "AudienceWord",
    "Call",
    "CallAudience",
    "CallChange",
    "CallDeadline",
    "CallPriority",
    "CallType",
    "ExchangeRate",
    "ImportRun",
    "Origin",
    "Programme",
    "ProgrammePeriod",
    "Quarantined",
    "Reach",
    "Source",
    "Status",
]
