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
from network.organisation.models import (
    Appointment,
    Body,
    BodyMeeting,
    HowWeWorkPage,
    Seat,
    Unit,
    UnitMember,
)

__all__ = [
    "Agreement",
    "Appointment",
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
    "UnitMember",
    "VisitRequest",
]
