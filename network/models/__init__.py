"""Who we are and whom we work with."""

from network.models.agreements import Agreement
from network.models.bodies import Body
from network.models.exchanges import Exchange, TravelRule
from network.models.organisation import BodyMeeting, Seat, Unit
from network.models.partners import Award, ExternalOrganisation, NetworkMembership
from network.models.towns import TownStatus, TownStatusChange, TwinTown
from network.models.visits import VisitRequest

__all__ = [
    "Agreement",
    "Award",
    "Body",
    "BodyMeeting",
    "Exchange",
    "ExternalOrganisation",
    "NetworkMembership",
    "Seat",
    "TownStatus",
    "TownStatusChange",
    "TravelRule",
    "TwinTown",
    "Unit",
    "VisitRequest",
]
