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
from network.intranet.posts.models import Post, PostVersion
from network.organisation.models import (
    Appointment,
    Body,
    BodyMeeting,
    Group,
    GroupMember,
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
    "Group",
    "GroupMember",
    "HowWeWorkPage",
    "NetworkMembership",
    "Post",
    "PostVersion",
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
