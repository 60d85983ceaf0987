"""How the municipality is organised: bodies, units, seats, groups, and the page about it."""

from network.organisation.models.bodies import Body
from network.organisation.models.duties import Duty, DutyDone
from network.organisation.models.groups import Group, GroupMember
from network.organisation.models.how_we_work import HowWeWorkPage
from network.organisation.models.nominations import Nomination
from network.organisation.models.seats import Appointment, Seat
from network.organisation.models.units import BodyMeeting, Unit, UnitMember

__all__ = [
    "Appointment",
    "Body",
    "BodyMeeting",
    "Duty",
    "DutyDone",
    "Group",
    "GroupMember",
    "HowWeWorkPage",
    "Nomination",
    "Seat",
    "Unit",
    "UnitMember",
]
