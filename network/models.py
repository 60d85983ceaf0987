"""Who we are and whom we work with."""

from network.cooperation.models import (
    Agreement,
    Award,
    CooperationPage,
    Exchange,
    ExternalOrganisation,
    NetworkMembership,
    TownStatus,
    TownStatusChange,
    TravelRule,
    TwinTown,
    TwinTownsPage,
    VisitRequest,
)
from network.organisation.models import Body, BodyMeeting, HowWeWorkPage, Seat, Unit

__all__ = [
    "Agreement",
    "Award",
    "Body",
    "BodyMeeting",
    "CooperationPage",
    "Exchange",
    "ExternalOrganisation",
    "HowWeWorkPage",
    "NetworkMembership",
    "Seat",
    "TownStatus",
    "TownStatusChange",
    "TravelRule",
    "TwinTown",
    "TwinTownsPage",
    "Unit",
    "VisitRequest",
]
