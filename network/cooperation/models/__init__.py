"""Whom the municipality works with abroad: towns, agreements, exchanges, memberships, visits."""

from network.cooperation.models.agreements import Agreement
from network.cooperation.models.exchanges import Exchange, TravelRule
from network.cooperation.models.pages import CooperationPage, TwinTownsPage
from network.cooperation.models.partners import (
    Award,
    ExternalOrganisation,
    MembershipYear,
    NetworkMembership,
)
from network.cooperation.models.records import Entered
from network.cooperation.models.towns import TownStatus, TownStatusChange, TwinTown
from network.cooperation.models.visits import VisitRequest

__all__ = [
    "Agreement",
    "Award",
    "CooperationPage",
    "Entered",
    "Exchange",
    "ExternalOrganisation",
    "MembershipYear",
    "NetworkMembership",
    "TownStatus",
    "TownStatusChange",
    "TravelRule",
    "TwinTown",
    "TwinTownsPage",
    "VisitRequest",
]
